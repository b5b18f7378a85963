const SAID = {{ said }};
// Keeps what the app needs to open without a network: its files, and its two pages as they were last seen. Pages are
// always asked of the office first; those that were kept go when somebody is signed out.
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

const page = (request, path) =>
  fetch(request).then((answer) => {
    if (answer.type === "opaqueredirect" || (answer.redirected && answer.url.includes("/sign-in/"))) {
      return caches.delete(PAGES).then(() => answer);
    }
    if (answer.ok && SAID.pages.includes(path)) {
      const copy = answer.clone();
      caches.open(PAGES).then((cache) => cache.put(request.url, copy));
    }
    return answer;
  }).catch(() =>
    caches.open(PAGES)
      .then((cache) => cache.match(request.url).then((found) => found || cache.match(request.url, { ignoreSearch: true })))
      .then((found) => found || new Response(NOTHING, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } })),
  );

self.addEventListener("fetch", (event) => {
  const request = event.request, address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, address.pathname));
  else if (SAID.files.includes(address.pathname)) {
    event.respondWith(caches.match(request.url).then((found) => found || fetch(request)));
  }
});

// The page for recording is fetched once, so that it opens without a network although nobody opened it before.
self.addEventListener("message", (event) => {
  if (event.data !== "keep") return;
  event.waitUntil(
    caches.open(PAGES).then((cache) =>
      Promise.all(
        SAID.pages.map((path) =>
          fetch(path, { credentials: "same-origin" }).then((answer) => (answer.ok && !answer.redirected ? cache.put(new URL(path, self.location).href, answer) : undefined)).catch(() => {}),
        ),
      ),
    ),
  );
});
