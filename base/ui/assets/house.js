// The house's script. Every screen works without it; it spares reloads, lost words and double clicks.
(function () {
  "use strict";
  var d = document, store = window.sessionStorage, old = d.documentElement.dataset.skew, skew = +old || 0;
  function at(id, root) { return (root || d).getElementById(id); }
  function each(sel, fn) { Array.prototype.forEach.call(d.querySelectorAll(sel), fn); }
  function memory(key, value) {
    try {
      if (value === undefined) return JSON.parse(store.getItem(key));
      if (value === null) store.removeItem(key); else store.setItem(key, JSON.stringify(value));
    } catch (e) { return null; }
  }
  function say(text) {
    var t = at("toasts"), p = d.createElement("p");
    if (!t || !text) return;
    p.className = "toast"; p.textContent = text; t.appendChild(p);
    setTimeout(function () { p.remove(); }, 6000);
  }
  // Forms that may be filled where there is no network (data-queue: whose they are) wait on this device, many of them, until they
  // have arrived; each carries its own key, so that arriving twice is arriving once.
  var waiting = d.querySelector("[data-queue]"), sending = 0;
  function queue(all) {
    try {
      if (!all) return JSON.parse(window.localStorage.getItem("queue")) || [];
      window.localStorage.setItem("queue", JSON.stringify(all));
    } catch (e) { return all ? null : []; }
    return all;
  }
  function mine() { return queue().filter(function (q) { return waiting && q.w === waiting.dataset.queue; }); }
  function drop(key) { return queue(queue().filter(function (q) { return q.k !== key; })); }
  function fresh(form) {
    var b = window.crypto.getRandomValues(new Uint8Array(16)), key = form.elements.key, when = form.elements.when;
    b[6] = b[6] & 15 | 64; b[8] = b[8] & 63 | 128;
    form.reset();
    key.value = Array.prototype.map.call(b, function (n) { return (n + 256).toString(16).slice(1); }).join("").replace(/^(.{8})(....)(....)(....)/, "$1-$2-$3-$4-");
    if (when) when.value = new Date(Date.now() + skew + 288e5).toISOString().slice(0, 16);
  }
  function put(form, data) {
    var all = queue(), body = new URLSearchParams(data).toString();
    all.push({ k: form.elements.key.value, w: form.dataset.queue, a: form.getAttribute("action"), b: body });
    if (!queue(all)) { keep(form, "kept"); return say(words("offline")); }
    fresh(form); ready(); show(); say(words("queued"));
  }
  function show() {
    var all = mine(), bar = at("queue"), bad = all.filter(function (q) { return q.x; })[0];
    if (!waiting) return;
    if (!bar) { bar = d.createElement("p"); bar.id = "queue"; bar.className = "note"; bar.setAttribute("role", "status"); waiting.parentNode.insertBefore(bar, waiting); }
    bar.hidden = !all.length; bar.textContent = words("queue-n") + all.length + " ";
    if (!bad) return;
    var open = d.createElement("button"); open.className = "btn btn-s"; open.type = "button";
    open.textContent = words("queue-open"); bar.append(words("queue-refused"), open);
    open.onclick = function () {
      if (navigator.onLine === false) return say(words("offline"));
      var f = d.createElement("form"); f.method = "post"; f.action = bad.a;
      new URLSearchParams(bad.b).forEach(function (v, n) { var i = d.createElement("input"); i.type = "hidden"; i.name = n; i.value = v; f.appendChild(i); });
      drop(bad.k); d.body.appendChild(f); f.submit();
    };
  }
  function flush(sent) {
    var next = mine().filter(function (q) { return !q.x; })[0];
    show();
    if (!next || sending || navigator.onLine === false) { if (sent) say(words("queue-sent") + sent); return; }
    sending = 1;
    fetch(next.a, { method: "POST", credentials: "same-origin", body: new URLSearchParams(next.b) }).then(function (res) {
      sending = 0;
      if (res.status >= 500 || res.status === 429 || /sign-in/.test(res.url)) return;
      if (res.redirected) { drop(next.k); return flush((sent || 0) + 1); }
      // It asks something back: only a person can answer.
      queue(queue().map(function (q) { if (q.k === next.k) q.x = 1; return q; })); flush(sent);
    }).catch(function () { sending = 0; });
  }
  function words(key) { return d.documentElement.getAttribute("data-" + key) || ""; }

  // What was typed stays on this device until it has arrived.
  function typed(form) {
    return Array.prototype.filter.call(form.elements, function (i) {
      return i.name && !/^(password|hidden|file|submit|button)$/.test(i.type);
    });
  }
  function keep(form, as) {
    memory(as, { p: location.pathname, a: form.getAttribute("action") || "", f: typed(form).map(function (i) {
      return [i.name, i.value, i.checked ? 1 : 0];
    }) });
  }
  function recall() {
    if (d.querySelector("[data-sign-in]")) { var p = memory("sent"); if (p) memory("kept", p); memory("sent", null); return; }
    memory("sent", null);
    var k = memory("kept");
    if (!k || k.p !== location.pathname) return;
    each("form", function (form) {
      if ((form.getAttribute("action") || "") !== k.a || form.method !== "post") return;
      typed(form).forEach(function (i) {
        k.f.forEach(function (f) {
          if (f[0] !== i.name) return;
          if (/radio|checkbox/.test(i.type)) { if (f[1] === i.value) i.checked = !!f[2]; } else i.value = f[1];
        });
      });
      memory("kept", null); say(words("restored"));
    });
  }

  // Fetches a page and puts its element #id in the place of ours.
  function swap(url, id, options, done) {
    var here = at(id);
    if (here) here.setAttribute("aria-busy", "true");
    return fetch(url, options || { credentials: "same-origin" }).then(function (res) {
      return res.text().then(function (text) {
        var page = new DOMParser().parseFromString(text, "text/html"), fresh = at(id, page);
        if (!fresh || !here) { if (options && !res.redirected) { d.body.replaceWith(page.body); recall(); } else location.href = res.url; return; }
        here.replaceWith(fresh);
        if (d.title !== page.title && page.title) d.title = page.title;
        var first = fresh.querySelector(".bad .input, [autofocus]");
        if (first) first.focus();
        tick();
        if (done) done(res);
      });
    }).then(ready);
  }
  function push(id) { return function (res) { history.pushState({ swap: id }, "", res.url); }; }

  d.addEventListener("click", function (e) {
    var el = e.target.closest && e.target.closest("a,button,summary");
    each("details.menu[open]", function (m) { if (!m.contains(e.target)) m.open = false; });
    if (!el) return;
    if (el.dataset.ask && el.type !== "submit" && !confirm(el.dataset.ask)) return e.preventDefault();
    if (el.dataset.copy && navigator.clipboard) navigator.clipboard.writeText(el.dataset.copy).then(function () { say(el.dataset.done); });
    if ("print" in el.dataset) window.print();
    var pop = el.getAttribute("popovertarget");
    if (pop && !HTMLElement.prototype.hasOwnProperty("popover")) at(pop).open = !at(pop).open;
    if (el.tagName === "A" && el.dataset.swap && !e.ctrlKey && !e.metaKey && !e.shiftKey) {
      e.preventDefault();
      swap(el.href, el.dataset.swap, null, push(el.dataset.swap)).catch(function () { location.href = el.href; });
    }
  });
  d.addEventListener("keydown", function (e) {
    if (e.key === "Escape") each("details.menu[open]", function (m) { m.open = false; m.firstElementChild.focus(); });
  });
  d.addEventListener("toggle", function (e) {
    var t = e.target, url = t.dataset && t.dataset.load;
    if (!url || !t.open) return;
    delete t.dataset.load;
    swap(url, t.dataset.into).catch(function () { t.dataset.load = url; t.open = false; say(words("offline")); });
  }, true);

  d.addEventListener("submit", function (e) {
    var form = e.target, by = e.submitter, ask = (by && by.dataset.ask) || form.dataset.ask;
    if (form.dataset.busy || (ask && !confirm(ask))) return e.preventDefault();
    var post = form.method === "post", data = new FormData(form), id = form.dataset.swap;
    if (by && by.name) data.append(by.name, by.value);
    if (post && form.dataset.queue && !(by && by.value === "find")) {
      e.preventDefault(); form.dataset.busy = 1;
      if (navigator.onLine === false) return put(form, data);
      keep(form, "sent");
      return void fetch(form.getAttribute("action"), { method: "POST", credentials: "same-origin", body: new URLSearchParams(data) }).then(function (res) {
        return res.text().then(function (text) {
          var page = new DOMParser().parseFromString(text, "text/html");
          if (res.redirected) history.pushState({ swap: 1 }, "", res.url);
          d.body.replaceWith(page.body); d.title = page.title;
          waiting = d.querySelector("[data-queue]"); recall(); tick(); show(); window.scrollTo(0, 0);
        });
      }, function () { memory("sent", null); put(form, data); });
    }
    if (post && !form.querySelector("[type=file]") && !("signIn" in form.dataset)) { keep(form, "sent"); memory("kept", null); }
    if (post && navigator.onLine === false) { e.preventDefault(); keep(form, "kept"); return say(words("offline")); }
    if (/\/sign-out$/.test(form.action)) forget(true);
    if (id && form.method !== "dialog") {
      e.preventDefault();
      var url = form.getAttribute("action") || location.href, query = new URLSearchParams(data);
      var options = post ? { method: "POST", credentials: "same-origin", body: form.enctype.indexOf("multipart") < 0 ? query : data } : null;
      if (!post) url = url.split("?")[0] + "?" + query;
      swap(url, id, options, function (res) { memory("sent", null); if (!post || res.redirected) push(id)(res); })
        .catch(function () { if (post) keep(form, "kept"); say(words("offline")); ready(); });
    }
    form.dataset.busy = 1;
    // Only after the browser has read the button's own value.
    setTimeout(function () { if (by) by.setAttribute("aria-disabled", "true"); }, 0);
  });
  function ready() { each("[aria-busy]", function (b) { b.removeAttribute("aria-busy"); }); each("form[data-busy]", function (f) { delete f.dataset.busy; }); each("button[aria-disabled]", function (b) { b.removeAttribute("aria-disabled"); }); }
  window.addEventListener("pageshow", ready);
  window.addEventListener("popstate", function (e) { if (e.state && e.state.swap) location.reload(); });

  // The list of a door leaves this device when its time is over, and with whoever signs out.
  function forget(all) {
    try {
      Object.keys(localStorage).forEach(function (k) {
        if (k.indexOf("door-list:") === 0 && (all || !(Date.now() < JSON.parse(localStorage.getItem(k)).erase))) localStorage.removeItem(k);
      });
    } catch (e) { /* nothing is kept here */ }
  }

  // Without network what is on the screen stays: a card or ticket is good for a while yet.
  function again() { if (navigator.onLine === false) window.addEventListener("online", again, { once: true }); else location.reload(); }

  // Clocks run on the server's time, whatever the device believes.
  function tick() {
    each("[data-now]", function (el) { if (!old) skew = +el.dataset.now - Date.now(); el.removeAttribute("data-now"); });
    var now = Date.now() + skew;
    each("[data-clock]", function (el) { el.textContent = new Date(now + 288e5).toISOString().slice(11, 19); });
    each("[data-until]", function (el) {
      var s = Math.max(0, Math.ceil((el.dataset.until - now) / 1000)), was = +el.dataset.left || 0;
      [["d", 86400, 1e9], ["h", 3600, 24], ["m", 60, 60], ["s", 1, 60]].forEach(function (u) {
        var b = el.querySelector("[data-u=" + u[0] + "]");
        if (b) b.textContent = Math.floor(s / u[1]) % u[2];
      });
      el.dataset.left = s;
      // Spread over three seconds, so that a crowd does not come back in one moment.
      if (!s && was) setTimeout(again, 200 + Math.random() * 2800);
    });
  }
  var here = d.querySelector(".side [aria-current]");
  if (here) here.parentNode.scrollLeft = here.offsetLeft - 48;
  // What the worker kept has an hour and keys of long ago, and may be opened many times.
  if (old) each("form[data-queue]", fresh);
  if (navigator.serviceWorker && d.querySelector("form[action='/sign-out']")) navigator.serviceWorker.register("/worker.js").catch(function () {});
  recall(); tick(); flush(); forget(!!d.querySelector("[data-sign-in]"));
  window.addEventListener("online", function () { flush(); });
  if (d.querySelector("[data-until],[data-clock]")) setInterval(tick, 1000);
})();
