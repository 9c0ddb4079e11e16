/** The frame of the conversation: launcher, window, menu, box to write in. */

import { h } from "./render.js";

const SMALL = "(max-width: 40em), (max-height: 30em)"; // as in signpost.css
export const LONGEST = 2000;
const COUNT_FROM = 1750;

/** The elements by name, without words; `parts` holds them all. */
export function buildFrame(announcer, languages, privacyPage) {
  const ui = {};
  const as = (name, ...element) => { ui[name] = h(...element); return ui[name]; };
  const button = (kind, act, words) => h(`button${kind}`, { type: "button", ...act, "data-t": words });
  const act = (name) => ({ "data-act": name });
  const payload = (code) => ({ "data-payload": code });

  const menu = [
    button("", payload("list"), "menu_list"),
    button("", act("print"), "menu_print"),
    button("", payload("restart"), "menu_restart"),
    ...Object.entries(languages).map(([lang, name]) => (
      h("button", { type: "button", lang, ...payload(`language:${lang}`) }, name))),
    button("", act("forget"), "menu_forget"),
  ];
  const head = h("div.head", {},
    as("heading", "h2", { tabindex: "-1", "data-t": "name" }),
    as("menu", "details.menu", {},
      as("menuButton", "summary", { "data-t": "menu" }),
      h("ul", {}, menu.map((item) => h("li", {}, item)))),
    h("button.minimise", { type: "button", ...act("close"), "data-label": "minimise" },
      h("span", { "aria-hidden": "true" }, "✕")));
  // Not live: the announcer says each answer once.
  const log = as("log", "div.log", { role: "log", "aria-live": "off", "data-label": "log", tabindex: "0" },
    h("p.consent", {}, h("span", { "data-t": "privacy" }), " ",
      privacyPage && h("a", { href: privacyPage, target: "_blank", "data-t": "privacy_more" })),
    as("messages", "div", {}),
    as("outbox", "div", {}),
    as("typing", "p.typing", { hidden: true, "data-t": "typing" }));
  const form = as("form", "form", {},
    as("status", "div.state", { hidden: true }),
    h("div.above", {}, h("label", { for: "text", "data-t": "label" }), button(".human", payload("human"), "human")),
    h("div.row", {},
      as("text", "textarea", { id: "text", rows: "1", "aria-describedby": "counter", enterkeyhint: "send" }),
      h("button.send", { "data-t": "send" })),
    as("counter", "p.counter", { id: "counter", hidden: true }));

  ui.parts = h("div.signpost", {},
    as("launcher", "button.launcher", { type: "button", "aria-haspopup": "dialog", "aria-describedby": "unread" },
      h("span", { "data-t": "launcher" }), as("unread", "span.unread", { hidden: true, "aria-hidden": "true" })),
    as("unreadStatus", "div.vh", { role: "status", id: "unread" }),
    as("dialog", "dialog.panel", { "data-label": "dialog" }, head, log, form, announcer.node),
    as("confirm", "dialog.confirm", { "aria-labelledby": "title", "aria-describedby": "why" },
      h("h2", { id: "title", "data-t": "forget_title" }),
      h("p", { id: "why", "data-t": "forget_text" }),
      h("div.row", {}, button("", act("keep"), "forget_no"), button(".danger", act("forget-now"), "forget_yes"))));
  return ui;
}

export function relabel({ parts }, t) {
  parts.lang = t.language;
  parts.querySelectorAll("[data-t]").forEach((node) => { node.textContent = t(node.dataset.t); });
  parts.querySelectorAll("[data-label]").forEach((node) => node.setAttribute("aria-label", t(node.dataset.label)));
  parts.querySelectorAll(".menu [lang]").forEach((node) => node.setAttribute("aria-current", node.lang === t.language));
}

/** Beside the page on wide screens, over all of it (and modal) on small ones. */
export class ChatWindow {
  constructor(ui, store, onOpen) {
    Object.assign(this, { ui, store, onOpen, isOpen: false, small: matchMedia(SMALL), opener: ui.launcher });
    this.small.addEventListener("change", () => this.isOpen && this.show());
    ui.dialog.addEventListener("keydown", (event) => this.onKey(event));
    // The back gesture of a phone.
    ui.dialog.addEventListener("close", () => this.isOpen && !ui.dialog.open && this.close());
    ["resize", "scroll"].forEach((change) => visualViewport.addEventListener(change, () => this.fit()));
  }

  /** Open for the person who pressed `opener`. */
  open(opener = this.ui.launcher) {
    this.opener = opener;
    if (!this.isOpen) this.reveal();
    (this.small.matches ? this.ui.heading : this.ui.text).focus();
  }

  /** Open as on the last page; but a screen full of chat would hide the page a person went to. */
  restore() {
    const page = this.store.get("open");
    if (page && (!this.small.matches || page === location.pathname)) this.reveal();
  }

  close() {
    this.isOpen = false;
    this.store.set({ open: null });
    this.ui.launcher.hidden = false;
    this.ui.dialog.close();
    (this.opener.isConnected ? this.opener : this.ui.launcher).focus();
  }

  reveal() {
    this.isOpen = true;
    this.store.set({ open: location.pathname });
    this.show();
    this.ui.launcher.hidden = true;
    this.onOpen();
  }

  show() {
    const { dialog } = this.ui;
    const focused = dialog.getRootNode().activeElement;
    dialog.close();
    // Not `dialog.show()`, which would take the focus.
    if (this.small.matches) dialog.showModal();
    else dialog.open = true;
    this.fit();
    if (focused) focused.focus();
  }

  /** Fit into what the on-screen keyboard leaves free, unless the person has zoomed in. */
  fit() {
    const { height, offsetTop, scale } = visualViewport;
    const { style } = this.ui.dialog;
    if (scale > 1.05) return;
    style.setProperty("--_height", `${height}px`);
    style.setProperty("--_top", `${offsetTop}px`);
  }

  onKey(event) {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    if (this.ui.menu.open) this.closeMenu();
    else this.close();
  }

  closeMenu() {
    this.ui.menu.open = false;
    this.ui.menuButton.focus();
  }
}

/** What is in the box survives a reload and every failure. */
export class Composer {
  constructor(ui, drafts, view, send) {
    Object.assign(this, { ui, drafts, view, send, crowded: 0 });
    ui.form.addEventListener("submit", (event) => this.submit(event));
    ui.text.addEventListener("input", () => this.changed());
    ui.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
    });
    this.text = drafts.get("text") || "";
  }

  get text() {
    return this.ui.text.value;
  }

  set text(value) {
    this.ui.text.value = value;
    this.changed();
  }

  submit(event) {
    event.preventDefault();
    const text = this.text.trim();
    if (!text) this.view.status("empty");
    else if (lengthOf(text) > LONGEST) this.view.status("too_long", { n: LONGEST });
    else {
      this.text = "";
      this.send(text);
    }
  }

  changed() {
    const left = LONGEST - lengthOf(this.text);
    const crowded = (left <= LONGEST - COUNT_FROM) + (left < 0);
    const words = [left < 0 ? "letters_over" : "letters_left", { n: Math.abs(left) }];
    const { counter } = this.ui;
    this.drafts.set({ text: this.text });
    counter.hidden = !crowded;
    counter.textContent = this.view.t(...words);
    counter.classList.toggle("over", left < 0);
    if (crowded > this.crowded) this.view.say(...words);
    this.crowded = crowded;
  }
}

const lengthOf = (text) => Array.from(text).length;
