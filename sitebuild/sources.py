"""Where a claim comes from: a cited source, and how it stands in the list under a text."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator

from sitebuild.problems import Refused
from sitebuild.values import Day, Frozen
from sitebuild.voice import _


def _address(value: str) -> str:
    # Not https alone: a source is cited at the address where it was read.
    if not value.startswith(("https://", "http://")) or " " in value:
        raise Refused(_("“{value}” is no web address", value=value), _("Write one that begins with https://"))
    return value


class Source(Frozen):
    """A cited source. lang: the language of its title. read: the day it was read. rows: the fact rows it carries."""

    publisher: str
    title: str
    lang: str
    year: int | None = None
    url: Annotated[str, AfterValidator(_address)]
    read: Day
    rows: list[str]

    def cited(self) -> str:
        """Return the source as one line of Markdown."""
        year = f", {self.year}" if self.year else ""
        return f"{self.publisher}: [{_escaped(self.title)}]({self.url}){{lang={self.lang} hreflang={self.lang}}}{year}"


def carriers(row: str, sources: Iterable[Source]) -> list[Source]:
    """Return the sources that carry a fact row."""
    return [source for source in sources if row in source.rows]


def _escaped(text: str) -> str:
    return "".join("\\" + c if c in "\\`*_{}[]()#+!<>" else c for c in text)
