// The list: j and k move from conversation to conversation, "/" goes to the search field.

import { typing } from "./keys.js";

const links = [...document.querySelectorAll(".inbox tbody th a")];

document.addEventListener("keydown", (event) => {
  if (typing(event)) return;
  const step = { j: 1, k: -1 }[event.key];
  if (step !== undefined && links.length) {
    const here = links.indexOf(document.activeElement);
    links[Math.min(links.length - 1, Math.max(0, here + step))].focus();
  } else if (event.key === "/") {
    event.preventDefault();
    document.getElementById("text").focus();
  }
});
