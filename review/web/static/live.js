/** Keeps a part of the page up to date: asks for its version every few seconds and fetches it anew when it changed. */

const PAUSE = 3000;
const part = document.querySelector("[data-live]");
const title = document.title;

async function look() {
  const answer = await fetch(part.dataset.live, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { version, waiting } = await answer.json();
  if (waiting !== undefined) document.title = waiting ? `(${waiting}) ${title}` : title;
  if (version === part.dataset.version) return;
  const page = await fetch(part.dataset.page);
  if (!page.ok) return;
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[data-live]");
  const unseen = document.hidden && waiting === undefined;
  part.replaceChildren(...fresh.childNodes);
  part.dataset.version = fresh.dataset.version;
  if (unseen) document.title = `• ${title}`;
}

document.addEventListener("visibilitychange", () => { if (!document.hidden) document.title = title; });

(async function watch() {
  for (;;) {
    await new Promise((resolve) => { setTimeout(resolve, PAUSE); });
    await look().catch(() => {}); // the network is away: the next look will do
  }
}());
