"""What templates may use of the hours: lines, days that differ, what a script can say, structured data, calendars."""

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from pelican.generators import Generator

from sitebuild.data.opening_hours import Hours
from sitebuild.documents.site import Site
from sitebuild.hours import ical, timetable
from sitebuild.hours.words import hours_in_words


def install(generator: Generator) -> None:
    """Put the names into a generator's Jinja environment (signal generator_init)."""
    names = (calendar, differing, hours_lines, now, structured, trusts, week)
    generator.env.globals |= {name.__name__: name for name in names}


@pass_context
def hours_lines(context: Context, hours: Hours) -> list[str]:
    """Return when a part of the house is open, a text a span: dagligt kl. 10–15."""
    return hours_in_words(hours, context["page"].model.language)


@pass_context
def trusts(context: Context, hours: Hours) -> bool:
    """Tell whether hours were confirmed, and not too long ago."""
    return timetable.trusts(hours, context["site"])


@pass_context
def week(context: Context, hours: Hours) -> list[timetable.Row]:
    """Return the lines of the usual week, with the weekdays that they are about."""
    return timetable.week(hours, context["page"].model.language)


@pass_context
def differing(context: Context, hours: Hours) -> list[timetable.Row]:
    """Return the days ahead on which the hours differ."""
    return timetable.differing(hours, context["site"], context["page"].model.language)


@pass_context
def now(context: Context, hours: Hours) -> timetable.Now:
    """Return what the page's script can say of the hours, minute by minute."""
    return timetable.now(hours, context["site"], context["page"].model.language)


@pass_context
def structured(context: Context, hours: Hours) -> Markup:
    """Return the hours as structured data."""
    return timetable.structured(hours, context["site"], context["page"].model.language)


@pass_context
def calendar(context: Context, key: str) -> str:
    """Return the address of a calendar of the hours."""
    site: Site = context["site"]
    return site.asset(context["page"].model, ical.path(key, site, context["page"].model.language))
