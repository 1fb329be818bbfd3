"""Read everything once into the model: the data files before Pelican reads the texts, its pages after."""

from pathlib import Path
from zoneinfo import ZoneInfo

from sitebuild import addresses, facts_file, languages
from sitebuild.model import Page, Site
from sitebuild.problems import ProblemFound, report
from sitebuild.today import today
from sitebuild.words import Words


def load(pelican) -> None:
    """Put the site, without its pages, into Pelican's settings (signal initialized)."""
    settings = pelican.settings
    settings["SITE"] = Site(
        content=Path(settings["PATH"]),
        theme=Path(settings["THEME"]),
        siteurl=settings["SITEURL"],
        message_language=settings["MESSAGE_LANGUAGE"],
        languages=languages.load(settings),
        facts=_read(facts_file.facts, settings["PATH"]),
        sources=_read(facts_file.sources, settings["PATH"]) or {},
        rows=_read(facts_file.rows, settings["PATH"]) or {},
        words=_read(facts_file.words, settings["PATH"]) or Words(avoid=[], everyday={}),
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
        published=_read(facts_file.published, settings["PATH"]) or {},
        departed=_read(facts_file.departed, settings["PATH"]),
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
    addresses.collect(site)
