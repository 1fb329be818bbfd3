"""Read everything once into the model: the data files before Pelican reads the texts, its pages after."""

from pathlib import Path
from zoneinfo import ZoneInfo

from sitebuild.data import loader
from sitebuild.data.glossary import Glossary
from sitebuild.data.today import today
from sitebuild.diagnostics.problems import ProblemFound, report
from sitebuild.documents import redirects
from sitebuild.documents.site import Page, Site
from sitebuild.i18n import languages
from sitebuild.project import begin


def load(pelican) -> None:
    """Put the site, without its pages, into Pelican's settings (signal initialized)."""
    settings = pelican.settings
    project = begin(Path(settings["ROOT"]))
    settings["SITE"] = Site(
        project=project,
        content=Path(settings["PATH"]),
        theme=Path(settings["THEME"]),
        siteurl=settings["SITEURL"],
        message_language=settings["MESSAGE_LANGUAGE"],
        languages=languages.load(settings, project.translations),
        facts=_read(loader.facts, settings["PATH"]),
        sources=_read(loader.sources, settings["PATH"]) or {},
        rows=_read(loader.rows, settings["PATH"]) or {},
        words=_read(loader.words, settings["PATH"]) or Glossary(avoid=[], everyday={}),
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
        published=_read(loader.published, settings["PATH"]) or {},
        departed=_read(loader.departed, settings["PATH"]),
    )


def _read(read, content):
    """Return what a data file holds; None where it has a problem, which is reported."""
    try:
        return read(content)
    except ProblemFound as found:
        report(found.problems)
        return None


def _templates(settings, folder):
    """Return what the theme has of a sort: a file in the folder is its registration."""
    return frozenset(path.stem for path in Path(settings["THEME"], "templates", folder).glob("*.html"))


def collect(generator) -> None:
    """Put Pelican's pages into the model (signal page_generator_finalized)."""
    site = generator.settings["SITE"]
    for page in (*generator.pages, *generator.translations):
        page.model = Page(page.source, page.url, page.save_as)
        site.pages[page.source.key, page.source.language.code] = page.model
    redirects.resolve(site)
