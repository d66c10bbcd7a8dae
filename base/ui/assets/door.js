// Check-in at the door: the camera, and what is done without network. The page works without it.
(function () {
  "use strict";
  var d = document, door = d.getElementById("door"), kept = window.localStorage;
  if (!door || !kept) return;
  var form = d.getElementById("door-form"), field = form.elements.text, w = door.dataset;
  var listAt = "door-list:" + w.allotment, queueAt = "door-queue:" + w.allotment;
  var api = "/api/v1/signups/" + w.allotment, sending = false, last = {};
  function at(id) { return d.getElementById(id); }
  function read(key) { try { return JSON.parse(kept.getItem(key)); } catch (e) { return null; } }
  function write(key, value) { try { kept.setItem(key, JSON.stringify(value)); return true; } catch (e) { return false; } }
  function queue() { return read(queueAt) || []; }
  function key() {
    var b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = b[6] & 15 | 64; b[8] = b[8] & 63 | 128;
    return Array.prototype.map.call(b, function (x, n) { return (/^(4|6|8|10)$/.test(n) ? "-" : "") + (x + 256).toString(16).slice(1); }).join("");
  }
  // In the reader's words, by the clock of the house.
  function moment(ms) {
    return new Date(ms).toLocaleString(d.documentElement.lang, { timeZone: "Asia/Shanghai", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
  }
  function hm(ms) { return new Date(ms + 288e5).toISOString().slice(11, 16); }

  // FIPS 180-4; the browser's own is not there on a house without https.
  var K = [], H = [];
  (function () {
    for (var n = 2; K.length < 64; n++) {
      for (var i = 2, prime = true; i * i <= n; i++) if (n % i === 0) prime = false;
      if (!prime) continue;
      if (H.length < 8) H.push(Math.pow(n, 1 / 2) % 1 * 4294967296 | 0);
      K.push(Math.pow(n, 1 / 3) % 1 * 4294967296 | 0);
    }
  })();
  function sha256(text) {
    var bytes = Array.prototype.map.call(text, function (c) { return c.charCodeAt(0); }), bits = bytes.length * 8, h = H.slice(), out = "";
    bytes.push(128);
    while (bytes.length % 64 !== 56) bytes.push(0);
    bytes.push(0, 0, 0, 0, bits >>> 24, bits >>> 16 & 255, bits >>> 8 & 255, bits & 255);
    function turn(x, n) { return x >>> n | x << 32 - n; }
    for (var from = 0; from < bytes.length; from += 64) {
      var m = [], v = h.slice(), i;
      for (i = 0; i < 64; i++) {
        if (i < 16) m[i] = bytes[from + 4 * i] << 24 | bytes[from + 4 * i + 1] << 16 | bytes[from + 4 * i + 2] << 8 | bytes[from + 4 * i + 3];
        else {
          var a = m[i - 15], b = m[i - 2];
          m[i] = m[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ a >>> 3) + m[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ b >>> 10) | 0;
        }
        var one = v[7] + (turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)) + (v[4] & v[5] ^ ~v[4] & v[6]) + K[i] + m[i] | 0;
        var two = (turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)) + (v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]) | 0;
        v = [one + two | 0, v[0], v[1], v[2], v[3] + one | 0, v[4], v[5], v[6]];
      }
      for (i = 0; i < 8; i++) h[i] = h[i] + v[i] | 0;
    }
    h.forEach(function (x) { out += ("0000000" + (x >>> 0).toString(16)).slice(-8); });
    return out;
  }

  // The answer, with a colour and a sign.
  function answer(kind, title, says) {
    var box = at("door-answer"), note = d.createElement("div"), p = d.createElement("p"), b = d.createElement("strong");
    note.className = "note " + kind;
    b.textContent = { good: "✓ ", warn: "! ", bad: "✕ " }[kind] + title;
    p.append(b, says || ""); note.append(p); box.replaceChildren(note);
    if (navigator.vibrate) navigator.vibrate(kind === "good" ? 60 : [60, 60, 60]);
  }

  function list() {
    var l = read(listAt);
    if (l && !(Date.now() < l.erase)) { kept.removeItem(listAt); l = null; }
    return l;
  }
  function fetchList() {
    return fetch(api + "/checkin-list", { credentials: "same-origin" }).then(function (res) {
      if (res.status === 403 || res.status === 404 || res.status === 409) kept.removeItem(listAt);
      return res.ok ? res.json() : null;
    }).then(function (l) {
      if (!l) return;
      l.skew = l.now - Date.now();
      l.erase = Date.now() + l.expires_at - l.now;
      write(listAt, l);
    }).catch(function () {}).then(show);
  }

  function tidy(text) {
    var end = text.trim().replace(/\/+$/, "").split("/").pop();
    if (end.normalize) end = end.normalize("NFKC");
    return end.toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  }
  // One code of twenty has no figure in it: with network the house knows it from a name.
  function isCode(text) {
    var t = tidy(text), narrow = text.normalize ? text.normalize("NFKC") : text;
    return t.length === 56 || (t.length === 8 && !/[^\x00-\x7f]/.test(narrow) && (/\d/.test(narrow) || navigator.onLine === false));
  }

  // Without network: against the list, and into the queue. The house reads the signature when it hears of it.
  function offline(item) {
    var l = list();
    if (!l) return answer("bad", w.nolist);
    var code = tidy(item.text), long = code.length === 56, hash = sha256(l.salt + code).slice(0, long ? 32 : 6);
    var now = Date.now() + l.skew, ticket = l.tickets.filter(function (t) { return (long ? t.long : t.short) === hash; })[0];
    var when = l.occasions.filter(function (o) { return o.n === item.occasion; })[0];
    if (!ticket) return answer("bad", w.unreadable);
    var about = " " + ticket.name + (ticket.heads > 1 ? " " + w.heads.replace("#", ticket.heads) : "");
    if (when && now < when.opens_at) return answer("warn", w.early, about + " " + hm(when.opens_at));
    if (when && now >= when.closes_at) return answer("warn", w.late, about);
    var was = ticket.came.filter(function (c) { return c.occasion === item.occasion; })[0];
    if (was) return answer("warn", w.already, about + " " + hm(was.at));
    item.at = Math.round(now);
    if (!write(queueAt, queue().concat(item))) return answer("bad", w.nolist);
    ticket.came.push({ occasion: item.occasion, at: now });
    write(listAt, l);
    answer("good", w.in, about + " · " + w.queued);
    show();
  }

  function post(items) {
    var stop = window.AbortController && new AbortController(), timer = stop && setTimeout(function () { stop.abort(); }, 8000);
    return fetch(api + "/checkins", {
      method: "POST", credentials: "same-origin", signal: stop ? stop.signal : undefined,
      headers: { "content-type": "application/json" }, body: JSON.stringify({ items: items })
    }).then(function (res) {
      clearTimeout(timer);
      if (res.status >= 500) throw new Error("down");
      return res.ok ? res.json() : null;
    });
  }

  // A page kept for want of network may be of another evening: then the list tells which occasion it is.
  function occasion() {
    var l = "kept" in d.documentElement.dataset && !/occasion=/.test(location.search) && list(), now = l && Date.now() + l.skew;
    var here = l && l.occasions.filter(function (o) { return o.opens_at <= now && now < o.closes_at; })[0];
    return here ? here.n : +w.occasion;
  }
  function handle(text, how) {
    var item = { key: key(), occasion: occasion(), text: text, how: how };
    if (navigator.onLine === false) return offline(item);
    post([item]).then(function (told) {
      if (!told) { field.value = text; return HTMLFormElement.prototype.submit.call(form); }
      var t = told.items[0];
      answer(t.result === "in" ? "good" : /^(already|other|early|late)/.test(t.result) ? "warn" : "bad", t.title, " " + [t.name, t.says].filter(Boolean).join(" "));
      renew(); send();
    }, function () { offline(item); });
  }

  // What was queued goes out as soon as it can; what was refused stays until somebody has seen to it.
  function send() {
    var some = queue().filter(function (q) { return !q.refused; }).slice(0, 100);
    if (sending || !some.length || navigator.onLine === false) return;
    sending = true;
    post(some.map(function (q) { return { key: q.key, occasion: q.occasion, text: q.text, how: q.how, at: q.at }; })).then(function (told) {
      if (!told) return;
      var by = {};
      told.items.forEach(function (t) { by[t.key] = t; });
      write(queueAt, queue().filter(function (q) {
        var t = by[q.key];
        if (!t) return true;
        if (t.result === "in" || t.result === "already") return false;
        q.refused = [t.title, t.name, t.says].filter(Boolean).join(" ");
        return true;
      }));
      renew(); fetchList();
    }).catch(function () {}).then(function () {
      sending = false; show();
      if (queue().some(function (q) { return !q.refused; }) && navigator.onLine !== false) setTimeout(send, 5000);
    });
  }

  function renew() {
    fetch(location.href.split("#")[0], { credentials: "same-origin" }).then(function (res) { return res.text(); }).then(function (text) {
      var page = new DOMParser().parseFromString(text, "text/html");
      ["door-count", "door-list"].forEach(function (id) { var fresh = page.getElementById(id); if (fresh && at(id)) at(id).replaceWith(fresh); });
    }).catch(function () {});
  }

  function show() {
    var l = list(), all = queue(), waiting = all.filter(function (q) { return !q.refused; }), says = [];
    if (l) says.push(w.listed.replace("#", l.tickets.length) + " " + moment(l.erase + l.skew));
    if (waiting.length) says.push(w.unsent.replace("#", waiting.length));
    if (says.length) at("door-state").textContent = says.join(" · ");
    at("door-fetch").hidden = false; at("door-send").hidden = !waiting.length;
    at("door-queue").replaceChildren.apply(at("door-queue"), all.filter(function (q) { return q.refused; }).map(function (q) {
      var li = d.createElement("li"), t = d.createElement("span"), b = d.createElement("button");
      t.className = "t"; t.textContent = "✕ " + w.refused + " " + hm(q.at) + " " + tidy(q.text).slice(0, 8) + " " + q.refused;
      b.className = "btn btn-s"; b.type = "button"; b.textContent = w.dismiss;
      b.addEventListener("click", function () { write(queueAt, queue().filter(function (x) { return x.key !== q.key; })); show(); });
      li.append(t, b);
      return li;
    }));
  }

  form.addEventListener("submit", function (e) {
    var text = field.value.trim();
    if (!isCode(text)) return;
    e.preventDefault(); e.stopPropagation();
    field.value = ""; field.focus();
    handle(text, tidy(text).length === 56 ? "scan" : "code");
  });
  at("door-fetch").addEventListener("click", fetchList);
  at("door-send").addEventListener("click", send);
  window.addEventListener("online", send);

  // The camera, where the browser reads codes itself.
  var scan = at("door-scan"), video = at("door-video"), stream = null;
  function look(detector) {
    if (!stream) return;
    detector.detect(video).then(function (found) {
      var text = found.length && found[0].rawValue, now = Date.now();
      // Held before the camera, a ticket is seen again and again.
      if (text && (text !== last.text || now - last.at > 4000)) handle(text, "scan");
      if (text) last = { text: text, at: now };
    }).catch(function () {}).then(function () { setTimeout(function () { look(detector); }, 250); });
  }
  function stop() {
    stream.getTracks().forEach(function (t) { t.stop(); });
    stream = null; video.hidden = true; scan.textContent = w.scan;
  }
  if (window.BarcodeDetector && navigator.mediaDevices) {
    scan.hidden = false;
    scan.addEventListener("click", function () {
      if (stream) return stop();
      navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(function (s) {
        stream = s; video.srcObject = s; video.hidden = false; scan.textContent = w.stop;
        return video.play();
      }).then(function () { look(new BarcodeDetector({ formats: ["qr_code"] })); }).catch(function () { if (stream) stop(); answer("bad", w.nocamera); });
    });
  }

  show(); fetchList(); send();
  setInterval(function () { list(); send(); }, 60000);
})();
