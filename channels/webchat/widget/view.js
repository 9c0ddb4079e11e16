/** The conversation as it is seen and heard. */

import { guessLanguage, loadTexts, loadedTexts } from "./assets.js";
import { LONGEST, relabel } from "./frame.js";
import { h, keepingFocus, messageView, showsSameSteps, spoken, updateCard } from "./render.js";

const TICK = /^(un)?done:(.+)$/;
const LIVES = ["turn", "guide", "always"];
const TYPING_AFTER = 1000;
const KEEP_ANNOUNCED = 15000;

/** The visible log. */
class Transcript {
  constructor(ui, t) {
    Object.assign(this, { ui, t });
  }

  clear() {
    keepingFocus(this.ui.log, this.ui.log, () => {
      this.ui.messages.textContent = "";
      this.ui.outbox.textContent = "";
    });
  }

  /** Add a message; `tick` is the step whose tick it answers. False if it only brought a list up to date. */
  add(message, t, language, tick = this.pastTick) {
    if (message.author === "person") return this.addPast(message, t, language);
    const { guide } = message;
    this.pastTick = null;
    if (guide && tick && this.absorb(message, tick)) return false;
    if (guide) this.retire("guide");
    this.ui.messages.append(messageView(message, t, language));
    if (guide) this.update(guide);
    return true;
  }

  /** Stays beneath everything else until the server has answered. */
  sending({ key, payload, title, text = title }) {
    const bubble = messageView({ author: "person", text }, this.t, guessLanguage(text));
    bubble.dataset.key = key;
    this.retire(payload === "restart" ? "guide" : "turn");
    this.ui.outbox.append(bubble);
    this.showEnd();
  }

  delivered({ key }) {
    const bubble = this.bubble(key);
    if (!bubble) return;
    this.unmark(bubble);
    keepingFocus(bubble, bubble, () => this.ui.messages.append(bubble));
    this.asked = bubble;
  }

  unsent({ key }) {
    const bubble = this.bubble(key);
    if (!bubble || bubble.querySelector(".undelivered")) return;
    const button = (act) => h("button.small", { type: "button", "data-act": act, "data-key": key }, this.t(act));
    bubble.append(h("div.undelivered", {}, h("p", {}, this.t("not_sent")), button("retry"), button("withdraw")));
  }

  withdraw(key) {
    const bubble = this.bubble(key);
    if (bubble) keepingFocus(bubble, this.ui.log, () => bubble.remove());
  }

  retrying() {
    this.ui.outbox.querySelectorAll(".message").forEach((bubble) => this.unmark(bubble));
  }

  untick(step) {
    for (const box of this.ui.messages.querySelectorAll(`[data-tick="${CSS.escape(step)}"]`)) {
      box.checked = box.closest(".tick").querySelector(".status").dataset.status === "done";
    }
  }

  /** Buttons that no longer count stay within reach, and say so when pressed. */
  retire(live) {
    for (const button of this.ui.messages.querySelectorAll("[data-live]")) {
      if (LIVES.indexOf(button.dataset.live) <= LIVES.indexOf(live)) button.setAttribute("aria-disabled", "true");
    }
    if (live === "always") this.ui.messages.querySelectorAll("[data-tick]").forEach((box) => { box.disabled = true; });
  }

  showLatest() {
    const target = this.asked && this.asked.isConnected ? this.asked : this.ui.messages.lastElementChild;
    if (target) this.scrollBy(target.getBoundingClientRect().top - this.scroller().getBoundingClientRect().top - 8);
  }

  showEnd() {
    this.scrollBy(this.scroller().scrollHeight);
  }

  isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller();
    return scrollHeight - scrollTop - clientHeight < 80;
  }

  cards(situation) {
    return Array.from(this.ui.messages.querySelectorAll(".card[data-situation]"))
      .filter((card) => !situation || card.dataset.situation === situation);
  }

  /** The person's own, from the history. Ticks show in the list instead. */
  addPast(message, t, language) {
    const code = message.payload || message.text;
    const tick = TICK.exec(code);
    this.pastTick = tick && tick[2];
    if (tick) return false;
    this.retire(code === "restart" ? "guide" : "turn");
    this.asked = messageView({ ...message, text: this.titleOf(message.text) }, t, language);
    this.ui.messages.append(this.asked);
    return true;
  }

  /** The words of the button, where the server remembers its code. */
  titleOf(text) {
    const button = this.ui.log.getRootNode().querySelector(`[data-payload="${CSS.escape(text)}"]`);
    return button ? button.dataset.title || button.textContent : text;
  }

  /** Take the answer to a tick into the list, if it has nothing else to say. */
  absorb({ guide, text, step, choices, results, notices }, tick) {
    const card = this.cards(guide.situation).filter((one) => one.matches(".guide")).pop();
    if (!card || step || choices || results || notices || !showsSameSteps(card, guide)) return false;
    this.update(guide, card);
    const line = card.querySelector(`li[data-step="${CSS.escape(tick.split("@")[0])}"]`);
    if (line) (line.querySelector(".said") || line.appendChild(h("p.said.muted", {}))).textContent = text;
    return true;
  }

  /** Each card keeps the language it was made in. */
  update(guide, current) {
    for (const card of this.cards(guide.situation)) {
      updateCard(card, guide, loadedTexts(card.dataset.language), card === current);
    }
  }

  bubble(key) {
    return this.ui.outbox.querySelector(`[data-key="${key}"]`);
  }

  unmark(bubble) {
    const marks = bubble.querySelector(".undelivered");
    if (!marks) return;
    bubble.tabIndex = -1;
    keepingFocus(marks, bubble, () => marks.remove());
  }

  scroller() {
    return this.ui.log.scrollHeight > this.ui.log.clientHeight ? this.ui.log : this.ui.dialog;
  }

  scrollBy(distance) {
    this.scroller().scrollBy(0, distance);
  }
}

/** The transcript, what changes around it, and a voice. */
export class View extends Transcript {
  constructor(ui, t, announcer, store) {
    super(ui, t);
    Object.assign(this, { announcer, store, unread: 0 });
    relabel(ui, t);
  }

  async setLanguage(language) {
    if (language === this.t.language) return;
    this.t = await loadTexts(language);
    this.store.set({ language: this.t.language });
    relabel(this.ui, this.t);
  }

  say(key, values) {
    this.announcer.say(this.t(key, values), this.t.language);
  }

  /** A line above the box, seen and said. */
  status(key, values, retry = false) {
    const { status, log } = this.ui;
    keepingFocus(status, log, () => {
      status.textContent = "";
      status.append(h("p", {}, this.t(key, values)));
      if (retry) status.append(h("button.small", { type: "button", "data-act": "retry" }, this.t("retry")));
      status.hidden = false;
    });
    this.say(key, values);
  }

  clearStatus() {
    const { status, log } = this.ui;
    keepingFocus(status, log, () => { status.hidden = true; });
  }

  /** The answer to something said comes with its `language`; other messages unasked, or `restored`. */
  async receive(messages, { restored = false, language, tick }) {
    if (language) await this.setLanguage(language);
    if (!messages.length) return;
    const wasAtEnd = this.isAtEnd();
    const heard = [];
    for (const message of messages) {
      const code = message.language || (message.author === "assistant" && language) || guessLanguage(message.text);
      const t = await loadTexts(code);
      const added = this.add(message, t, code, tick);
      if (message.author !== "person") heard.push(added ? spoken(message, t) : message.text);
    }
    this.countUnread(messages);
    if (!restored && heard.length) this.announcer.say(heard.join(" "), language || this.t.language);
    if (tick) return;
    if (restored || language) this.showLatest();
    else if (wasAtEnd) this.showEnd();
    else this.status("new_message");
  }

  countUnread(messages) {
    const read = this.store.get("read") || 0;
    this.newest = messages[messages.length - 1].id;
    if (this.ui.dialog.hasAttribute("open")) this.store.set({ read: this.newest });
    else this.unread += messages.filter((message) => message.author !== "person" && message.id > read).length;
    this.showUnread();
  }

  opened() {
    this.unread = 0;
    if (this.newest) this.store.set({ read: this.newest });
    this.showUnread();
    this.showLatest();
  }

  showUnread() {
    const { unread, unreadStatus } = this.ui;
    unread.hidden = !this.unread;
    unread.textContent = this.unread;
    unreadStatus.textContent = this.unread ? this.t("unread", { n: this.unread }) : "";
  }

  /** Say which choice was taken before its group is out of date. */
  choose(button, title) {
    this.say("chosen", { title });
    this.retire(button.dataset.live);
    button.classList.add("chosen");
  }

  waiting(waits) {
    this.ui.log.setAttribute("aria-busy", waits);
    clearTimeout(this.timer);
    if (!waits) this.ui.typing.hidden = true;
    else this.timer = setTimeout(() => this.showTyping(), TYPING_AFTER);
  }

  showTyping() {
    this.ui.typing.hidden = false;
    if (this.isAtEnd()) this.showEnd();
    if (!this.saidTyping) this.say("typing");
    this.saidTyping = true;
  }

  /** A text the server will not take goes back into the box. */
  refused({ key, text, tick }, status) {
    if (tick) this.untick(tick);
    else this.withdraw(key);
    if (text) this.composer.text = [text, this.composer.text].filter(Boolean).join("\n");
    this.status(tick ? "not_ticked" : { 401: "outdated", 413: "too_long" }[status] || "refused", { n: LONGEST });
  }

  unreachable(status) {
    const unsent = this.ui.outbox.childElementCount > 0;
    this.status({ 0: "offline", 429: "too_busy" }[status] || "server_error", {}, !unsent);
    if (unsent) this.showEnd();
  }

  lost() {
    this.retire("always");
    this.remark("lost");
  }

  forgotten() {
    this.clearStatus();
    this.clear();
    this.remark("forgotten");
  }

  remark(key) {
    this.ui.messages.append(h("p.between", {}, this.t(key)));
    this.say(key);
  }
}

/** A hidden live region. Two slots take turns: the same sentence twice is heard twice. */
export class Announcer {
  constructor() {
    this.slots = [0, 1].map(() => h("div", { "aria-live": "polite", "aria-atomic": "true" }));
    this.node = h("div.vh", {}, ...this.slots);
  }

  say(text, language) {
    const slot = this.slots.shift();
    this.slots.push(slot);
    slot.lang = language;
    slot.textContent = text;
    clearTimeout(slot.timer);
    slot.timer = setTimeout(() => { slot.textContent = ""; }, KEEP_ANNOUNCED);
  }
}
