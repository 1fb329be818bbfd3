// Says whether the house is open now, and marks today's hours. The words and the minutes come from the page
// (sitebuild/timetable.py); where they say nothing, so does this.
(function () {
  "use strict";
  function each(rows, act) {
    [].forEach.call(rows, act);
  }
  function show() {
    each(document.querySelectorAll("[data-times]"), function (row) {
      var times = row.dataset.times.split(" "), minute = Math.floor(Date.now() / 60000) - times.shift();
      var says = JSON.parse(row.dataset.says), said = "", part;
      while (minute >= 0 && times.length) {
        part = times.shift().split(":");
        minute -= part[0];
        if (minute < 0) said = says[part[1]] || "";
      }
      row.textContent = said;
      row.hidden = !said;
      mark(row.parentNode, said);
    });
  }
  function mark(list, said) {
    var day = houseDay(list.dataset.zone);
    var weekday = "sun mon tue wed thu fri sat".split(" ")[new Date(day).getUTCDay()];
    var today = list.querySelector('[data-days~="' + day + '"]') || list.querySelector('[data-days~="' + weekday + '"]');
    each(list.querySelectorAll("[data-days]"), function (row) {
      if (said && row === today) row.setAttribute("aria-current", "date");
      else row.removeAttribute("aria-current");
    });
  }
  // The house's day; a browser that knows no time zones marks none.
  function houseDay(zone) {
    try {
      var day = new Date().toLocaleDateString("sv", { timeZone: zone });
      return /^\d+-\d\d-\d\d$/.test(day) ? day : "";
    } catch (error) {
      return "";
    }
  }
  show();
  setInterval(show, 60000);
  document.addEventListener("visibilitychange", show);
})();
