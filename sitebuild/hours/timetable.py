"""What readers get of the hours beyond their words: days that differ, what can be said now, and structured data."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, time, timedelta

from markupsafe import Markup

from sitebuild.data.localized import in_language
from sitebuild.data.opening_hours import Hours, Times
from sitebuild.documents.site import Site
from sitebuild.hours.holidays import holidays
from sitebuild.hours.schedule import Segment, timeline, times_on
from sitebuild.hours.words import at, week_in_words
from sitebuild.i18n.languages import WEEKDAYS, Language

AHEAD = timedelta(days=60)  # how far ahead days that differ are shown
WEEK = timedelta(days=6)
SCHEMA_DAYS: dict[str, str] = dict(
    zip(WEEKDAYS, ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"], strict=True)
)


@dataclass(frozen=True)
class Row:
    """A line of the hours. days: the weekdays, or the dates (ISO), that it is about, with spaces between them."""

    days: str
    words: str


@dataclass(frozen=True)
class Now:
    """What the script in the page looks up: the minute (Unix) of the beginning, then “minutes:sentence” for each stretch.

    says: the sentences, as JSON; a stretch with the number -1 is silence.
    """

    times: str
    says: str


def trusts(hours: Hours, site: Site) -> bool:
    """Tell whether hours were confirmed, and not too long ago."""
    return hours.confirmed.known and site.today <= confirmed_until(hours, site)


def confirmed_until(hours: Hours, site: Site) -> date:
    """Return the last day on which confirmed hours are trusted."""
    return hours.confirmed.said + timedelta(days=site.confirmed_for)


def days_to_answer(site: Site, code: str = "") -> Mapping[date, str]:
    """Return the holidays of this year and the next two; code: the language of their names."""
    return holidays(site.country, tuple(range(site.today.year, site.today.year + 3)), code)


def week(hours: Hours, language: Language) -> list[Row]:
    """Return the lines of the usual week."""
    return [Row(" ".join(days), words) for days, words in week_in_words(hours, language)]


def differing(hours: Hours, site: Site, language: Language) -> list[Row]:
    """Return the days ahead on which the hours differ, or on which nobody has said whether it is open."""
    rows, known = [], days_to_answer(site)
    last = min(site.today + AHEAD, confirmed_until(hours, site))
    for exception in sorted(hours.exceptions, key=lambda exception: exception.day):
        days = [day for day in exception.days if site.today <= day <= last]
        if days:
            name = language.date(days[0])
            if len(days) > 1:
                span = {"first": name, "last": language.date(days[-1])}
                name = language.translations.gettext("%(first)s to %(last)s") % span
            if exception.why:
                why = in_language(exception.why, language, site.first_language)
                name = Markup("{} ({})").format(name, why)
            rows.append(_row(days, exception.times, name, language))
    excepted = {day for exception in hours.exceptions for day in exception.days}
    names = days_to_answer(site, language.code)
    for day in sorted(known):
        if site.today <= day <= last and day not in excepted and hours.answer(known[day]) != "open":
            name = f"{names.get(day, known[day])}, {language.date(day)}"  # first, for not every language has it small
            rows.append(_row([day], times_on(hours, day, known), name, language))
    return sorted(rows, key=lambda row: row.days)


def _row(days: list[date], times: list[Times] | None, name: str | Markup, language: Language) -> Row:
    def gettext(message: str, **clock: str) -> Markup:  # by this name its messages are found
        return Markup(language.translations.gettext(message)) % ({"days": name} | clock)

    if times is None:
        words = gettext("%(days)s: ring first")
    elif times:
        spans = (
            gettext("%(days)s: %(opens)s to %(closes)s", opens=language.clock(one), closes=language.clock(two))
            for one, two in times
        )
        words = Markup(language.listed(spans))
    else:
        words = gettext("%(days)s: closed")
    return Row(" ".join(day.isoformat() for day in days), words)


def now(hours: Hours, site: Site, language: Language) -> Now:
    """Return what can be said of each minute for as long as the hours are confirmed."""
    segments = timeline(hours, site.today, confirmed_until(hours, site), days_to_answer(site), site.zone)
    sentences: dict[str, int] = {}
    parts = [f"{int(segments[0].start.timestamp()) // 60}"]
    for segment in segments:
        sentence = _sentence(segment, language)
        number = sentences.setdefault(sentence, len(sentences)) if sentence else -1
        parts.append(f"{segment.minutes}:{number}")
    return Now(" ".join(parts), json.dumps(list(sentences), ensure_ascii=False))


def _sentence(segment: Segment, language: Language) -> str:
    gettext = language.translations.gettext
    if segment.open is None:
        return ""
    if segment.until is None:
        return gettext("Open now.") if segment.open else gettext("Closed now.")
    moment = {"time": at(language, segment.until.time())}
    if segment.open:
        return gettext("Open now, until %(time)s.") % moment
    far = segment.until.astimezone(UTC) - segment.start > WEEK
    weekday = language.weekdays([WEEKDAYS[segment.until.weekday()]])
    moment["day"] = language.date(segment.until.date()) if far else weekday
    return gettext("Closed now. Opens %(day)s, %(time)s.") % moment


def structured(hours: Hours, site: Site, language: Language) -> Markup:
    """Return the organisation, its place and these hours as JSON-LD (schema.org): what the page says, and no more."""
    facts, first = site.facts, site.first_language
    address = facts.address.value
    place = {
        "@type": "PostalAddress",
        "streetAddress": address.street,
        "postalCode": address.postcode,
        "addressLocality": str(in_language(address.town, language, first).striptags()),
    }
    name = str(in_language(facts.names["name"], language, first).striptags())
    usual = [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": [SCHEMA_DAYS[day] for day in row.split()]} | _clock(each)
        for row, times in ((" ".join(days), hours.week[days[0]]) for days, _words in week_in_words(hours, language))
        for each in times
    ]
    data = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": name,
        "telephone": facts.phones["phone"].value,
        "address": place,
        "location": {
            "@type": "Place",
            "name": name,
            "address": place,
            "openingHoursSpecification": usual,
            "specialOpeningHoursSpecification": list(_special(hours, site)),
        },
    }
    return Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"))


def _special(hours: Hours, site: Site) -> Iterator[dict[str, str]]:
    known = days_to_answer(site)
    days = {day for exception in hours.exceptions for day in exception.days}
    days |= {day for day in known if hours.answer(known[day]) not in (None, "open")}
    for day in sorted(days):
        if site.today <= day <= min(site.today + AHEAD, confirmed_until(hours, site)):
            times = times_on(hours, day, known) or [(time(0), time(0))]  # closed, as schema.org writes it
            for each in times:
                valid = {"validFrom": day.isoformat(), "validThrough": day.isoformat()}
                yield {"@type": "OpeningHoursSpecification"} | valid | _clock(each)


def _clock(times: Times) -> dict[str, str]:
    return {"opens": f"{times[0]:%H:%M}", "closes": f"{times[1]:%H:%M}"}


def unanswered(hours: Hours, site: Site) -> list[tuple[date, str]]:
    """Return the days of the coming year that still need an answer, with their names."""
    excepted = {day for exception in hours.exceptions for day in exception.days}
    return [
        (day, name)
        for day, name in sorted(days_to_answer(site).items())
        if site.today <= day < site.today + timedelta(days=365) and day not in excepted and hours.answer(name) is None
    ]
