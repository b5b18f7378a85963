// The drawer: a figure's evidence beside the page. htmx fetches it; this opens and closes it and keeps the focus.
const drawer = document.getElementById("drawer");
const app = drawer.closest(".app");
const part = (name) => document.getElementById(`drawer-${name}`).content.cloneNode(true);
let opener = null;

function mark(link) {
  if (opener) opener.classList.remove("is-open");
  opener = link;
  if (opener) opener.classList.add("is-open");
}

function close() {
  const back = opener;
  mark(null);
  drawer.hidden = true;
  drawer.replaceChildren();
  drawer.removeAttribute("aria-busy");
  app.classList.remove("with-drawer");
  if (back) back.focus();
}

function fail(event) {
  if (event.detail.target !== drawer || drawer.hidden) return;
  drawer.removeAttribute("aria-busy");
  const said = part("failed");
  said.querySelector(".whole").href = event.detail.pathInfo.requestPath;
  drawer.replaceChildren(said);
  drawer.querySelector("h2").focus();
}

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target !== drawer) return;
  const link = event.detail.elt;
  drawer.setAttribute("aria-busy", "true");
  if (drawer.contains(link)) return;
  mark(link);
  drawer.replaceChildren(part("waiting"));
  drawer.hidden = false;
  app.classList.add("with-drawer");
});
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target === drawer && drawer.hidden) event.detail.shouldSwap = false;
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target !== drawer) return;
  drawer.removeAttribute("aria-busy");
  drawer.querySelector("h2").focus({ preventScroll: true });
});
for (const trouble of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) document.addEventListener(trouble, fail);

drawer.addEventListener("click", (event) => {
  if (event.target.closest(".close")) close();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || drawer.hidden) return;
  close();
});
