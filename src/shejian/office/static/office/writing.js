// Saves a draft while it is being written, without leaving the page; without this script every button does the same.
const PAUSE = 1500;
const LATER = 10 * PAUSE;
let waiting = 0;
let busy = false;
let next = null;

const form = () => document.getElementById("writing");
const fields = () => [...document.querySelectorAll("#writing textarea")];
const baseOf = (one) => form().elements[one.name.replace("text-", "base-")];
// as texts are kept: nothing that cannot be seen, no empty end
const kept = (text) => text.replace(/[\u0000-\u0009\u000b-\u001f\u007f\ud800-\udfff\ufffe\uffff]/gu, "").trimEnd();
const unsaved = () => fields().some((one) => kept(one.value) !== kept(one.defaultValue));
const undecided = () => document.querySelector(".theirs") !== null;

function renew(fresh, sent, button) {
  const held = new Map(fields().map((one) => [one.name, one]));
  const bases = new Map([...held.values()].filter(baseOf).map((one) => [one.name, baseOf(one).value]));
  const focused = document.activeElement;
  const at = focused && focused.selectionStart;
  const remarks = new Set([...document.querySelectorAll("details.remark[open]")].map((one) => one.closest(".place").id));
  const choices = [...document.querySelectorAll("#writing select")].map((one) => [one.id, one.value]);
  const desk = document.getElementById("desk").scrollTop;
  document.getElementById("document").replaceWith(fresh.getElementById("document"));
  for (const one of fields()) {
    const before = held.get(one.name);
    if (!before) continue;
    // what was typed while the answer was on its way stays as it is, and is sent the next time
    if (before.value !== sent.get(one.name)) {
      // it was written over the words that were sent: if others' came in between, they are not to be written over unseen
      if (bases.has(one.name) && kept(one.value) !== kept(sent.get(one.name))) baseOf(one).value = bases.get(one.name);
      one.value = before.value;
    }
    if (before.style.height) one.style.height = before.style.height;
  }
  for (const [id, value] of choices) {
    const one = document.getElementById(id);
    if (one) one.value = value;
  }
  for (const id of remarks) document.querySelector(`#${CSS.escape(id)} details.remark`)?.setAttribute("open", "");
  document.getElementById("desk").scrollTop = desk;
  if (focused && focused.id && document.getElementById(focused.id)) {
    const one = document.getElementById(focused.id);
    one.focus({ preventScroll: true });
    if (one.tagName === "TEXTAREA" && at !== null) one.setSelectionRange(at, at);
  }
  if (button) document.querySelector("#writing [role=alert]")?.scrollIntoView({ block: "center" });
}

// A button is a name and a value: the page it stood on may have been renewed before its turn comes.
async function send(button) {
  clearTimeout(waiting);
  if (busy) {
    next = button || next || {};
    return;
  }
  busy = true;
  const body = new FormData(form());
  if (button && button.name) body.append(button.name, button.value);
  const sent = new Map(fields().map((one) => [one.name, one.value]));
  try {
    const answer = await fetch(form().action, { method: "POST", body: new URLSearchParams(body) });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (fresh.getElementById("writing")) renew(fresh, sent, button);
    else if (fresh.querySelector(".doc")) document.getElementById("closed").hidden = false;
    else throw new Error("elsewhere");
  } catch {
    document.getElementById("unreachable").hidden = false;
    waiting = setTimeout(() => send(), LATER);
  }
  busy = false;
  if (next) {
    const button = next;
    next = null;
    await send(button);
  }
}

document.addEventListener("submit", (event) => {
  if (event.target !== form()) return;
  event.preventDefault();
  const button = event.submitter;
  if (button && button.name === "insert" && insertAtCursor()) send({ name: "save", value: "1" });
  else send(button && { name: button.name, value: button.value });
});

// A figure goes to where the cursor was last, if the place that is chosen is that one.
let last = null;
document.addEventListener("focusin", (event) => {
  if (!event.target.matches("#writing textarea[data-place]")) return;
  last = event.target.id;
  document.getElementById("insert-place").value = event.target.dataset.place;
});

function insertAtCursor() {
  const area = last && document.getElementById(last);
  const figure = document.getElementById("insert-figure");
  if (!area || !figure.value || area.dataset.place !== document.getElementById("insert-place").value) return false;
  const label = figure.selectedOptions[0].textContent.split("\u3000")[0];
  const writing = document.getElementById("insert-writing");
  const way = writing.selectedIndex ? `|${writing.value}` : "";
  area.setRangeText(`{${label}${way}}`, area.selectionStart, area.selectionEnd, "end");
  area.focus();
  return true;
}

document.addEventListener("input", (event) => {
  if (!event.target.matches("#writing textarea[data-place]")) return;
  clearTimeout(waiting);
  // somebody else's words are shown beside hers: only her own hand on a button decides between the two
  if (!undecided()) waiting = setTimeout(() => send(), PAUSE);
});

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key !== "s" || !form()) return;
  event.preventDefault();
  send({ name: "save", value: "1" });
});

// Whoever goes on before the pause is over takes her words along.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || link.target) return;
  if (link.getAttribute("href").startsWith("#") || !form() || undecided() || !unsaved()) return;
  event.preventDefault();
  const { href } = link;
  await send({ name: "save", value: "1" });
  while (busy) await new Promise((done) => setTimeout(done, PAUSE / 30));
  location.href = href;
});

// What could not be saved, and remarks that nobody recorded, are not left without being asked.
window.addEventListener("beforeunload", (event) => {
  if (form() && unsaved()) event.preventDefault();
});
