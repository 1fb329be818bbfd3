"""The A to Z: titles, headings of advice, and everyday words, in the language's own alphabet."""

import itertools
import unicodedata
from dataclasses import dataclass

from sitebuild.model import Page, Site


@dataclass(frozen=True)
class Entry:
    """A term and where it leads. within: the page's title, where the term is a heading on it."""

    term: str
    page: Page
    fragment: str = ""
    within: str = ""


def a_to_z(site: Site, language) -> list[tuple[str, list[Entry]]]:
    """Return the entries of a language under their first letters, both in the order of its alphabet."""
    last = site.alphabet_ends.get(language.code, "")
    entries = sorted(
        set(_entries(site, language)), key=lambda entry: (collated(entry.term, last), entry.page.url, entry.fragment)
    )
    groups = itertools.groupby(entries, key=lambda entry: _letter(entry.term, last))
    return [(letter, list(group)) for letter, group in groups]


def _entries(site, language):
    for page in site.listed():
        if page.language == language:
            yield Entry(page.header.title, page)
            if page.text.guidance:
                for identifier, words in page.text.found.headings:
                    yield Entry(words, page, identifier, page.title)
    for term, target in site.words.everyday.get(language.code, {}).items():
        key, _hash, fragment = target.partition("#")
        if page := site.page(key, language):
            yield Entry(term, page, fragment)


def collated(term: str, last: str) -> tuple:
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


def _letter(term, last):
    first = next((c for c in unicodedata.normalize("NFC", term) if c.isalnum()), "#")
    if first.isdigit():
        return "0–9"
    return first.upper() if first.casefold() in last else unicodedata.normalize("NFD", first)[0].upper()
