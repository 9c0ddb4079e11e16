/** The person's list on paper. */

import { newSheet } from "./assets.js";
import { h } from "./render.js";

const MARK = "data-signpost-print";

/** Print the newest checklist and its steps that were opened. False if there is none. */
export function printList(cards, t, dress) {
  const guide = cards.filter((card) => card.matches(".guide")).pop();
  if (!guide) return false;
  const { situation, language } = guide.dataset;
  const steps = new Map(cards.filter((card) => card.matches(`.step[data-situation="${CSS.escape(situation)}"]`))
    .map((card) => [card.dataset.step, card]));
  const paper = h("div", { [MARK]: true });
  paper.attachShadow({ mode: "open" }).append(h("div.paper", { lang: language },
    h("p.muted", {}, t("print_note", { day: new Date().toLocaleDateString(t.language, { dateStyle: "long" }) })),
    [guide, ...steps.values()].map(onPaper)));
  dress(paper.shadowRoot);
  document.querySelectorAll(`[${MARK}]`).forEach((old) => old.remove());
  document.body.append(paper);
  const showPage = hidePage();
  addEventListener("afterprint", () => { paper.remove(); showPage(); }, { once: true });
  print();
  return true;
}

function onPaper(card) {
  const copy = card.cloneNode(true);
  copy.querySelectorAll("details").forEach((part) => { part.open = true; });
  copy.querySelectorAll(".open").forEach((button) => button.replaceWith(h("strong", {}, button.dataset.title)));
  copy.querySelectorAll("button, .share").forEach((part) => part.remove());
  return copy;
}

/** Keep the rest of the page off the paper. */
function hidePage() {
  if (!document.adoptedStyleSheets) return () => {};
  const rule = newSheet(`@media print { body > :not([${MARK}]) { display: none !important } }`);
  const others = [...document.adoptedStyleSheets];
  document.adoptedStyleSheets = [...others, rule];
  return () => { document.adoptedStyleSheets = others; };
}
