"""The hours as a calendar that a phone can subscribe to: RFC 5545, by the icalendar library.

Its titles say “café open” and nothing of drugs. A holiday without an answer is not in it: nothing is promised.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sitebuild.data.fields import Text, TextFact
from sitebuild.data.localized import in_language
from sitebuild.data.opening_hours import Hours, Times
from sitebuild.documents.front_matter import address_of
from sitebuild.documents.site import Site
from sitebuild.hours.schedule import times_on
from sitebuild.hours.timetable import confirmed_until, days_to_answer, trusts
from sitebuild.i18n.languages import WEEKDAYS, Language

if TYPE_CHECKING:
    from icalendar import Event


@dataclass(frozen=True)
class Promise:
    """What a calendar says: when a part of the house is open, for as long as that is promised."""

    key: str  # of the part of the house in the facts; the events' UIDs are made of it
    hours: Hours
    publisher: str  # the union's name
    title: str  # of each event: what a phone shows
    place: str  # the street
    first: date
    last: date  # promised too
    holidays: Mapping[date, str]  # days that need an answer, with their names
    zone: ZoneInfo  # the house's clock


def put(site: Site, folder: Path) -> None:
    """Write a calendar in each language for each part of the house whose hours are confirmed."""
    for key, language in confirmed(site):
        hours = site.facts.hours[key]
        promise = Promise(
            key=key,
            hours=hours,
            publisher=text(site.facts.names["name"], language, site),
            title=language.translations.gettext("%(place)s open") % {"place": text(hours.label, language, site)},
            place=site.facts.address.value.street,
            first=site.today,
            last=confirmed_until(hours, site),
            holidays=days_to_answer(site),
            zone=site.zone,
        )
        (folder / path(key, site, language)).write_bytes(calendar(promise))


def confirmed(site: Site) -> Iterator[tuple[str, Language]]:
    """Yield each part of the house whose hours are confirmed, by its key, with each language."""
    for key, hours in site.facts.hours.items() if site.stated else ():
        if trusts(hours, site):
            yield from ((key, language) for language in site.languages.values())


def path(key: str, site: Site, language: Language) -> str:
    """Return where a calendar stands, from the site's root: the first part of the house has the short name."""
    word = address_of(language.translations.pgettext("calendar, in a file's name", "open"))
    first = next(iter(site.facts.hours))
    return f"{language.prefix}{word}.ics" if key == first else f"{language.prefix}{word}-{address_of(key)}.ics"


def text(value: Text | TextFact, language: Language, site: Site) -> str:
    return str(in_language(value, language, site.first_language).striptags())


def calendar(promise: Promise) -> bytes:
    """Return a calendar of one part of the house, as a file: an event a week and opening, and one for each day unlike."""
    from icalendar import Calendar  # loaded once hours are confirmed

    made = Calendar()
    made.add("prodid", f"-//{promise.publisher}//{promise.key}//")
    made.add("version", "2.0")
    made.calendar_name = promise.title
    made.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    unlike = [day for day in _each(promise.first, promise.last) if _times(promise, day) != _usual(promise, day)]
    for weekday in WEEKDAYS:
        for event in _weekly(promise, weekday, [day for day in unlike if _weekday(day) == weekday]):
            made.add_component(event)
    for day in unlike:
        for number, times in enumerate(_times(promise, day) or [], start=1):
            made.add_component(_event(promise, f"{day:%Y%m%d}-{number}", day, times))
    made.add_missing_timezones(first_date=promise.first, last_date=promise.last)
    data: bytes = made.to_ical()
    return data


def _weekly(promise: Promise, weekday: str, but: list[date]) -> Iterator["Event"]:
    """Yield the openings of a weekday, each as an event that comes again every week. but: the days it does not."""
    begins = next(day for day in _each(promise.first, promise.first + timedelta(days=6)) if _weekday(day) == weekday)
    if begins > promise.last:
        return
    until = datetime.combine(promise.last, time(23, 59, 59), promise.zone).astimezone(UTC)
    for number, times in enumerate(promise.hours.week[weekday], start=1):
        event = _event(promise, f"{weekday}-{number}", begins, times)
        event.add("rrule", {"freq": "weekly", "until": until})
        for day in but:
            event.add("exdate", datetime.combine(day, times[0], promise.zone))
        yield event


def _event(promise: Promise, word: str, day: date, times: Times) -> "Event":
    """Return an opening on a day. word: what tells it from the calendar's other events."""
    from icalendar import Event

    event = Event()
    event.add("uid", f"{promise.key}-{word}@{address_of(promise.publisher)}")
    event.add("dtstamp", datetime.combine(promise.hours.confirmed.said, time(12), UTC))
    event.add("dtstart", datetime.combine(day, times[0], promise.zone))
    event.add("dtend", datetime.combine(day, times[1], promise.zone))
    event.add("summary", promise.title)
    event.add("location", promise.place)
    event.add("transp", "TRANSPARENT")  # nobody is busy because a café is open
    return event


def _times(promise: Promise, day: date) -> list[Times] | None:
    return times_on(promise.hours, day, promise.holidays)


def _usual(promise: Promise, day: date) -> list[Times]:
    return promise.hours.week[_weekday(day)]


def _each(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]
