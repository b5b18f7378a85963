const SAID = {{ said }};
// Keeps what the app needs to open without a network: its files, and its two pages as they were last seen. Pages are
// always asked of the office first; those that were kept go when somebody is signed out. A form that puts a meeting right
// is never kept: opened for another meeting it would change the wrong one.
const FILES = "shejian-files-" + SAID.version, PAGES = "shejian-pages";
const NOTHING =
  '<!doctype html><html lang="zh-Hans-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">' +
  '<title>没有网络</title><main><h1>现在没有网络</h1><p>这一页要连上网才能看。已经存在本机的都还在，连上以后自动送出。</p>' +
  '<p><a href="' + SAID.pages[0] + '">回到首页</a>　<a href="' + SAID.pages[1] + '">记一次会</a></p></main></html>';

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(FILES).then((cache) => cache.addAll(SAID.files)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("shejian-files-") && name !== FILES);
  event.waitUntil(
    caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()),
  );
});

const HOME = SAID.pages[0], RECORD = SAID.pages[1];
const whole = (path) => new URL(path, self.location).href;
const form = (body) => whole(RECORD + (body ? "?body=" + body : ""));
const keeps = (address) => SAID.pages.includes(address.pathname) && !address.searchParams.has("meeting");

// What a page is answered with when there is no network: itself, or else the form of the same branch.
const kept = async (address) => {
  if (!keeps(address)) return undefined;
  const cache = await caches.open(PAGES), same = await cache.match(address.href);
  if (same) return same;
  if (address.pathname === HOME) return cache.match(whole(HOME));
  return cache.match(form(address.searchParams.get("body")));
};

const page = (request, address) =>
  fetch(request).then((answer) => {
    if (answer.type === "opaqueredirect" || (answer.redirected && answer.url.includes("/sign-in/"))) {
      return caches.delete(PAGES).then(() => answer);
    }
    if (answer.ok && keeps(address)) {
      const copy = answer.clone();
      caches.open(PAGES).then((cache) => cache.put(address.href, copy));
    }
    return answer;
  }).catch(() =>
    kept(address)
      .then((found) => found || new Response(NOTHING, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } })),
  );

self.addEventListener("fetch", (event) => {
  const request = event.request, address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    address.hash = "";
    event.respondWith(page(request, address));
  }
  else if (SAID.files.includes(address.pathname)) {
    event.respondWith(caches.match(request.url).then((found) => found || fetch(request)));
  }
});

// The form of each branch is fetched once, so that it opens without a network although nobody opened it before.
self.addEventListener("message", (event) => {
  if (!event.data || event.data.act !== "keep") return;
  const wanted = [...SAID.pages.map(whole), ...event.data.branches.map(form)];
  event.waitUntil(
    caches.open(PAGES).then((cache) =>
      Promise.all(
        wanted.map((address) =>
          fetch(address, { credentials: "same-origin" }).then((answer) => (answer.ok && !answer.redirected ? cache.put(address, answer) : undefined)).catch(() => {}),
        ),
      ),
    ),
  );
});
