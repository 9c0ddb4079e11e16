/** What the widget loads: words and style sheet. */

import { h } from "./render.js";

const SHEET = "signpost.css";
const FALLBACK = "uk";
const loading = new Map();
const loaded = new Map();

/** The words of a language, or of Ukrainian, as `t(key, values)`. */
export function loadTexts(language) {
  if (!loading.has(language)) {
    loading.set(language, fetchTexts(language).catch((problem) => {
      loading.delete(language);
      if (language === FALLBACK) throw problem;
      return loadTexts(FALLBACK);
    }));
  }
  return loading.get(language);
}

export const loadedTexts = (language) => loaded.get(language);

export function guessLanguage(text) {
  const count = (letters) => (text.match(letters) || []).length;
  return count(/[a-z]/gi) > count(/[а-яіїєґ]/gi) ? "en" : "uk";
}

async function fetchFile(path) {
  const response = await fetch(new URL(path, import.meta.url));
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response;
}

async function fetchTexts(language) {
  const words = await (await fetchFile(`locales/${encodeURIComponent(language)}.json`)).json();
  const plural = new Intl.PluralRules(language);
  const t = (key, values = {}, fallback = key) => {
    const entry = words[key] || fallback;
    const text = entry.other ? entry[plural.select(values.n)] || entry.other : entry;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  };
  t.language = language;
  t.languages = words.languages;
  loaded.set(language, t);
  return t;
}

/** Dresses a shadow root; by a link where sheets cannot be constructed. */
export async function loadStyles() {
  try {
    const sheet = newSheet(await (await fetchFile(SHEET)).text());
    return (root) => { root.adoptedStyleSheets = [sheet]; };
  } catch {
    return (root) => root.prepend(h("link", { rel: "stylesheet", href: new URL(SHEET, import.meta.url) }));
  }
}

export function newSheet(rules) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  return sheet;
}
