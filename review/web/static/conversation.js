// The page of a conversation: moving by keys, and verdicts that are kept without loading the page anew.

import { typing } from "./keys.js";

const turns = [...document.querySelectorAll(".turn[id]")];
const dialog = document.getElementById("shortcuts");
const opener = document.getElementById("shortcuts-open");

opener.hidden = false;
opener.addEventListener("click", () => dialog.showModal());

function current() {
  const focused = document.activeElement?.closest(".turn[id]");
  return focused ?? document.querySelector(".turn:target");
}

function move(step) {
  const here = turns.indexOf(current());
  const next = turns[here < 0 ? 0 : here + step];
  if (next) {
    history.replaceState(null, "", `#${next.id}`);
    next.focus();
    next.scrollIntoView({ block: "start" });
  } else if (here >= 0) {
    follow(step > 0 ? ".turns .pager a:last-child" : ".turns .pager a:first-child");
  }
}

function follow(selector) {
  document.querySelector(selector)?.click();
}

const shortcuts = {
  j: () => move(1),
  k: () => move(-1),
  n: () => follow(".beside a[rel=next]"),
  p: () => follow(".beside a[rel=prev]"),
  u: () => follow(".beside a:first-child"),
  r: () => follow("#reviewed-form button"),
  t: () => document.getElementById("tag")?.focus(),
  e: () => {
    const details = current()?.querySelector(".explain");
    if (details) {
      details.open = true;
      details.querySelector("select").focus();
    }
  },
  "?": () => dialog.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (typing(event) || dialog.open) return;
  const verdict = /^[1-4]$/.test(event.key) && current()?.querySelector(`[data-key="${event.key}"]`);
  const action = verdict ? () => verdict.click() : shortcuts[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

// A verdict: send the form, put what comes back in its place. If that fails, the form is sent the plain way.
document.addEventListener("submit", async (event) => {
  const block = event.target.closest("[data-judging]");
  if (!block || event.target.dataset.plain) return;
  event.preventDefault();
  const button = event.submitter;
  const form = new FormData(event.target);
  if (button?.name) form.set(button.name, button.value);
  try {
    const answer = await fetch(event.target.action, {
      method: "POST",
      headers: { "X-Fragment": "1", "X-CSRF-Token": document.querySelector("meta[name=csrf-token]").content },
      body: form,
    });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-judging]");
    const turn = block.closest(".turn");
    block.replaceWith(document.adoptNode(drawn));
    drawn.querySelector(".latest").setAttribute("role", "status");
    turn.focus({ preventScroll: true });
  } catch {
    event.target.dataset.plain = "1";
    event.target.requestSubmit(button);
  }
});
