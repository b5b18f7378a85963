// Popovers are <details>: Escape and a click elsewhere close them, and focus goes back to what opened them.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.pop[open]");
  if (!open) return;
  event.preventDefault();
  open.open = false;
  open.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.pop[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});
// Pages that a phone kept for when there is no network are those of one user: they go when he leaves, wherever he does.
document.addEventListener("submit", (event) => {
  if (window.caches && /\/sign-out\/$/.test(event.target.getAttribute("action") || "")) caches.delete("shejian-pages");
});
