"""Read everything once into the model: the data files before Pelican reads the texts, its pages after."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pelican.contents import Page as PelicanPage

from sitebuild.data import loader
from sitebuild.data.glossary import Glossary
from sitebuild.data.today import today
from sitebuild.diagnostics.problems import ProblemFound, report
from sitebuild.documents import redirects
from sitebuild.documents.library import Library
from sitebuild.documents.page import Page
from sitebuild.documents.site import Site
from sitebuild.i18n import languages
from sitebuild.project import begin

Data = TypeVar("Data")


def load(settings: dict[str, Any]) -> Site:
    """Return the site that Pelican's settings describe, without its texts and pages."""
    project, content = begin(Path(settings["ROOT"])), Path(settings["PATH"])
    sources, rows = _read(loader.sources, content) or {}, _read(loader.rows, content) or {}
    return Site(
        project=project,
        content=content,
        theme=Path(settings["THEME"]),
        siteurl=settings["SITEURL"],
        message_language=settings["MESSAGE_LANGUAGE"],
        languages=languages.load(settings, project.translations),
        stated=_read(loader.facts, content),
        sources=sources,
        rows=rows,
        words=_read(loader.words, content) or Glossary(avoid=[], everyday={}),
        readability=settings["READABILITY"],
        alphabet_ends=settings["ALPHABET_ENDS"],
        today=today(ZoneInfo(settings["TIMEZONE"])),
        zone=ZoneInfo(settings["TIMEZONE"]),
        country=settings["HOLIDAYS"],
        confirmed_for=settings["HOURS_CONFIRMED_FOR"],
        kinds=_templates(settings, "kinds"),
        blocks=_templates(settings, "blocks"),
        extra=frozenset(settings["TEMPLATE_PAGES"].values()),
        paper_fonts=tuple(settings["PAPER_FONTS"]),
        paper_only=settings.get("PAPER_ONLY", ("", "")),
        published=_read(loader.published, content) or {},
        departed=_read(loader.departed, content),
        library=Library(content, sources, rows),
    )


def _read(read: Callable[[Path], Data], content: Path) -> Data | None:
    """Return what a data file holds; None where it has a problem, which is reported."""
    try:
        return read(content)
    except ProblemFound as found:
        report(found.problems)
        return None


def _templates(settings: dict[str, Any], folder: str) -> frozenset[str]:
    """Return what the theme has of a sort: a file in the folder is its registration."""
    return frozenset(path.stem for path in Path(settings["THEME"], "templates", folder).glob("*.html"))


def with_pages(site: Site, pages: Iterable[PelicanPage]) -> Site:
    """Return the site with its texts and Pelican's pages, and with where the departed addresses lead."""
    found = {}
    for page in pages:
        page.model = Page(page.source, page.url, page.save_as)
        found[page.source.key, page.source.language.code] = page.model
    return redirects.resolved(replace(site, texts=site.library.texts, pages=found))
