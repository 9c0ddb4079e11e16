/** The element <signpost-chat>. How to embed it: README.md. */

import { loadStyles, loadTexts } from "./assets.js";
import { Conversation } from "./conversation.js";
import { buildFrame, ChatWindow, Composer } from "./frame.js";
import { printList } from "./print.js";
import { link } from "./render.js";
import { Session } from "./session.js";
import { Store } from "./store.js";
import { Announcer, View } from "./view.js";

class SignpostChat extends HTMLElement {
  async connectedCallback() {
    if (this.store) return;
    const server = this.getAttribute("server") || "";
    this.store = new Store(`signpost:${server}`, ["localStorage", "sessionStorage"]);
    const drafts = new Store(`signpost-draft:${server}`, ["sessionStorage"]);
    const [dress, t] = await Promise.all([loadStyles(), loadTexts(this.store.get("language") || this.lang || "uk")]);
    this.dress = dress;
    this.build(t, new Session(server, this.store.get("token")), drafts);
    this.attend();
    this.window.restore();
    if (this.store.get("token") && !this.window.isOpen) this.conversation.start();
  }

  disconnectedCallback() {
    if (this.window) this.conversation.hangUp();
  }

  /** Open the chat; closing it gives the focus back to `opener`. */
  open(opener) {
    if (this.window) this.window.open(opener);
  }

  close() {
    this.window.close();
  }

  build(t, session, drafts) {
    const announcer = new Announcer();
    this.ui = buildFrame(announcer, t.languages, this.getAttribute("privacy"));
    this.view = new View(this.ui, t, announcer, this.store);
    this.conversation = new Conversation(session, this.store, drafts, this.view);
    this.view.composer = new Composer(this.ui, drafts, this.view, (text) => this.conversation.send({ text }));
    this.window = new ChatWindow(this.ui, this.store, () => {
      this.view.opened();
      this.conversation.start();
    });
    const root = this.attachShadow({ mode: "open" });
    root.append(this.ui.parts);
    this.dress(root);
  }

  attend() {
    const on = (target, type, react) => {
      target.addEventListener(type, (event) => this.isConnected && react(event));
    };
    on(this.ui.parts, "click", (event) => this.clicked(event));
    on(this.ui.parts, "change", ({ target }) => target.dataset.tick && this.ticked(target));
    on(this.ui.menu, "focusout", ({ relatedTarget }) => {
      if (relatedTarget && !this.ui.menu.contains(relatedTarget)) this.ui.menu.open = false;
    });
    on(document, "click", (event) => this.calledFromPage(event));
    on(document, "visibilitychange", () => (document.hidden ? this.conversation.hangUp() : this.conversation.listen()));
    on(window, "online", () => (this.window.isOpen || this.store.get("token")) && this.retry());
    on(window, "storage", ({ key }) => key === this.store.name && this.changedElsewhere());
  }

  clicked({ target, detail }) {
    const button = target.closest("button");
    const inMenu = this.ui.menu.contains(target);
    if (button && inMenu) this.window.closeMenu();
    else if (!inMenu) this.ui.menu.open = false;
    // The second click of a double click is not meant.
    if (!button || detail > 1) return;
    if (button === this.ui.launcher) this.open();
    else if (button.dataset.act === "answer") this.answer(button);
    else if (button.dataset.act === "share") this.share(button);
    else if (button.dataset.act) this.act(button.dataset);
    else if (button.dataset.payload) this.press(button);
  }

  act({ act, key }) {
    const acts = {
      close: () => this.close(),
      print: () => printList(this.view.cards(), this.view.t, this.dress) || this.view.status("no_list"),
      retry: () => this.retry(),
      withdraw: () => {
        this.conversation.withdraw(key);
        this.view.withdraw(key);
      },
      forget: () => this.ui.confirm.showModal(),
      keep: () => this.ui.confirm.close(),
      "forget-now": () => this.forget(),
    };
    acts[act]();
  }

  /** A link to the list, its address copied if allowed. */
  async share(button) {
    const { view, conversation: { session } } = this;
    try {
      const address = await session.pageOf(button.closest(".card").dataset.situation);
      button.parentNode.replaceChildren(button, " ", link(view.t("share_open"), address, view.t));
      await navigator.clipboard.writeText(address).then(() => view.status("share_copied"), () => {});
    } catch {
      view.status("not_shared");
    }
  }

  /** All that is picked is one answer. */
  answer(button) {
    const picked = Array.from(button.closest(".question").querySelectorAll("[data-pick]:checked"));
    const codes = picked.map((box) => box.dataset.pick.split(/[=@]/));
    if (!picked.length) return this.view.status("pick");
    const [[name, , about]] = codes;
    button.dataset.payload = `${name}=${codes.map(([, value]) => value)}@${about}`;
    button.dataset.title = picked.map((box) => box.parentNode.textContent).join(", ");
    return this.press(button);
  }

  press(button) {
    if (button.getAttribute("aria-disabled") === "true") {
      this.view.status("stale");
      return;
    }
    const { payload, title = button.textContent } = button.dataset;
    const [act, value] = payload.split(":");
    this.view.clearStatus();
    if (button.matches(".choice")) this.view.choose(button, title);
    if (act === "language") this.view.setLanguage(value);
    this.conversation.send({ payload, title });
  }

  ticked({ checked, dataset: { tick } }) {
    this.conversation.send({ payload: `${checked ? "done" : "undone"}:${tick}`, tick });
  }

  retry() {
    this.view.retrying();
    this.conversation.start();
  }

  async forget() {
    this.ui.confirm.close();
    if (!await this.conversation.forget()) this.view.status("not_forgotten");
    else {
      this.view.composer.text = "";
      this.view.forgotten();
    }
  }

  calledFromPage(event) {
    const caller = event.target.closest("[data-signpost], [data-signpost-say]");
    if (!caller) return;
    event.preventDefault();
    this.open(caller);
    const text = caller.textContent.trim();
    const { signpost: payload, signpostSay } = caller.dataset;
    if (payload) this.conversation.send({ payload, title: text });
    else if (signpostSay != null) this.conversation.send({ text });
  }

  /** Another tab began or deleted the conversation. */
  changedElsewhere() {
    this.store.read();
    const token = this.store.get("token") || null;
    if (token === (this.conversation.session.token || null)) return;
    this.conversation.switchTo(token);
    if (!token) this.view.forgotten();
    else {
      this.view.clear();
      this.conversation.start();
    }
  }
}

customElements.define("signpost-chat", SignpostChat);
