/** One message: to be seen (never built from markup) and to be heard. */

const FIRST = ["crisis", "outage"];
const SCHEMES = ["http:", "https:", "tel:", "mailto:"];
const ADDRESS = "https?:\\/\\/[^\\s<>\"]*[^\\s<>\".,;:!?)»]";
// 0 800 500 335, 116 123, 103
const PHONE = "(?:\\+?380|0)[ -]?\\d{2,3}(?:[ -]?\\d){6,7}(?!\\d)|1\\d{2}[ -]\\d{3}(?!\\d)|\\d{3,10}(?!\\d)";

/** An element, e.g. `h("p.text", { lang: "uk" }, "Hello")`. */
export function h(tag, attributes, ...children) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name);
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(key, "");
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  node.append(...children.flat(Infinity).filter(Boolean));
  return node;
}

/** Focus that is inside goes to `fallback`. */
export function keepingFocus(node, fallback, change) {
  const inside = node.contains(node.getRootNode().activeElement);
  change();
  if (inside) fallback.focus({ preventScroll: true });
}

export function messageView(message, t, language) {
  const { author, text, guide, step, results, choices, notices = [] } = message;
  const crisis = notices.some((notice) => notice.kind === "crisis");
  const question = guide ? guide.question : message.question;
  const isFirst = (notice) => FIRST.includes(notice.kind);
  return h(`div.message.${author}`, { lang: language },
    h(author === "staff" ? "h3" : "h3.vh", {}, t(`author_${author}`)),
    notices.filter(isFirst).map((notice) => noticeView(notice, t)),
    text && h("p.text", {}, crisis ? linkify(text, t, true) : text),
    notices.filter((notice) => !isFirst(notice)).map((notice) => noticeView(notice, t)),
    question && questionCard(question, t, guide ? "guide" : "turn"),
    guide && guideCard(guide, t),
    step && stepCard(step, t),
    list("results", results, (result) => resultView(result, t)),
    choiceList(choices, "turn"));
}

/** What a screen reader should say of a message. */
export function spoken({ author, text, guide, question: asked, step, results = [], choices = [], notices = [] }, t) {
  const question = guide ? guide.question : asked;
  const answers = question ? [...choices, ...question.choices] : choices;
  return [
    `${t(`author_${author}`)}: ${text}`,
    ...notices.map((notice) => `${t(`notice_${notice.kind}`)}: ${notice.text}`),
    guide && `${guide.title}: ${t("steps", { n: guide.steps.length })}`,
    question && `${t("question")}: ${question.text}`,
    step && step.title,
    results.length && t("results", { n: results.length }),
    answers.length && t("choices", { n: answers.length }),
  ].filter(Boolean).map((part) => (/[.!?…:]\s*$/.test(part) ? part : `${part}.`)).join(" ");
}

/** Bring a card up to date with a newer checklist. */
export function updateCard(card, guide, t, withTotals) {
  for (const { id, status } of guide.steps) {
    const place = `[data-step="${CSS.escape(id)}"]`;
    const line = card.matches(place) ? card : card.querySelector(place);
    if (line) setStatus(line, status, t);
  }
  const summary = card.querySelector(".tally");
  if (summary) summary.textContent = tally(guide.steps, t);
  const totals = withTotals && card.querySelector(".totals");
  if (totals) totals.replaceWith(totalList(guide.totals) || "");
}

export function showsSameSteps(card, { steps }) {
  const shown = Array.from(card.querySelectorAll("li[data-step]"));
  return shown.length === steps.length && shown.every((line, index) => line.dataset.step === steps[index].id);
}

function noticeView({ kind, text }, t) {
  return h(`div.notice.${kind}`, {},
    h("strong", {}, t(`notice_${kind}`)),
    h("p.text", {}, linkify(text, t, kind === "crisis")));
}

function resultView({ title, kind, payload, detail, matched_on: found }, t) {
  return [
    payload ? payloadButton("open", "always", { title, payload }) : h("strong", {}, title),
    h("p.muted", {}, t(`kind_${kind}`, {}, kind)),
    detail && h("p.text", {}, detail),
    found && h("p.muted", {}, t("matched_on", { text: found })),
  ];
}

function guideCard({ situation, title, steps, totals, answers, not_covered: gaps }, t) {
  return h("section.card.guide", { "data-situation": situation, "data-language": t.language },
    h("h4", {}, title),
    h("p.tally", {}, tally(steps, t)),
    h("ol.steps", {}, steps.map((step) => stepLine(step, situation, t))),
    totalList(totals),
    details(t("answers_taken"), answers, ({ text, change }) => (
      [h("span", {}, text), payloadButton("change", "guide", change, hidden(`: ${text}`))])),
    details(t("not_covered"), gaps, (gap) => gap),
    h("p.share", {}, h("button", { type: "button", "data-act": "share" }, t("share"))));
}

function stepLine(step, situation, t) {
  return h("li", { "data-step": step.id, value: step.number },
    payloadButton("open", "always", { title: step.title, payload: `step:${step.id}@${situation}` }),
    step.condition && h("p.condition", {}, step.condition),
    step.remark && h("p", {}, step.remark),
    tick(step, situation, t));
}

function questionCard({ text, why, choices, multiple }, t, live) {
  const isAlone = ({ payload }) => !multiple || /=unknown\b/.test(payload);
  return h("section.card.question", {},
    h("p.label", {}, t("question")),
    h("h4", {}, text),
    why && h("p.muted", {}, why),
    multiple && list("choices", choices.filter((choice) => !isAlone(choice)), ({ title, payload }) => (
      h("div.tick", {}, h("label", {}, h("input", { type: "checkbox", "data-pick": payload }), h("span", {}, title))))),
    multiple && h("button.choice", { type: "button", "data-act": "answer", "data-live": live }, t("next")),
    choiceList(choices.filter(isAlone), live));
}

function stepCard(step, t) {
  const item = ({ text, url }) => (url ? link(text, url, t) : text);
  return h("section.card.step", { "data-situation": step.situation, "data-step": step.id, "data-language": t.language },
    h("h4", {}, `${step.number}. ${step.title}`),
    (step.sections || []).map(({ title, items }) => [h("h5", {}, title), list("items", items, item)]),
    details(t("sources"), step.sources, item),
    step.checked && h("p.muted", {}, step.checked),
    tick(step, step.situation, t));
}

function tick({ id, title, status }, situation, t) {
  return h("div.tick", {},
    h("label", {},
      h("input", { type: "checkbox", "data-tick": `${id}@${situation}`, checked: status === "done" }),
      h("span", {}, t("done"), hidden(`: ${title}`))),
    h("span.status", { "data-status": status }, t(`status_${status}`)));
}

function setStatus(line, status, t) {
  const word = line.querySelector(".status");
  word.dataset.status = status;
  word.textContent = t(`status_${status}`);
  line.querySelector("input").checked = status === "done";
}

function tally(steps, t) {
  return t("tally", { n: steps.length, done: steps.filter((step) => step.status === "done").length });
}

function totalList(totals = []) {
  const lines = totals.map(({ label, text }) => h("div", {}, h("dt", {}, label), h("dd", {}, text)));
  return lines.length > 0 && h("dl.totals", {}, lines);
}

function choiceList(choices, live) {
  return list("choices", choices, (choice) => payloadButton("choice", live, choice));
}

function list(kind, items = [], view) {
  return items.length > 0 && h(`ul.${kind}`, {}, items.map((item) => h("li", {}, view(item))));
}

function details(title, items = [], view) {
  const lines = list("items", items, view);
  return lines && h("details", {}, h("summary", {}, `${title} (${items.length})`), lines);
}

/** `live`: the button counts for this "turn", until the next "guide", or "always". */
function payloadButton(kind, live, { title, payload }, ...more) {
  const data = { "data-payload": payload, "data-title": title, "data-live": live };
  return h(`button.${kind}`, { type: "button", ...data }, title, more);
}

const hidden = (text) => h("span.vh", {}, text);

/** A link, if it is one a person may safely follow. */
export function link(text, url, t) {
  const [scheme] = /^[a-z]+:/i.exec(url) || [""];
  if (!SCHEMES.includes(scheme.toLowerCase())) return text;
  if (!scheme.startsWith("http")) return h("a", { href: url }, text);
  const mark = [h("span", { "aria-hidden": "true" }, "\u00a0↗"), hidden(` ${t("new_tab")}`)];
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text, mark);
}

function linkify(text, t, phones) {
  const parts = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(new RegExp(phones ? `${ADDRESS}|${PHONE}` : ADDRESS, "g"))) {
    const isAddress = found.startsWith("http");
    if (!isAddress && /[\d.,:/-]/.test(text.charAt(index - 1))) continue;
    parts.push(text.slice(end, index), isAddress ? link(found, found, t) : phone(found));
    end = index + found.length;
  }
  return [...parts, text.slice(end)];
}

const phone = (number) => h("a.phone", { href: `tel:${number.replace(/[ -]/g, "")}` }, number);
