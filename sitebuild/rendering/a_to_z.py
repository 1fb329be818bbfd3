"""What readers look things up in: the A to Z (titles, headings of advice, everyday words), and the list of sources."""

import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import pass_context
from jinja2.runtime import Context

from sitebuild.data.sources import Source
from sitebuild.documents.page import Page
from sitebuild.documents.site import Site
from sitebuild.i18n.languages import Language


@dataclass(frozen=True)
class Entry:
    """A term and where it leads. within: the page's title, where the term is a heading on it."""

    term: str
    page: Page
    fragment: str = ""
    within: str = ""


def a_to_z(site: Site, language: Language) -> list[tuple[str, list[Entry]]]:
    """Return the entries of a language under their first letters, both in the order of its alphabet."""
    last = site.alphabet_ends.get(language.code, "")
    # Each once, in the order of the site: those of one term and one target stand in the same order in every build.
    found = dict.fromkeys(_entries(site, language))
    entries = sorted(found, key=lambda entry: (collated(entry.term, last), entry.page.url, entry.fragment))
    groups = itertools.groupby(entries, key=lambda entry: _letter(entry.term, last))
    return [(letter, list(group)) for letter, group in groups]


def _entries(site: Site, language: Language) -> Iterator[Entry]:
    for page in site.listed():
        if page.language == language:
            yield Entry(page.header.title, page)
            if page.text.guidance:
                for identifier, words in page.text.index.headings:
                    yield Entry(words, page, identifier, page.title)
    for term, target in site.words.everyday.get(language.code, {}).items():
        key, _hash, fragment = target.partition("#")
        if home := site.page(key, language):
            yield Entry(term, home, fragment)


def collated(term: str, last: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts terms as a dictionary does; last: the letters that come after all others, in order.

    Accents do not count (é is e), unless the letter is one of those (å is no a in Danish).
    """
    key = []
    for letter in unicodedata.normalize("NFC", term).casefold():
        if letter in last:
            key.append((2, last.index(letter), ""))
        elif letter.isalnum():
            base = unicodedata.normalize("NFD", letter)[0]
            key.append((1 if base.isalpha() else 0, 0, base))
    return tuple(key)


def _letter(term: str, last: str) -> str:
    first = next((c for c in unicodedata.normalize("NFC", term) if c.isalnum()), "#")
    if first.isdigit():
        return "0–9"
    return first.upper() if first.casefold() in last else unicodedata.normalize("NFD", first)[0].upper()


@pass_context
def cited(context: Context, at_home: bool) -> list[tuple[Source, list[Page]]]:
    """Return each source with the pages in the page's language that cite it, sorted by publisher and title.

    at_home: those in the site's first language, else those in the others.
    """
    site, language = context["site"], context["page"].model.language
    pages = [page for page in site.listed() if page.language == language]
    sources = (each for each in site.sources.values() if (each.lang == site.first_language.code) == at_home)
    on = ((source, [page for page in pages if not page.text.index.rows.isdisjoint(source.rows)]) for source in sources)
    used = [(source, citing) for source, citing in on if citing]
    return sorted(used, key=lambda pair: (pair[0].publisher.casefold(), pair[0].title.casefold()))
