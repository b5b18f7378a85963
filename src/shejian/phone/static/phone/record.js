// 记一次会: who is there is counted while it is tapped, what is typed is kept on the device, and handing in survives a
// network that is cut in the middle. Without script the page is a plain form.
(() => {
  "use strict";
  const form = document.querySelector("form.record"), phone = window.shejian;
  if (!form || !phone) return;
  const one = (query, root) => (root || document).querySelector(query);
  const all = (query, root) => Array.from((root || document).querySelectorAll(query));
  const SIDE = 1600, QUALITY = 0.8, ROOM = 1500000;
  const name = phone.DRAFT + document.body.dataset.user + "." + form.dataset.draft;
  const began = location.pathname + location.search;
  const ASIDE = ["csrfmiddlewaretoken", "key", "seen", "first", "listed", "paper_file", "paper_kept", "body", "plan"];
  const corrects = form.action.indexOf("meeting=") > 0;
  const refused = phone.able && phone.mine().find((one) => one.faults && "#" + one.key === location.hash);
  let photo = "", file = null, dirty = false, timer = 0, automatic = {}, shrinking = Promise.resolve();

  const fields = () => {
    const said = [];
    for (const box of all("[name]", form)) {
      if (box.type === "file" || (box.type === "radio" && !box.checked) || box.name === "csrfmiddlewaretoken") continue;
      said.push([box.name, box.value]);
    }
    return said;
  };
  const value = (of) => {
    const box = form.elements[of];
    return box ? box.value : "";
  };

  // ---- what follows from what was tapped ----
  const count = () => {
    const found = { present: 0, leave: 0, absent: 0 };
    for (const box of all("#roster .seg :checked")) if (box.value in found) found[box.value] += 1;
    for (const box of all("[data-count]")) box.textContent = found[box.dataset.count];
    const due = one("[data-due]");
    if (due) due.textContent = found.present + found.leave + found.absent;
  };
  const late = () => {
    const box = one("[data-late]"), day = value("day");
    const apart = Math.round((Date.parse(form.dataset.today) - Date.parse(day)) / 86400000);
    box.hidden = !(apart > 0);
    if (apart > 0) {
      const said = day.split("-").map(Number), year = Number(form.dataset.today.slice(0, 4));
      box.textContent = "发生在 " + (said[0] === year ? "" : said[0] + "年") + said[1] + "月" + said[2] + "日，今日入账，相隔 " + apart + " 天。照实记即可，不影响算数。";
    }
  };
  const custom = (chip) => {
    for (const of of ["place", "began"]) {
      const box = form.elements[of];
      if (box.value && box.value !== automatic[of]) continue;
      box.value = automatic[of] = chip.dataset[of] || "";
    }
  };
  // The list of another day; who was tapped stays as he was tapped. Without network the list stays, and the office
  // says afterwards who was not on it.
  const roster = () => {
    if (!/^\d{4}-\d\d-\d\d$/.test(value("day")) || value("day") > form.dataset.today) return;
    const address = new URL(form.action);
    address.searchParams.set("day", value("day"));
    fetch(address, { credentials: "same-origin" }).then((answer) => (answer.ok && !answer.redirected ? answer.text() : "")).then((text) => {
      const page = new DOMParser().parseFromString(text, "text/html"), fresh = one("#roster", page);
      if (!fresh) return;
      const before = new Map(all("#roster .seg :checked").map((box) => [box.name, box.value]));
      one("#roster").replaceWith(fresh);
      form.elements.listed.value = one("[name=listed]", page).value;
      for (const [of, state] of before) {
        const box = one('#roster [name="' + of + '"][value="' + state + '"]');
        if (box) box.checked = true;
      }
      count();
    }).catch(() => {});
  };

  // ---- kept on this device ----
  const words = () => {
    const chip = one(".chip :checked + span");
    return value("day") + " " + (chip ? chip.textContent : "没有选哪一种");
  };
  const kept = (text) => { one("[data-kept]").textContent = text; };
  const draft = () => ({ key: value("key"), fields: fields(), photo, moment: Date.now(), words: words(), href: began });
  const save = () => {
    clearTimeout(timer);
    if (!phone.able || !dirty) return;
    const said = draft();
    if (refused) return kept(phone.keep({ ...refused, ...said, href: refused.href }) ? "已存本机 " + phone.clock(said.moment) : "本机存不下，请直接提交");
    if (phone.write(name, said)) return kept("已存本机 " + phone.clock(said.moment));
    said.photo = "";
    kept(phone.write(name, said) ? "已存本机（照片存不下）" : "本机存不下，请直接提交");
  };
  const changed = () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, 400);
  };
  const fill = (said) => {
    for (const [of, text] of said) {
      if (ASIDE.indexOf(of) >= 0) continue;
      for (const box of all('[name="' + of + '"]', form)) {
        if (box.type === "radio") box.checked = box.value === text;
        else box.value = text;
        if (text && box.closest("details")) box.closest("details").open = true;
      }
    }
    count();
    late();
  };
  const restore = () => {
    const said = refused || (phone.able && !("refused" in form.dataset) ? phone.read(name) : null);
    if (!said) return;
    fill(said.fields);
    if (said.key) form.elements.key.value = said.key;
    const seen = (said.fields.find((pair) => pair[0] === "seen") || [])[1];
    const meanwhile = corrects && seen !== value("seen");
    if (meanwhile) form.elements.seen.value = seen; // what others recorded since is not written over unseen
    if (said.photo) show(said.photo);
    dirty = true;
    one("[data-restored]").hidden = false;
    one("[data-restored-words]").textContent = meanwhile ? "填了一半以后，这次会又有了新的记录。现在填着的是您上次的，交不上去；要照新的改，请按“不要了，重新填”。" : "接着上次没有交的填（已存本机 " + phone.clock(said.moment) + "）。";
    kept("已存本机 " + phone.clock(said.moment));
    if (said.faults) faulty(said.faults);
    roster();
  };

  // ---- the photo, made smaller here ----
  const show = (data) => {
    photo = data;
    const box = one("[data-preview]");
    box.hidden = one("[data-no-photo]").hidden = !data;
    if (data) box.src = data;
    else box.removeAttribute("src");
  };
  const smaller = (chosen) => new Promise((done) => {
    const picture = new Image(), address = URL.createObjectURL(chosen);
    picture.onload = () => {
      URL.revokeObjectURL(address);
      const scale = Math.min(1, SIDE / Math.max(picture.naturalWidth, picture.naturalHeight));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.naturalWidth * scale);
      canvas.height = Math.round(picture.naturalHeight * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      done(canvas.toDataURL("image/jpeg", QUALITY));
    };
    picture.onerror = () => done("");
    picture.src = address;
  });
  const chosen = (event) => {
    file = event.target.files[0] || null;
    one("[data-error=paper_file]").textContent = "";
    if (!file) return show("");
    shrinking = smaller(file).then((data) => {
      if (data && data.length < ROOM) {
        file = null;
        show(data);
      } else show(""); // the office looks at the file itself
      changed();
    }).catch(() => show(""));
  };

  // ---- handing in ----
  const faulty = (faults) => {
    const list = one("[data-problems] ul");
    list.replaceChildren();
    for (const box of all("[data-error]", form)) box.textContent = faults[box.dataset.error] || "";
    for (const of of Object.keys(faults)) {
      const item = document.createElement("li"), link = document.createElement(of ? "a" : "span");
      if (of) link.href = "#at-" + of;
      link.textContent = faults[of];
      item.append(link);
      list.append(item);
      const around = document.getElementById("at-" + of);
      if (around && around.closest("details")) around.closest("details").open = true;
    }
    const box = one("[data-problems]");
    box.hidden = false;
    box.focus();
    box.scrollIntoView();
  };
  const wait = (state) => {
    form.hidden = true;
    const card = one("[data-waiting]");
    card.hidden = false;
    one("[data-waiting-words]").textContent = phone.WHY[state];
    kept("待送出");
    if (state === "signed-out") {
      const link = document.createElement("a");
      link.href = "/sign-in/?next=/m/";
      link.textContent = "去登录";
      one("[data-waiting-words]").append(link);
    }
  };
  const LARGE = { cut: "现在连不上", failed: "服务器出了错", "signed-out": "登录过期了" };
  const hand = (event) => {
    if (!phone.able) return;
    event.preventDefault();
    const button = one("[type=submit]", form);
    if (button.disabled) return;
    button.disabled = true;
    shrinking.then(() => handOver(button));
  };
  const handOver = (button) => {
    const said = draft();
    const item = { key: value("key"), user: document.body.dataset.user, draft: form.dataset.draft, url: form.action, fields: said.fields, photo, moment: said.moment, words: said.words, href: refused ? refused.href : began };
    const safe = !file && phone.keep(item); // a photo that could not be made smaller does not wait on the device
    clearTimeout(timer);
    phone.send(item, file).then((outcome) => {
      button.disabled = false;
      if (outcome.state === "done") {
        phone.forget(item.key);
        if (!refused) phone.store.removeItem(name);
        dirty = false;
        location.assign(outcome.href);
      } else if (outcome.state === "refused") {
        if (refused) phone.keep({ ...item, faults: outcome.faults });
        else phone.forget(item.key);
        dirty = true;
        save();
        faulty(outcome.faults);
        if (outcome.faults.day) roster();
      } else if (safe) {
        if (!refused) phone.store.removeItem(name);
        dirty = false; // it is no draft any more: it waits
        wait(outcome.state);
      } else faulty({ "": LARGE[outcome.state] + "，这次没有送出，本机也存不下。请不要关掉这一页，过一会儿再提交；或者不附照片。" });
    });
  };

  form.addEventListener("input", changed);
  form.addEventListener("change", (event) => {
    if (event.target.name === "kind") custom(event.target);
    if (event.target.name === "day") roster();
    if (event.target.name === "paper_file") chosen(event);
    late();
    count();
  });
  form.addEventListener("submit", hand);
  one("[data-no-photo]").addEventListener("click", () => {
    file = null;
    form.elements.paper_file.value = "";
    show("");
    changed();
  });
  const keeper = one("[data-keep]");
  keeper.hidden = !phone.able;
  keeper.addEventListener("click", () => {
    dirty = true;
    save();
  });
  one("[data-anew]").addEventListener("click", () => {
    if (refused) phone.forget(refused.key);
    else phone.store.removeItem(name);
    dirty = false;
    if (location.hash) location.replace(began);
    else location.assign(began);
  });
  window.addEventListener("pagehide", save);
  // A page that was kept for when there is no network is opened for several meetings: each has a key of its own.
  if (phone.able && window.crypto && !("refused" in form.dataset)) {
    form.elements.key.value = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }
  // Such a page may be of an earlier day.
  const now = new Date(), local = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  if (local > form.dataset.today) {
    if (value("day") === form.dataset.today) form.elements.day.value = local;
    form.elements.day.max = form.dataset.today = local;
  }
  restore();
})();
