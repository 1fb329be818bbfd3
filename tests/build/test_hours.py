"""Hours that cannot lie: what is said of them, in words, by the script, in the calendar and to machines, is the same.

Today nothing is confirmed, and nothing of this is there. Here an editor confirms the hours, and it wakes.
"""

import functools
import itertools
import json
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from conftest import MINIMAL, ROOT, Editor, parsed, served_from
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from sitebuild.data.opening_hours import Hours
from sitebuild.hours.holidays import holidays
from sitebuild.hours.schedule import timeline, times_on
from sitebuild.hours.words import week_in_words
from sitebuild.i18n.languages import WEEKDAYS, load

ZONE = ZoneInfo("Europe/Copenhagen")
FACTS = "content/facts.yaml"
LANGUAGES = load({"LANGUAGES": {"da": "da", "en": "en_GB"}, "MESSAGE_LANGUAGE": "en"}, ROOT / "translations")
TODAY = date(2027, 3, 1)
EPOCH = str(int(datetime(2027, 3, 1, 12, tzinfo=UTC).timestamp()))
ANSWERS = """
    confirmed: {value: 2027-02-20, by: volunteer, origin: owner}
    exceptions:
      - {day: 2027-03-10, closed: true, why: {da: rengøring, en: cleaning}}
      - {day: 2027-03-15, until: 2027-03-17, opens: "12:00", closes: "14:30"}
    holidays:
      skærtorsdag: closed
      Langfredag: {opens: "11:00", closes: "13:00"}
      Påskedag: open
"""


@pytest.fixture
def editor(small):
    return small


def confirm(editor, answers=ANSWERS):
    editor.changes(FACTS, "    confirmed: {missing: U-104}\n", answers.lstrip("\n"))


@pytest.fixture(scope="module")
def confirmed(tmp_path_factory):
    """The site as it is once somebody has confirmed the hours."""
    editor = Editor(tmp_path_factory.mktemp("confirmed"), MINIMAL)
    confirm(editor)
    run = editor.runs("html", SOURCE_DATE_EPOCH=EPOCH)
    assert (run.status, run.problems) == (0, [])
    return editor.output


# --- Today --------------------------------------------------------------------------------------------------------


def test_until_somebody_confirms_them_nothing_is_promised(site):
    for path in ("index.html", "aabningstider/index.html", "en/opening-hours/index.html"):
        page = parsed(site / path)
        assert not page.css("script, [data-times], a[href$='.ics']")
    assert not list(site.rglob("*.ics"))


# --- Once confirmed -----------------------------------------------------------------------------------------------


def rows(path) -> list[str]:
    return [" ".join(row.text().split()) for row in parsed(path).css("main .hours dd:not(.now)")]


def test_the_page_gives_the_week_folded_and_the_days_that_differ(confirmed):
    assert rows(confirmed / "aabningstider/index.html") == [
        "alle dage kl. 11–17.",
        "10. marts 2027 (rengøring): lukket.",
        "15. marts 2027 til 17. marts 2027: kl. 12–14.30.",
        "Skærtorsdag, 25. marts 2027: lukket.",
        "Langfredag, 26. marts 2027: kl. 11–13.",
        "Anden påskedag, 29. marts 2027: ring først.",
    ]
    assert rows(confirmed / "en/opening-hours/index.html") == [
        "every day, 11 am to 5 pm.",
        "10 March 2027 (cleaning): closed.",
        "15 March 2027 to 17 March 2027: 12 pm to 2:30 pm.",
        "Maundy Thursday, 25 March 2027: closed.",
        "Good Friday, 26 March 2027: 11 am to 1 pm.",
        "Easter Monday, 29 March 2027: ring first.",
    ]
    footer = " ".join(parsed(confirmed / "404.html").css_first("footer").text().split())
    assert "alle dage kl. 11–17." in footer and "Ring, før" not in footer


def test_machines_get_what_the_page_says_and_no_more(confirmed):
    (script,) = parsed(confirmed / "aabningstider/index.html").css("script[type='application/ld+json']")
    data = json.loads(script.text())
    assert data["@type"] == "Organization" and data["location"]["@type"] == "Place"
    (usual,) = data["location"]["openingHoursSpecification"]
    assert (usual["opens"], usual["closes"], len(usual["dayOfWeek"])) == ("11:00", "17:00", 7)
    special = {
        (each["validFrom"], each["opens"], each["closes"])
        for each in data["location"]["specialOpeningHoursSpecification"]
    }
    assert special == {
        ("2027-03-10", "00:00", "00:00"),
        ("2027-03-15", "12:00", "14:30"),
        ("2027-03-16", "12:00", "14:30"),
        ("2027-03-17", "12:00", "14:30"),
        ("2027-03-25", "00:00", "00:00"),
        ("2027-03-26", "11:00", "13:00"),
    }


@pytest.mark.parametrize(("path", "title"), [("aabent.ics", "Café åben"), ("en/open.ics", "Café open")])
def test_the_calendar_holds_each_open_day_and_promises_no_unanswered_holiday(confirmed, path, title):
    data = (confirmed / path).read_bytes()
    assert b"\r\n" in data and max(map(len, data.split(b"\r\n"))) <= 75
    calendar = Calendar.from_ical(data)
    assert [part.name for part in calendar.subcomponents if part.name == "VTIMEZONE"] == ["VTIMEZONE"]
    events = calendar.walk("VEVENT")
    uids = [str(event["uid"]) for event in events]
    assert len(uids) == len(set(uids)) and {str(event["summary"]) for event in events} == {title}
    open_on = set()
    for event in events:
        start = event.decoded("dtstart")
        if "rrule" not in event:
            open_on.add((start.date(), start.time(), event.decoded("dtend").time()))
            continue
        left_out = {d.dt for each in _listed(event.get("exdate")) for d in each.dts}
        until = event["rrule"]["UNTIL"][0]
        while start <= until:
            if start not in left_out:
                open_on.add((start.date(), start.time(), event.decoded("dtend").time()))
            start = datetime.combine(start.date() + timedelta(days=7), start.time(), ZONE)
    hours, known = _loaded_answers(), holidays("DK", (2027, 2028, 2029))
    promised = set()
    for number in range((date(2027, 2, 20) + timedelta(days=180) - TODAY).days + 1):
        day = TODAY + timedelta(days=number)
        promised |= {(day, opens, closes) for opens, closes in times_on(hours, day, known) or []}
    assert open_on == promised
    assert date(2027, 3, 29) not in {day for day, _opens, _closes in open_on}


def _listed(value):
    return [] if value is None else value if isinstance(value, list) else [value]


def _loaded_answers() -> Hours:
    from sitebuild.data.yaml12 import load as load_yaml

    text = 'label: Café\nspans: [{days: daily, opens: "11:00", closes: "17:00"}]\norigin: owner\n'
    lines = "\n".join(line[4:] for line in ANSWERS.strip("\n").split("\n"))
    return Hours.model_validate(load_yaml(text + lines, "hours")[0])


def test_after_half_a_year_the_pages_say_ring_first_again(editor):
    confirm(editor)
    late = str(int(datetime(2027, 8, 25, 12, tzinfo=UTC).timestamp()))
    assert editor.runs(SOURCE_DATE_EPOCH=late).problems == []
    page = editor.page("aabningstider/index.html")
    assert "Ring, før du tager af sted." in page.css_first("main .hours").text()
    assert not page.css("script, [data-times]") and not (editor.output / "aabent.ics").exists()


def test_check_tells_which_days_need_an_answer_and_when_to_confirm_again(editor):
    confirm(editor)
    said = editor.runs("check", SOURCE_DATE_EPOCH=EPOCH).said
    assert "2027-03-29 (Anden påskedag) has no answer in content/facts.yaml" in said
    assert "2027-03-28" not in said and "2027-12-24 (Juleaftensdag) has no answer" in said
    assert "Somebody must confirm the hours again by 2027-08-19" in said


def test_check_warns_of_an_exception_that_is_over(editor):
    confirm(editor, ANSWERS.replace("2027-03-10", "2027-02-25"))
    run = editor.runs("check", SOURCE_DATE_EPOCH=EPOCH)
    assert run.status == 0 and "2027-02-25 is over: take the exception out of content/facts.yaml" in run.said


# --- The script and the model ----------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize(
    ("lang", "months"),
    [
        ("da", 3),
        ("en", 3),
        pytest.param("da", 25, marks=pytest.mark.long),
        pytest.param("en", 25, marks=pytest.mark.long),
    ],
)
def test_the_script_says_each_quarter_of_an_hour_what_the_model_says(browser, lang, months):
    """And is silent in the same moments. Two years hold both clock changes, Easter, 24 and 31 December, a leap day."""
    from types import SimpleNamespace

    from sitebuild.hours.timetable import now

    hours, language = _loaded_answers(), LANGUAGES[lang]
    known = holidays("DK", (2027, 2028, 2029))
    source = (ROOT / "theme/static/js/open.js").read_text("utf-8")
    page = browser.new_page(timezone_id="Pacific/Auckland")  # whatever the device says
    page.set_content("<dl><div data-zone='Europe/Copenhagen'><dd class=now data-times='' hidden></dd></div></dl>")
    quarters, said = [], []
    for month in range(months):  # as if the site were built each month
        first = date(2027, 3, 1) + timedelta(days=30 * month)
        built = SimpleNamespace(
            today=first, zone=ZONE, country="DK", confirmed_for=(first - date(2027, 2, 20)).days + 29
        )
        made = now(hours, built, language)
        start = int(datetime.combine(first, time(0), ZONE).timestamp())
        end = int(datetime.combine(first + timedelta(days=30), time(0), ZONE).timestamp())
        quarters += range(start, end, 900)
        said += page.evaluate(
            """([source, times, says, start, end]) => {
                const row = document.querySelector('.now'), said = [], run = new Function('setInterval', 'document', source);
                Object.assign(row.dataset, { times, says });
                for (let second = start; second < end; second += 900) {
                    Date.now = () => second * 1000;
                    run(() => 0, { querySelectorAll: all => document.querySelectorAll(all), addEventListener() {} });
                    said.push(row.hidden ? '' : row.textContent);
                }
                return said;
            }""",
            [source, made.times, made.says, start, end],
        )
    page.close()
    assert len(quarters) > months * 29.5 * 96
    words = {"da": ("Åbent nu", "Lukket nu"), "en": ("Open now", "Closed now")}[lang]
    clock = functools.cache(language.clock)
    times_of = functools.cache(lambda day: times_on(hours, day, known))
    for second, sentence in zip(quarters, said, strict=True):
        moment = datetime.fromtimestamp(second, ZONE)
        times = times_of(moment.date())
        if times is None:
            assert sentence == "", moment
        else:
            closing = next((closes for opens, closes in times if opens <= moment.time() < closes), None)
            assert sentence.startswith(words[closing is None]), (moment, sentence)
            assert closing is None or clock(closing) in sentence


@pytest.fixture
def confirmed_at(confirmed):
    """Where the site with confirmed hours is served."""
    with served_from(confirmed) as address:
        yield address


@pytest.mark.browser
def test_today_is_marked_and_the_status_is_seen(confirmed_at, browser):
    page = browser.new_page(viewport={"width": 320, "height": 700})
    for moment, sentence, marked in (
        ("2027-03-02T11:30:00+01:00", "Åbent nu, til kl. 17.", "Alle dage kl. 11–17."),
        ("2027-03-10T11:30:00+01:00", "Lukket nu. Åbner torsdag kl. 11.", "10. marts 2027 (rengøring): lukket."),
        ("2027-03-29T11:30:00+02:00", "", None),
    ):
        page.clock.set_fixed_time(moment)
        page.goto(f"{confirmed_at}/aabningstider/")
        assert page.locator("main .now").inner_text() == sentence if sentence else page.locator("main .now").is_hidden()
        assert page.locator("main [aria-current=date]").all_inner_texts() == ([marked] if marked else [])
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


@pytest.mark.browser
def test_the_script_is_small_comes_last_and_nothing_is_missing_without_it(confirmed, browser):
    assert next((confirmed / "js").glob("open-*.js")).stat().st_size <= 2000
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((confirmed / "aabningstider/index.html").as_uri())
    assert "alle dage kl. 11–17." in page.locator("main .hours").inner_text().lower()
    assert not page.locator("main .now").is_visible()
    context.close()


# --- Rules ---------------------------------------------------------------------------------------------------------


def test_denmarks_public_holidays_are_the_ten_that_remain():
    """Held against rows D-F01 to D-F03 of the fact files; Easter by Gauss's rule."""
    for year in range(2026, 2041):
        easter = _easter(year)
        wanted = {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
        wanted |= {easter + timedelta(days=days) for days in (-3, -2, 0, 1, 39, 49, 50)}
        asked = {date(year, 5, 1), date(year, 6, 5), date(year, 12, 24), date(year, 12, 31)}
        known = holidays("DK", (year,))
        assert set(known) == wanted | asked
        assert not any("bededag" in name.lower() for name in known.values())


def _easter(year: int) -> date:
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


minutes = st.integers(0, 23 * 4 + 3).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))


@st.composite
def weeks(draw):
    spans = []
    for day in WEEKDAYS:
        for opens, closes in zip(*[iter(sorted(draw(st.sets(minutes, max_size=4))))] * 2, strict=False):
            spans.append({"days": [day], "opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"})
    return spans or [{"days": "daily", "opens": "11:00", "closes": "17:00"}]


def written(spans) -> Hours:
    from sitebuild.data.yaml12 import load as load_yaml

    facts = {"label": "x", "spans": spans, "origin": "o", "confirmed": {"value": "2027-02-20", "origin": "o"}}
    return Hours.model_validate(load_yaml(json.dumps(facts), "hours")[0])


@given(weeks())
def test_folded_lines_name_each_day_once_and_in_order(spans):
    hours = written(spans)
    lines = week_in_words(hours, LANGUAGES["da"])
    assert [day for days, _words in lines for day in days] == list(WEEKDAYS)
    for days, words in lines:
        assert len({tuple(hours.week[day]) for day in days}) == 1
        assert ("lukket" in words) == (not hours.week[days[0]])


@given(weeks(), st.dates(date(2027, 1, 1), date(2028, 12, 1)))
def test_the_timeline_has_no_gap_and_knows_each_minute(spans, first):
    hours, known = written(spans), holidays("DK", (2027, 2028, 2029))
    segments = timeline(hours, first, first + timedelta(days=9), known, ZONE)
    assert all(one.end == other.start for one, other in itertools.pairwise(segments))
    assert segments[0].start.astimezone(ZONE).time() == time(0)
    for segment in segments:
        middle = (segment.start + (segment.end - segment.start) / 2).astimezone(ZONE)
        times = times_on(hours, middle.date(), known)
        wanted = None if times is None else any(opens <= middle.time() < closes for opens, closes in times)
        assert segment.open is wanted


MISTAKES = {
    "10-15 ca.": (
        ('opens: "11:00", closes: "17:00"', 'opens: "10-15 ca.", closes: "17:00"'),
        '“10-15 ca.” is no time of day. Write hours and minutes, from "00:00" to "23:59".',
    ),
    "twice": (
        ("{day: 2027-03-15, until: 2027-03-17,", "{day: 2027-03-10, until: 2027-03-17,"),
        "2027-03-10 stands twice among the exceptions. Take one of them out.",
    ),
    "31 February": (("2027-03-10", "2027-02-31"), "“2027-02-31” is no day. Write year-month-day: 2026-11-24."),
    "an unknown holiday": (
        ("Langfredag: {opens", "Langfredagen: {opens"),
        "there is no holiday called “Langfredagen”. Write Langfredag.",
    ),
    "confirmed in the future": (
        ("2027-02-20", "2027-03-20"),
        "these hours are confirmed in the future (2027-03-20). Write the day on which somebody confirmed them.",
    ),
    "no answer": (
        ("skærtorsdag: closed", "skærtorsdag: måske"),
        '“måske” is no answer for a holiday. Write open, closed, or {opens: "12:00", closes: "15:00"}.',
    ),
    "neither closed nor open": (
        ("{day: 2027-03-10, closed: true,", "{day: 2027-03-10,"),
        "this exception does not say how the hours differ. Write closed: true, or opens: and closes:.",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_the_hours_is_told_in_one_clear_line(editor, name):
    (old, new), line = MISTAKES[name]
    confirm(editor)
    editor.changes(FACTS, old, new)
    run = editor.runs(SOURCE_DATE_EPOCH=EPOCH)
    assert run.status == 1 and not editor.output.exists()
    (problem,) = run.problems
    where, told = problem.split(": ", 1)
    assert told == line and where.startswith(f"{FACTS}:") and where != f"{FACTS}:1"
