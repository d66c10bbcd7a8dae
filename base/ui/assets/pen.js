(function () {
  "use strict";
  // A signature by finger or pen: strokes of whole numbers, put into the field beside it.
  function pen(box) {
    var c = box.querySelector("canvas"), field = box.querySelector("input"), g = c.getContext("2d"), path = "", on = false;
    if (!window.PointerEvent) return;
    box.hidden = false; g.lineWidth = 4; g.lineCap = g.lineJoin = "round"; g.strokeStyle = getComputedStyle(c).color;
    function point(e, mark) {
      var r = c.getBoundingClientRect(), x = (e.clientX - r.left) / r.width, y = (e.clientY - r.top) / r.height;
      x = Math.round(Math.max(0, Math.min(1, x)) * 600); y = Math.round(Math.max(0, Math.min(1, y)) * 200);
      path += mark + x + " " + y; g[mark === "M" ? "moveTo" : "lineTo"](x, y); g.stroke(); e.preventDefault();
    }
    c.onpointerdown = function (e) { on = true; c.setPointerCapture(e.pointerId); g.beginPath(); point(e, "M"); };
    c.onpointermove = function (e) { if (on) point(e, "L"); };
    c.onpointerup = c.onpointercancel = function () { on = false; field.value = path; };
    box.querySelector("button").onclick = function () { path = field.value = ""; g.clearRect(0, 0, 600, 200); };
  }
  document.querySelectorAll("[data-signature]").forEach(pen);
})();
