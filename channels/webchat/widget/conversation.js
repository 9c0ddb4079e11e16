/** One conversation: nothing is lost or doubled on the way. How: README.md. */

import { RequestError } from "./session.js";

const LONGEST_WAIT = 60; // seconds

export class Conversation {
  /** `store` remembers the token, `drafts` the outbox of this tab. */
  constructor(session, store, drafts, view) {
    Object.assign(this, { session, store, drafts, view, lock: Promise.resolve() });
    this.outbox = (drafts.get("outbox") || []).map((entry) => ({ ...entry, left: true }));
    this.reset();
  }

  reset() {
    this.ready = false;
    this.seen = new Set();
    this.after = 0; // all up to this id was received
    this.own = 0; // what the person wrote up to this id is on screen
  }

  /** Begin or resume, then send what waits. */
  start() {
    return this.locked(async () => {
      this.view.clearStatus();
      try {
        for (let restarts = 1; await this.attempt(restarts > 0);) restarts -= 1;
      } finally {
        this.view.waiting(false);
      }
    });
  }

  /** Send what was written (`text`), pressed (`payload`, `title`) or ticked (`payload`, `tick`). */
  send(said) {
    const entry = { ...said, key: newKey() };
    this.keep([...this.outbox, entry]);
    if (!entry.tick) this.view.sending(entry);
    this.start();
  }

  withdraw(key) {
    this.keep(this.outbox.filter((entry) => entry.key !== key));
  }

  forget() {
    return this.locked(async () => {
      try {
        if (this.session.token) await this.session.forget();
      } catch ({ status }) {
        if (status !== 401) return false;
      }
      this.discard();
      return true;
    });
  }

  discard() {
    this.store.set({ token: null });
    this.switchTo(null);
  }

  switchTo(token) {
    this.hangUp();
    this.session.token = token;
    this.keep([]);
    this.reset();
  }

  /** Listen until `hangUp`, catching up after every gap. */
  async listen(caughtUp) {
    if (this.listening || !this.session.token) return;
    this.listening = new AbortController();
    const { signal } = this.listening;
    const whileListening = (work) => this.locked(() => this.ready && !signal.aborted && work());
    let pause = 1;
    for (let current = caughtUp; !signal.aborted; current = false) {
      try {
        if (!current) await whileListening(() => this.catchUp());
        await this.session.stream(this.after, signal, () => { this.streaming = true; pause = 1; },
          (message) => whileListening(() => this.accept([message])));
      } catch ({ status }) {
        if (status === 401) break; // the next thing sent begins a new conversation
      }
      if (signal.aborted) return;
      this.streaming = false;
      await sleep(pause * (0.75 + Math.random() / 2));
      pause = Math.min(pause * 2, LONGEST_WAIT);
    }
  }

  hangUp() {
    if (this.listening) this.listening.abort();
    this.listening = null;
    this.streaming = false;
  }

  /** One round of work; true if another may help. */
  async attempt(mayRestart) {
    try {
      if (!this.ready) await (this.session.token ? this.catchUp() : this.begin());
      this.ready = true;
      this.listen(true);
      if (!this.showLeft()) while (this.outbox.length) await this.deliver(this.outbox[0]);
      return false;
    } catch (problem) {
      if (!(problem instanceof RequestError)) throw problem;
      return this.failed(problem, mayRestart);
    }
  }

  async begin() {
    const { token, messages } = await this.session.begin(this.view.t.language);
    this.reset();
    this.store.set({ token, read: 0 });
    this.outbox.forEach((entry) => Object.assign(entry, { tried: false, after: 0 }));
    this.ready = true;
    await this.accept(messages);
  }

  /** What the last page left unsent waits for the person's word. */
  showLeft() {
    const left = this.outbox.filter((entry) => entry.left);
    for (const entry of left) {
      entry.left = false;
      this.view.sending(entry);
      this.view.unsent(entry);
    }
    return left.length > 0;
  }

  async deliver(entry) {
    if (entry.tried) {
      await this.catchUp();
      if (this.outbox[0] !== entry) return;
    }
    Object.assign(entry, { tried: true, after: this.after });
    this.keep(this.outbox);
    this.view.waiting(true);
    const { status, language, messages, last_id: last } = await this.session.send(entry);
    this.own = last;
    if (this.streaming) this.after = Math.max(this.after, last);
    this.arrived(entry);
    await this.view.receive(this.unseen(messages), { language, tick: entry.tick });
    if (status === "forgotten") {
      this.discard();
      this.view.forgotten();
    }
  }

  arrived(entry) {
    this.withdraw(entry.key);
    this.view.delivered(entry);
  }

  async catchUp() {
    const { messages } = await this.session.history(this.after);
    await this.accept(messages);
  }

  async accept(messages) {
    const fresh = this.unseen(messages).filter((message) => message.author !== "person" || !this.isOnScreen(message));
    this.after = Math.max(this.after, ...messages.map((message) => message.id));
    if (fresh.length) await this.view.receive(fresh, { restored: !this.ready });
  }

  unseen(messages) {
    const fresh = messages.filter((message) => !this.seen.has(message.id));
    fresh.forEach((message) => this.seen.add(message.id));
    return fresh;
  }

  /** Whether a message of the person's is shown. If it is the one that waits, it has arrived after all. */
  isOnScreen(message) {
    if (message.id <= this.own) return true;
    const [entry] = this.outbox;
    if (!entry || !entry.tried || message.id <= entry.after || !isSame(entry, message)) return false;
    this.own = message.id;
    this.arrived(entry);
    return !entry.left;
  }

  failed({ status, retryAfter }, mayRestart) {
    const [entry] = this.outbox;
    if (status === 401 && this.session.token && mayRestart) return this.startOver();
    if (status === 429 && retryAfter <= LONGEST_WAIT) {
      this.view.status("too_fast", { n: retryAfter });
      setTimeout(() => this.start(), retryAfter * 1000);
      return false;
    }
    if ((status === 400 || status === 413) && entry && this.ready) {
      this.withdraw(entry.key);
      this.view.refused(entry, status);
      return true;
    }
    this.drop((one) => one.tick, status);
    this.outbox.filter((one) => !one.left).forEach((one) => this.view.unsent(one));
    this.view.unreachable(status);
    return false;
  }

  /** Texts go into a new conversation; buttons meant the old one. */
  startOver() {
    this.drop((entry) => !entry.text, 401);
    const texts = this.outbox;
    this.discard();
    this.keep(texts);
    this.view.lost();
    return true;
  }

  drop(unwanted, status) {
    const dropped = this.outbox.filter(unwanted);
    this.keep(this.outbox.filter((entry) => !unwanted(entry)));
    dropped.forEach((entry) => this.view.refused(entry, status));
  }

  locked(work) {
    const result = this.lock.then(work);
    this.lock = result.catch(() => {});
    return result;
  }

  keep(outbox) {
    this.outbox = outbox;
    this.drafts.set({ outbox: outbox.filter((entry) => !entry.tick) });
  }
}

const isSame = (entry, message) => (message.payload
  ? message.payload === entry.payload
  : [entry.text, entry.title, entry.payload].includes(message.text));

const sleep = (seconds) => new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });

const newKey = () => `${Date.now()}${Math.random()}`.replace(".", "");
