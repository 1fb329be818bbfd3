"""The typed model of the whole site: languages, facts, sources and pages, and how they belong together.

Read once a run (loading.py); templates and rules read it, nothing writes back to it.
"""

import functools
import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sitebuild.data.facts import Facts
from sitebuild.data.glossary import Glossary
from sitebuild.data.redirects import Departed
from sitebuild.data.sources import Row, Source
from sitebuild.diagnostics.problems import ProblemFound
from sitebuild.documents.document import Text
from sitebuild.documents.front_matter import PAMPHLET
from sitebuild.documents.library import Library
from sitebuild.documents.page import Page
from sitebuild.documents.printed import Handout, Printed
from sitebuild.i18n.languages import Language
from sitebuild.project import Project

# Folders of content/; the drawings' is their folder in the output too.
TEXTS, IMAGES = ("pages", "pamphlets"), "images"
UNLISTED = ("not-found", "sent")  # kinds of page that one is led to, and does not look for


@functools.lru_cache(maxsize=65536)
def _relative(path: str, folder: str) -> str:
    """Return the way to path from a folder, both from the site's root; a folder's address ends in /."""
    end = "/" if path.endswith("/") or not path else ""
    return posixpath.relpath(f"/{path}", f"/{folder}") + end


_folder = functools.lru_cache(maxsize=4096)(posixpath.dirname)


@dataclass(frozen=True, eq=False)
class Site:
    """One site, frozen. Each phase of a build returns a new one with what it adds (plugin.py says in which order)."""

    # read: loading.py
    project: Project
    content: Path
    theme: Path
    siteurl: str
    message_language: str
    languages: Mapping[str, Language]
    stated: Facts | None  # None where facts.yaml has a problem; then nothing is written
    sources: Mapping[str, Source]
    rows: Mapping[str, Row]
    words: Glossary
    readability: Mapping[str, Mapping[str, int]]  # what a page of advice may reach, by language
    alphabet_ends: Mapping[str, str]  # letters that come after z, by language
    today: date  # the house's day
    zone: ZoneInfo  # where the house is, for its clock
    country: str  # and for its holidays
    confirmed_for: int  # days that hours are trusted
    kinds: frozenset[str]  # of pages, by the theme's templates
    blocks: frozenset[str]  # that a text can place, by the theme's templates
    extra: frozenset[str]  # pages that are a template alone, by where they are saved
    paper_fonts: tuple[str, ...]  # packages
    paper_only: tuple[str, str]  # the key and language of the one pamphlet to print, "" for all
    published: Mapping[str, date]  # since when each address has been on the web
    departed: Departed | None  # what is said of those that are no more; None where that has a problem
    library: Library  # the texts, as they are read
    # resolved: loading.py, redirects.py
    texts: tuple[Text, ...] = ()
    pages: Mapping[tuple[str, str], Page] = field(default_factory=dict)  # by key and language
    moved: Mapping[str, str] = field(
        default_factory=dict
    )  # old address → the new one, from the root, with its #section
    gone: Mapping[str, str] = field(default_factory=dict)  # old address → the file that says why
    # checked: rules
    sound: bool = False  # nothing is wrong with the source
    # printed, and made to be handed over: paper, outputs
    printed: Printed = field(default_factory=Printed)
    pictures: Mapping[str, Path] = field(default_factory=dict)  # by which others show the site, by where they stand
    handouts: Mapping[str, Handout] = field(default_factory=dict)  # the file with all guidance, by language

    @property
    def facts(self) -> Facts:
        """What the union states. Raises ProblemFound where it could not be read: that is reported already."""
        if self.stated is None:
            raise ProblemFound
        return self.stated

    @property
    def first_language(self) -> Language:
        return next(iter(self.languages.values()))

    @cached_property
    def root(self) -> str:
        """The path under which the site is served: "/" but for a site in a folder of its host."""
        return urlsplit(self.siteurl).path.rstrip("/") + "/"

    @property
    def read_whole(self) -> bool:
        """Whether every text could be read; why one could not is told by its reader."""
        return len(self.texts) == len(self.library.paths)

    def path_of(self, key: str, code: str) -> Path | None:
        """Return the file of a page in a language."""
        return self.library.path_of(key, code)

    def page(self, key: str, language: Language) -> Page | None:
        return self.pages.get((key, language.code))

    def versions(self, page: Page) -> list[Page]:
        """Return the page in all its languages, in the site's order of languages."""
        found = (self.page(page.key, language) for language in self.languages.values())
        return [version for version in found if version]

    def menu(self, language: Language) -> list[Page]:
        return self._existing(self.facts.menu, language)

    def footer(self, language: Language) -> list[Page]:
        return self._existing(self.facts.footer, language)

    def _existing(self, keys: Iterable[str], language: Language) -> list[Page]:
        return [page for key in keys if (page := self.page(key, language))]

    def emergency(self, language: Language) -> Page | None:
        """Return the page on what to do in an overdose."""
        return self.of_kind("emergency", language)

    def of_kind(self, kind: str, language: Language) -> Page | None:
        """Return the page of a kind of which a language has one."""
        return self._by_kind.get((kind, language.code))

    @cached_property
    def _by_kind(self) -> dict[tuple[str, str], Page]:
        return {(page.header.kind, page.language.code): page for page in reversed(list(self.pages.values()))}

    def services(self, language: Language) -> list[Page]:
        return self._existing([service.page for service in self.facts.services], language)

    def pamphlets(self, language: Language) -> list[Page]:
        """Return the pamphlets of a language, those first that the facts name."""
        first = self._existing(self.facts.pamphlets, language)
        rest = (page for page in self.listed() if page.header.kind == PAMPHLET and page.language == language)
        return [*first, *(page for page in rest if page not in first)]

    @cached_property
    def _by_slug(self) -> dict[tuple[str, str], Page]:
        return {(page.header.slug, page.language.code): page for page in self.pages.values()}

    def trail(self, page: Page) -> list[Page]:
        """Return the pages above a page, the front page first: the way its address takes."""
        parts = page.header.slug.split("/")
        above = ["/", *("/".join(parts[:depth]) for depth in range(1, len(parts)))]
        found = (self._by_slug.get((slug, page.language.code)) for slug in above)
        return [step for step in found if step and step is not page]

    def address(self, source: Page, target: Page, fragment: str = "") -> str:
        """Return the address of target as source links to it.

        Relative, so that the site works under any name and in any folder; but a 404 is served at every depth.
        """
        fragment = f"#{fragment}" if fragment else ""
        if source is target and fragment:
            return fragment
        return self.asset(source, target.url) + fragment

    def asset(self, source: Page, path: str) -> str:
        """Return the address of a file or page (path from the site's root) as source links to it."""
        if source.header.kind == "not-found":
            return self.root + path
        return _relative(path, _folder(source.save_as))

    def absolute(self, page: Page) -> str:
        """Return the page's address with the host; only for a site whose SITEURL is set."""
        return f"{self.siteurl}/{page.url}"

    def listed(self) -> Iterator[Page]:
        """Yield the pages that a search engine may list, in the site's order."""
        yield from self._listed

    @cached_property
    def _listed(self) -> tuple[Page, ...]:
        order = {code: position for position, code in enumerate(self.languages)}
        pages = (page for page in self.pages.values() if page.header.kind not in UNLISTED)
        return tuple(sorted(pages, key=lambda page: (order[page.language.code], page.url)))

    def versions_by_key(self) -> dict[str, dict[str, Text]]:
        """Return all texts, also those that are no pages, by key and language."""
        versions: dict[str, dict[str, Text]] = defaultdict(dict)
        for text in self.texts:
            versions[text.key][text.language.code] = text
        return versions
