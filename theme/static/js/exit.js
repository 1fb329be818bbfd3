// Leaves the page for a neutral one: blank at once, in this page's place in the history, also by Shift three times.
// The links work without this; the words come from the page (components/exit.html).
(function () {
  "use strict";
  var root = document.documentElement, title = document.title, says = document.querySelector(".exit__says");
  var presses = 0, alone = false, SHIFT = 16, timer;
  function forget() {
    presses = 0;
    says.textContent = "";
  }
  function leave(event) {
    if (event) event.preventDefault();
    clearTimeout(timer);
    root.classList.add("left");
    document.title = "…";
    says.textContent = says.dataset.leaving;
    location.replace(document.querySelector("[data-exit]").href);
  }
  [].forEach.call(document.querySelectorAll("[data-exit]"), function (link) {
    link.addEventListener("click", leave);
  });
  // Shift by itself: a press together with another key writes a capital letter, or is somebody's shortcut.
  document.addEventListener("keydown", function (event) {
    alone = event.keyCode === SHIFT && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!alone) forget();
  });
  document.addEventListener("keyup", function (event) {
    if (event.keyCode !== SHIFT || !alone) return;
    presses += 1;
    clearTimeout(timer);
    timer = setTimeout(forget, 5000);
    if (presses > 2) leave();
    else says.textContent = presses > 1 ? says.dataset.one : says.dataset.two;
  });
  // Back can bring this very page up again, as it was: blank.
  window.addEventListener("pageshow", function () {
    root.classList.remove("left");
    document.title = title;
    forget();
  });
})();
