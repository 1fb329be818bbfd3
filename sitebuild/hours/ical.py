"""The hours as a calendar that a phone can subscribe to: RFC 5545, by the icalendar library.

Its titles say “café open” and nothing of drugs. A holiday without an answer is not in it: nothing is promised.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sitebuild.data.localized import in_language
from sitebuild.data.opening_hours import Hours
from sitebuild.documents.front_matter import address_of
from sitebuild.documents.site import Site
from sitebuild.hours.schedule import times_on
from sitebuild.hours.timetable import confirmed_until, days_to_answer, trusts
from sitebuild.i18n.languages import WEEKDAYS, Language


def put(site: Site, folder: Path) -> None:
    """Write a calendar in each language for each part of the house whose hours are confirmed."""
    for key, language in confirmed(site):
        hours = site.facts.hours[key]
        title = language.translations.gettext("%(place)s open") % {"place": text(hours.label, language, site)}
        name = text(site.facts.names["name"], language, site)
        days = (site.today, confirmed_until(hours, site))
        known = days_to_answer(site)
        made = calendar(key, hours, name, title, site.facts.address.value.street, days, known, site.zone)
        (folder / path(key, site, language)).write_bytes(made)


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


def text(value, language: Language, site: Site) -> str:
    return str(in_language(value, language, site.first_language).striptags())


def calendar(
    key: str, hours: Hours, name: str, title: str, place: str, days: tuple[date, date], holidays, zone: ZoneInfo
) -> bytes:
    """Return a calendar of one part of the house.

    key: its name in the facts, of which the events' UIDs are made. days: the first and the last that are promised.
    """
    from icalendar import Calendar  # loaded once hours are confirmed

    made = Calendar()
    made.add("prodid", f"-//{name}//{key}//")
    made.add("version", "2.0")
    made.calendar_name = title
    made.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    stamp = datetime.combine(hours.confirmed.said, time(12), ZoneInfo("UTC"))
    first, last = days
    unlike = [day for day in _each(first, last) if times_on(hours, day, holidays) != hours.week[_weekday(day)]]
    for weekday in WEEKDAYS:
        for number, (opens, closes) in enumerate(hours.week[weekday], start=1):
            begins = next(day for day in _each(first, last + timedelta(days=7)) if _weekday(day) == weekday)
            if begins > last:
                continue
            event = _event(
                f"{key}-{weekday}-{number}@{address_of(name)}", title, place, begins, opens, closes, stamp, zone
            )
            end = datetime.combine(last, time(23, 59, 59), zone).astimezone(ZoneInfo("UTC"))
            event.add("rrule", {"freq": "weekly", "until": end})
            for day in unlike:
                if _weekday(day) == weekday:
                    event.add("exdate", datetime.combine(day, opens, zone))
            made.add_component(event)
    for day in unlike:
        for number, (opens, closes) in enumerate(times_on(hours, day, holidays) or [], start=1):
            uid = f"{key}-{day:%Y%m%d}-{number}@{address_of(name)}"
            made.add_component(_event(uid, title, place, day, opens, closes, stamp, zone))
    made.add_missing_timezones(first_date=first, last_date=last)
    return made.to_ical()


def _event(uid, title, place, day, opens, closes, stamp, zone):
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", datetime.combine(day, opens, zone))
    event.add("dtend", datetime.combine(day, closes, zone))
    event.add("summary", title)
    event.add("location", place)
    event.add("transp", "TRANSPARENT")  # nobody is busy because a café is open
    return event


def _each(first: date, last: date):
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]
