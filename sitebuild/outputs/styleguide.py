"""The page that shows the design system: every component in every state, with the site's own templates and styles.

It is made into a site of its own (`make styleguide`), never published; the browser's tests photograph it
(tests/browser/test_styleguide.py). Its texts are Markdown like all others: theme/styleguide/styleguide.<language>.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from jinja2 import Environment
from selectolax.lexbor import LexborHTMLParser

from sitebuild.data.facts import Facts
from sitebuild.data.looks import LOOKS
from sitebuild.data.opening_hours import Confirmed, Otherwise
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, report
from sitebuild.documents import images
from sitebuild.documents.document import Text
from sitebuild.documents.front_matter import Header
from sitebuild.documents.page import Page, Shown
from sitebuild.documents.site import IMAGES, Site

KEY = "styleguide"
TEMPLATE = "styleguide.html"


@dataclass(frozen=True)
class Drawing:
    """A drawing of content/images. path: from the site's root. shows: what it shows, by language."""

    name: str
    path: str
    shows: dict[str, str]


@dataclass(frozen=True)
class Reviewed:
    """A page, as far as who checked it is concerned."""

    header: Header


@dataclass(frozen=True)
class States:
    """What the components show. folding: names of the theme's drawings. formats: a pamphlet of each."""

    reviews: list[Reviewed]
    confirmed: Facts
    drawings: list[Drawing]
    folding: list[str]
    formats: list[Page]


def put(env: Environment, site: Site, folder: Path) -> None:
    """Write the page, in each language that it has a text in, into a folder."""
    for language in site.languages.values():
        source = site.theme / KEY / f"{KEY}.{language.code}.md"
        if source.exists():
            where = f"{language.prefix}{KEY}/"
            page = Page(site.library.text(source, KEY, language), where, f"{where}index.html")
            target = folder / page.save_as
            target.parent.mkdir(parents=True, exist_ok=True)
            names = {"page": Shown(page), "states": states(page, site)}
            html = env.get_template(TEMPLATE).render(names)
            target.write_text(html, "utf-8")
            report(unshown(html, page.text))


def unshown(html: str, text: Text) -> Iterator[Problem]:
    """Yield a problem for each look of a screen that the page does not show."""
    tree = LexborHTMLParser(html)
    for look in LOOKS.values():
        if look.screen and not tree.css_matches(f"main section.{look.name}, main div.{look.name}"):
            wrong = _("the look “{name}” is not shown here", name=f".{look.name}")
            yield text.problem_at(None, wrong, _("Write a section with it: {example}", example=look.written))


def states(page: Page, site: Site) -> States:
    """Return what the components show in each of their states, and all drawings."""
    folder = site.content / IMAGES
    found = ((path.name, images.read(path).shows) for path in sorted(folder.glob("*.svg")))
    return States(
        reviews=_reviews(page.header, site),
        confirmed=_confirmed(site),
        drawings=[Drawing(name, f"{IMAGES}/{name}", shows) for name, shows in found],
        folding=sorted(path.stem for path in (site.theme / "static" / "drawings").glob("*.svg")),
        formats=list({p.pamphlet.format: p for p in site.pamphlets(page.language)}.values()),
    )


def _reviews(header: Header, site: Site) -> list[Reviewed]:
    """Return pages that differ in who checked them; the last one should have been checked again."""
    whose = ("author", "editor", "peer", "lawyer", "clinician")
    each = [{"checked_by": who, "next_check": site.today + timedelta(days=30)} for who in whose]
    late = {"checked_by": "author", "next_check": site.today - timedelta(days=1)}
    return [Reviewed(header.model_copy(update=update)) for update in (*each, late)]


def _confirmed(site: Site) -> Facts:
    """Return the site's facts with hours that somebody confirmed today, and closed the day after tomorrow."""
    sure = Confirmed(value=site.today, by="editor", origin="owner")
    closed = Otherwise(day=site.today + timedelta(days=2), closed=True)
    update = {"confirmed": sure, "exceptions": [closed]}
    hours = {key: part.model_copy(update=update) for key, part in site.facts.hours.items()}
    return site.facts.model_copy(update={"hours": hours})
