// What was handed in waits on this device until the office has it. The same key goes with every try, so that it is
// recorded once however often it is sent. Without storage or fetch nothing of this happens, and forms are plain forms.
(() => {
  "use strict";
  const QUEUE = "shejian.waiting", MOST_BRANCHES = 6, DRAFT = "shejian.draft.", WHO = "shejian.user", PAGES = "shejian-pages";
  const AGAIN = 15000, PATIENCE = 30000;

  const store = (() => {
    try {
      localStorage.setItem("shejian.try", "1");
      localStorage.removeItem("shejian.try");
      return localStorage;
    } catch (_) {
      return null;
    }
  })();
  const able = Boolean(store && window.fetch && window.FormData && window.Promise);

  const read = (name) => {
    try {
      return JSON.parse(store.getItem(name));
    } catch (_) {
      return null;
    }
  };
  const write = (name, value) => {
    try {
      store.setItem(name, JSON.stringify(value));
      return true;
    } catch (_) {
      return false; // the device has no room for it
    }
  };
  const waiting = () => (able && read(QUEUE)) || [];
  const clock = (moment) => {
    const day = new Date(moment), two = (number) => String(number).padStart(2, "0");
    const time = two(day.getHours()) + ":" + two(day.getMinutes());
    return day.toDateString() === new Date().toDateString() ? time : (day.getMonth() + 1) + "月" + day.getDate() + "日 " + time;
  };
  const token = () => {
    const found = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie);
    const box = document.querySelector("[name=csrfmiddlewaretoken]");
    return found ? found[1] : box ? box.value : "";
  };
  const blob = (photo) => {
    const text = atob(photo.split(",")[1]), bytes = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
    return new Blob([bytes], { type: "image/jpeg" });
  };

  // One try. Says what became of it: {state: "done" | "refused" | "signed-out" | "cut" | "failed"}.
  const flying = new Set();
  const send = (item, file) => {
    flying.add(item.key);
    const form = new FormData();
    for (const pair of item.fields) form.append(pair[0], pair[1]);
    if (file) form.append("paper_file", file, "photo.jpg");
    else if (item.photo) form.append("paper_file", blob(item.photo), "photo.jpg");
    const control = window.AbortController ? new AbortController() : null;
    const timer = control && setTimeout(() => control.abort(), PATIENCE);
    const said = { method: "POST", body: form, credentials: "same-origin", headers: { Accept: "application/json", "X-CSRFToken": token(), "X-Shejian-User": item.user } };
    if (control) said.signal = control.signal;
    return fetch(item.url, said).then((answer) => {
      const json = (answer.headers.get("Content-Type") || "").indexOf("application/json") === 0;
      if (answer.redirected || answer.status === 401) return { state: "signed-out" };
      if (answer.status === 413) return { state: "refused", faults: { paper_file: "照片太大，送不出去；请换小一些的，或者不附。别的都还在" } };
      if (!json) return answer.status >= 500 ? { state: "failed" } : { state: "refused", faults: { "": WHY.broken } };
      return answer.json().then((what) => (answer.ok ? { state: "done", href: what.href } : { state: "refused", faults: what.faults }));
    }).catch(() => ({ state: "cut" })).then((outcome) => {
      clearTimeout(timer);
      flying.delete(item.key);
      return outcome;
    });
  };

  const keep = (item) => write(QUEUE, waiting().filter((one) => one.key !== item.key).concat([item]));
  const forget = (key) => write(QUEUE, waiting().filter((one) => one.key !== key));

  const user = () => {
    const body = document.querySelector("[data-user]");
    return body ? body.getAttribute("data-user") : "";
  };
  // What another user of this device left waits for him: nobody sends it in his name.
  const mine = () => waiting().filter((one) => one.user === user());

  // What was refused stays where it waits, with what is wrong, until it is put right; nothing is written over.
  let busy = false;
  const flush = () => {
    if (!able || busy || !user()) return Promise.resolve();
    busy = true;
    const items = mine().filter((one) => !one.faults && !flying.has(one.key));
    let landed = "";
    const next = (state) => {
      const item = items.shift();
      if (!item) return Promise.resolve(state);
      return send(item).then((outcome) => {
        if (outcome.state === "done") {
          forget(item.key);
          landed = outcome.href;
        } else if (outcome.state === "refused") keep({ ...item, faults: outcome.faults });
        // nothing else would get through either; what the office stumbles over keeps nothing else waiting
        return outcome.state === "cut" || outcome.state === "signed-out" ? outcome.state : next(outcome.state);
      });
    };
    return next("").then((state) => {
      busy = false;
      show(state);
      // whoever reads or fills in something else is not taken away from it
      if (landed && document.querySelector("[data-device], form.record[hidden]")) location.assign(landed);
    });
  };

  const drafts = () => {
    const found = [], start = DRAFT + user() + ".";
    for (let at = 0; at < store.length; at += 1) {
      const name = store.key(at);
      const one = name.indexOf(start) === 0 ? read(name) : null;
      if (one) found.push(one);
    }
    return found.sort((one, other) => other.moment - one.moment);
  };

  const WHY = {
    "signed-out": "登录过期了。填的都在本机，登录以后自动送出。",
    failed: "服务器出了错，这次没有记上。填的都在本机，过一会儿自动再送。",
    broken: "这一页放得太久，或者记录人换了，没有送出。填的都在本机，请刷新以后再提交一次。",
    cut: "现在连不上。填的都在本机，连上以后自动送出，不用再填。",
  };
  const line = (words, note, href) => {
    const item = document.createElement("li"), box = document.createElement("div"), under = document.createElement("span");
    const what = document.createElement(href ? "a" : "span");
    box.className = "grow";
    what.className = "what";
    under.className = "sub";
    what.textContent = words;
    under.textContent = note;
    if (href) what.href = href;
    box.append(what, under);
    item.append(box);
    return item;
  };

  // The card of what is on this device, where a page has one.
  const show = (state) => {
    const card = document.querySelector("[data-device]");
    if (!card || !able) return;
    const list = card.querySelector("ul"), why = card.querySelector("[data-why]");
    const items = mine().map((one) => (one.faults ? line(one.words, "没有记账，请改一改 · " + clock(one.moment), one.href + "#" + one.key) : line(one.words, "待送出 · " + clock(one.moment))));
    const kept = drafts().map((one) => line(one.words, "草稿 · " + clock(one.moment), one.href));
    list.replaceChildren(...items, ...kept);
    card.hidden = !list.children.length;
    why.textContent = WHY[state] || "";
    why.hidden = !WHY[state] || !items.length;
    if (state === "signed-out") {
      const link = document.createElement("a");
      link.href = "/sign-in/?next=" + encodeURIComponent(location.pathname);
      link.textContent = "去登录";
      why.append(link);
    }
  };

  // Pages that were kept for when there is no network are those of one user: they go when he leaves.
  const clear = () => (window.caches ? caches.delete(PAGES) : Promise.resolve());
  if (able && user()) {
    if (read(WHO) !== user()) clear();
    write(WHO, user());
  }

  const worker = document.querySelector("meta[name=phone-worker]");
  const asked = Array.from(document.querySelectorAll('a[href*="/meetings/new/?"]'), (link) => new URL(link.href).searchParams.get("body"));
  const branches = Array.from(new Set(asked.filter(Boolean))).slice(0, MOST_BRANCHES);
  if (worker && user() && !document.querySelector("form.record") && "serviceWorker" in navigator) navigator.serviceWorker.register(worker.content, { scope: "/m/" }).then(() => navigator.serviceWorker.ready).then((ready) => ready.active.postMessage({ act: "keep", branches })).catch(() => {});

  window.shejian = { able, store, read, write, send, keep, forget, mine, clock, flush, DRAFT, WHY };
  show("");
  window.addEventListener("online", flush);
  if (!document.querySelector("form.record")) flush();
  setInterval(flush, AGAIN);
})();
