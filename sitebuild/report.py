"""How hard each page of advice is to read, for `make check`: its figure, and its five hardest sentences."""

from collections.abc import Iterator

from sitebuild.model import Site
from sitebuild.readability import ENOUGH, reading, running_text
from sitebuild.voice import _


def readability(site: Site) -> Iterator[str]:
    """Yield the lines of the report, page by page in the site's order."""
    for page in site.listed():
        if page.text.guidance:
            found = reading(running_text(page.text.html))
            figures = _(
                "{path}: LIX {lix}, {mean} words a sentence, {words} words",
                path=page.text.shown,
                lix=found.lix,
                mean=f"{found.mean:.1f}",
                words=found.words,
            )
            yield figures if found.words >= ENOUGH else f"{figures} ({_('too few to judge')})"
            yield from (f"    {sentence}" for sentence in found.hardest)
