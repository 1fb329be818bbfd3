"""What was changed in the advice, as an Atom feed in each language (RFC 4287), by the library that Pelican's own use.

An entry for each day on which a text says what was changed in it, and one for the day on which its page first was on
the web. Only a site that knows its own address has feeds.
"""

import functools
import uuid
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from jinja2 import pass_context
from markupsafe import escape

from sitebuild.data.localized import in_language
from sitebuild.documents.front_matter import GUIDANCE, address_of
from sitebuild.documents.page import Page
from sitebuild.documents.site import Site
from sitebuild.i18n.languages import Language

NOON = time(12)


@dataclass(frozen=True)
class Change:
    """Something to tell of a page. what: "" where the page itself is new."""

    day: date
    page: Page
    what: str = ""


def install(generator) -> None:
    """Let templates name the feeds and what is in them (signal generator_init)."""
    generator.env.globals |= {"changes": changes_of, "feed_path": path}


@pass_context
def changes_of(context, language: Language) -> list[Change]:
    """Return what was changed in the advice of a language, the latest first."""
    return changes(context["site"], language)


def path(language: Language) -> str:
    """Return where a language's feed stands, from the site's root."""
    word = language.translations.pgettext("the feed, in a file's name", "changes")
    return f"{language.prefix}{address_of(word)}.atom"


@functools.lru_cache(maxsize=8)
def changes(site: Site, language: Language) -> list[Change]:
    """Return what was changed in the advice of a language, the latest first."""
    pages = [page for page in site.listed() if page.language == language and page.header.kind in GUIDANCE]
    noted = [Change(day, page, what) for page in pages for day, what in page.header.changed.items()]
    new = [Change(site.published[f"/{page.url}"], page) for page in pages if f"/{page.url}" in site.published]
    return sorted([*noted, *new], key=lambda change: (change.day, change.what, change.page.title), reverse=True)


def put(site: Site, folder: Path) -> None:
    """Write the feeds beside the finished pages."""
    for language in site.languages.values() if site.siteurl else ():
        if told := changes(site, language):
            (folder / path(language)).write_text(_feed(told, site, language), "utf-8")


def _feed(told: list[Change], site: Site, language: Language) -> str:
    from feedgenerator import Atom1Feed  # only where a site is published

    gettext, first = language.translations.gettext, site.first_language
    name = str(in_language(site.facts.names["name"], language, first).striptags())
    home = f"{site.siteurl}/{language.prefix}"
    made = Atom1Feed(
        title=f"{name}: {gettext('Changes in the advice')}",
        link=home,
        description=None,
        language=language.code,
        author_name=name,
        feed_url=f"{site.siteurl}/{path(language)}",
        feed_guid=_identifier(site, language.code),
    )
    for change in told:
        moment = datetime.combine(change.day, NOON, site.zone)
        made.add_item(
            title=change.page.header.title if change.what else gettext("New: %(page)s") % {"page": change.page.title},
            link=site.absolute(change.page),
            description=escape(change.what or change.page.header.summary),  # the library calls it HTML
            unique_id=_identifier(site, language.code, change.page.key, str(change.day), change.what and "changed"),
            pubdate=moment,
            updateddate=moment,
        )
    return made.writeString("utf-8")


def _identifier(site: Site, *parts: str) -> str:
    """Return an id that stays the same under any address, and when a title or the words of an entry are mended."""
    whose = site.facts.names["name"].said
    name = whose if isinstance(whose, str) else next(iter(whose.values()))
    return uuid.uuid5(uuid.NAMESPACE_OID, "/".join((name, *parts))).urn
