// Opens without network what the house lets this device keep (x-keep), for the one person signed in here, and nothing else.
// A page is asked for anew with x-for-keeping, so that what is kept holds nobody else's name and nothing said only once.
(function () {
  "use strict";
  var files = ["@files"], shelf = "files-" + files[0].split("/")[2], nowhere = "/offline";
  // So many pages; and so long is the network waited for where a page is kept.
  var most = 40, patience = 4000, turn = Promise.resolve();
  function store(cache, href, res) {
    return res.text().then(function (text) {
      var heads = new Headers(res.headers);
      ["content-encoding", "content-length", "vary"].forEach(function (name) { heads.delete(name); });
      // How far this device's clock is from the house's; later nobody could tell.
      text = text.replace(/ data-made="(\d+)"/, function (_, at) { return ' data-skew="' + (at - Date.now()) + '"'; });
      return cache.put(href, new Response(text, { headers: heads }));
    });
  }
  function kept() {
    return caches.keys().then(function (names) {
      var name = names.filter(function (n) { return n.indexOf("kept-") === 0; })[0];
      return name ? caches.open(name) : null;
    });
  }
  function clear(but) {
    return caches.keys().then(function (names) {
      return Promise.all(names.map(function (n) { return n.indexOf("kept-") === 0 && n !== but ? caches.delete(n) : null; }));
    });
  }
  // The page as it is kept. An address without a question has the page kept last for it.
  function find(url) {
    return kept().then(function (cache) {
      return cache && cache.matchAll(url.href, { ignoreSearch: !url.search }).then(function (all) { return all.pop(); });
    });
  }
  function keep(href) {
    return fetch(href, { credentials: "same-origin", headers: { "x-for-keeping": "1" } }).then(function (res) {
      if (!res.ok || res.redirected || !res.headers.get("x-keep")) return;
      return caches.open("kept-" + res.headers.get("x-reader")).then(function (cache) {
        return store(cache, href, res).then(function () { return cache.keys(); }).then(function (keys) {
          return Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map(function (k) { return cache.delete(k); }));
        });
      });
    });
  }
  // What the house answered tells who is signed in; whatever was kept for another leaves this device.
  function met(res, href) {
    var reader = res.headers.get("x-reader");
    if (!reader) return;
    return turn = turn.then(function () { return clear("kept-" + reader); }).then(function () {
      if (res.headers.get("x-keep")) return keep(href);
      if (res.status === 403 || res.status === 404) return kept().then(function (cache) { return cache && cache.delete(href); });
    }).catch(function () {});
  }
  function offline() {
    return Promise.all([caches.match(nowhere), kept().then(function (cache) { return cache ? cache.matchAll() : []; })]).then(function (both) {
      if (!both[0]) return Response.error();
      return Promise.all([both[0].text()].concat(both[1].map(function (res) { return res.text(); }))).then(function (texts) {
        var page = texts.shift(), links = texts.map(function (text) {
          var title = /<title>([^<]*)/.exec(text), at = /data-kept="([^"]*)/.exec(text);
          return title && at ? '<li><span class="t"><a href="' + at[1] + '">' + title[1].replace(/ · [^·]*$/, "") + "</a></span></li>" : "";
        });
        return new Response(page.replace("<!--kept-->", function () { return links.reverse().join(""); }), { status: 503, headers: both[0].headers });
      });
    });
  }
  function page(e, url) {
    var fresh = fetch(e.request), href = url.href.split("#")[0];
    e.waitUntil(fresh.then(function (res) { return met(res, href); }, function () {}));
    return find(url).then(function (copy) {
      if (!copy) return fresh.catch(offline);
      return Promise.race([
        fresh.then(function (res) { return res.status > 501 ? copy : res; }),
        new Promise(function (done) { setTimeout(done, patience, copy); })
      ]).catch(function () { return copy; });
    });
  }
  // A page of an earlier release asks for its own files; without network it gets those of the same name.
  function file(request, url) {
    return caches.open(shelf).then(function (cache) {
      return cache.match(url.href, { ignoreVary: true }).then(function (hit) {
        return hit || fetch(request).catch(function () {
          var same = files.filter(function (f) { return f.split("/")[3] === url.pathname.split("/")[3]; })[0];
          return same ? cache.match(same, { ignoreVary: true }) : Response.error();
        });
      });
    });
  }
  self.addEventListener("install", function (e) {
    e.waitUntil(caches.open(shelf).then(function (cache) {
      return Promise.all([cache.addAll(files), fetch(nowhere, { credentials: "omit" }).then(function (res) { return store(cache, nowhere, res); })]);
    }).then(function () { return self.skipWaiting(); }));
  });
  self.addEventListener("activate", function (e) {
    e.waitUntil(caches.keys().then(function (names) {
      return Promise.all(names.map(function (n) { return n.indexOf("files-") === 0 && n !== shelf ? caches.delete(n) : null; }));
    }).then(function () { return self.clients.claim(); }).then(function () {
      return self.clients.matchAll({ type: "window" });
    }).then(function (all) {
      // The page that brought the worker came past it.
      return Promise.all(all.map(function (c) { return keep(c.url.split("#")[0]).catch(function () {}); }));
    }));
  });
  self.addEventListener("fetch", function (e) {
    var url = new URL(e.request.url);
    if (url.origin !== self.location.origin) return;
    if (e.request.method === "POST" && url.pathname === "/sign-out") return e.waitUntil(turn = turn.then(function () { return clear(""); }));
    if (e.request.method !== "GET") return;
    if (url.pathname.indexOf("/assets/") === 0) e.respondWith(file(e.request, url));
    else if (e.request.mode === "navigate") e.respondWith(page(e, url));
  });
})();
