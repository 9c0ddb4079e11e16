/** Keeps the page of candidates up to date: asks every few seconds whether anything changed, and fetches the part anew. */

const PAUSE = 2000;

async function look() {
  const part = document.querySelector("[data-watch]");
  if (!part) return;
  const answer = await fetch(part.dataset.watch, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { version } = await answer.json();
  if (version === part.dataset.version) return;
  const page = await fetch(location.href);
  if (!page.ok) return;
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
  document.querySelector("main").replaceChildren(...fresh.querySelector("main").childNodes);
  const now = document.querySelector("[data-watch]");
  if (now) now.dataset.version = version;
}

(async function watch() {
  while (document.querySelector("[data-watch]")) {
    await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
    await look().catch(() => {}); // the network is away: the next look will do
  }
}());
