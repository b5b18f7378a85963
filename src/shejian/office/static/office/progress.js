// Keeps the progress of a job up to date; when the job has ended, the page shows what came of it.
const area = document.getElementById("progress");
const EVERY = 1000;

async function renew() {
  try {
    const answer = await fetch(area.dataset.href, { headers: { Accept: "text/html" } });
    if (answer.status === 204 || answer.redirected) {
      location.reload();
      return;
    }
    if (answer.ok) {
      const text = await answer.text();
      const fresh = new DOMParser().parseFromString(text, "text/html");
      const bar = area.querySelector("progress");
      const told = fresh.querySelector("progress");
      if (bar && told && told.hasAttribute("value")) {
        bar.max = told.max;
        bar.value = told.value;
      }
      for (const part of [".working .count", ".working .stage"]) {
        const now = area.querySelector(part);
        const then = fresh.querySelector(part);
        if (now && then && now.textContent !== then.textContent) now.textContent = then.textContent;
      }
    }
  } catch {
    // the network or the server is away for a moment: the job goes on, and so does asking
  }
  setTimeout(renew, EVERY);
}

setTimeout(renew, EVERY);
