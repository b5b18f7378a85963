// Saves a draft while it is being written, without leaving the page; without this script every button does the same.
const PAUSE = 1500;
const PARTS = ["document"];
let waiting = 0;
let busy = false;
let again = false;

const form = () => document.getElementById("writing");
const fields = () => [...document.querySelectorAll("#writing textarea")];

function renew(fresh, sent) {
  const held = new Map(fields().map((one) => [one.name, one]));
  const focused = document.activeElement;
  const at = focused && focused.selectionStart;
  const remarks = new Set([...document.querySelectorAll("details.remark[open]")].map((one) => one.closest(".place").id));
  const choices = [...document.querySelectorAll("#writing select")].map((one) => [one.id, one.value]);
  const desk = document.getElementById("desk").scrollTop;
  for (const id of PARTS) document.getElementById(id).replaceWith(fresh.getElementById(id));
  for (const one of fields()) {
    const before = held.get(one.name);
    if (!before) continue;
    // what was typed while the answer was on its way stays as it is, and is sent the next time
    if (before.value !== sent.get(one.name)) one.value = before.value;
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
}

async function send(button) {
  clearTimeout(waiting);
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  const body = new FormData(form(), button);
  const sent = new Map(fields().map((one) => [one.name, one.value]));
  try {
    const answer = await fetch(form().action, { method: "POST", body: new URLSearchParams(body) });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!fresh.getElementById("document") || !fresh.getElementById("writing")) throw new Error("elsewhere");
    renew(fresh, sent);
  } catch {
    document.getElementById("unreachable").hidden = false;
  }
  busy = false;
  if (again) {
    again = false;
    send();
  }
}

document.addEventListener("submit", (event) => {
  if (event.target !== form()) return;
  event.preventDefault();
  const button = event.submitter;
  if (button && button.name === "insert" && insertAtCursor()) send();
  else send(button);
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
  if (document.querySelector(".theirs")) return;
  waiting = setTimeout(() => send(), PAUSE);
});
