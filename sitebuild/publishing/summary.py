"""What `make check` tells beside problems: how hard each page of advice is to read, and what the hours still need."""

from collections.abc import Iterator

from sitebuild.diagnostics.messages import _
from sitebuild.documents.readability import ENOUGH, reading, running_text
from sitebuild.documents.site import Site
from sitebuild.hours import timetable


def readability(site: Site) -> Iterator[str]:
    """Yield the lines of the report, page by page in the site's order."""
    for page in site.listed():
        if page.text.guidance:
            found = reading(running_text(page.text.index))
            figures = _(
                "{path}: LIX {lix}, {mean} words a sentence, {words} words",
                path=page.text.shown,
                lix=found.lix,
                mean=f"{found.mean:.1f}",
                words=found.words,
            )
            yield figures if found.words >= ENOUGH else f"{figures} ({_('too few to judge')})"
            yield from (f"    {sentence}" for sentence in found.hardest)


def hours(site: Site) -> Iterator[str]:
    """Yield which coming days have no answer, which exceptions are over, and when hours must be confirmed again."""
    for part in site.facts.hours.values():
        if not part.confirmed.known:
            continue
        for day, name in timetable.unanswered(part, site):
            yield _("{day} ({name}) has no answer in content/facts.yaml", day=day, name=name)
        for exception in part.exceptions:
            last = exception.until or exception.day
            if last < site.today:
                yield _("{day} is over: take the exception out of content/facts.yaml", day=last)
        until = timetable.confirmed_until(part, site)
        yield _("Somebody must confirm the hours again by {day}", day=until)
