"""Where a claim comes from: a cited source, and how it stands in the list under a text."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import AfterValidator

from sitebuild.data.fields import Day, Frozen
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Refused


def _address(value: str) -> str:
    # Not https alone: a source is cited at the address where it was read.
    if not value.startswith(("https://", "http://")) or " " in value:
        raise Refused(_("“{value}” is no web address", value=value), _("Write one that begins with https://"))
    return value


class Row(Frozen):
    """What is known of a row of the fact files: how sure it is, and the numbers that it holds.

    holds: the row in one sentence, with its limit. weak: why what carries it is weak, where it is.
    """

    confidence: Literal["seen", "known", "inferred", "not found"]
    numbers: list[int | float]
    holds: str | None = None
    weak: str | None = None

    @property
    def citable(self) -> bool:
        return self.confidence in ("seen", "known")


class Source(Frozen):
    """A cited source.

    lang: the language of its title. url: where it was read, unless only its name is known. read: on which day.
    rows: the fact rows that it carries. superseded_by: the id of the source that has taken its place.
    """

    publisher: str
    title: str
    lang: str
    year: int | None = None
    url: Annotated[str, AfterValidator(_address)] | None = None
    read: Day
    rows: list[str]
    superseded_by: str | None = None

    def cited(self) -> str:
        """Return the source as one line of Markdown."""
        year = f", {self.year}" if self.year else ""
        if not self.url:
            return f"{_escaped(self.publisher)}: *{_escaped(self.title)}*{{lang={self.lang}}}{year}"
        link = f"[{_escaped(self.title)}]({self.url}){{lang={self.lang} hreflang={self.lang}}}"
        return f"{_escaped(self.publisher)}: {link}{year}"


def carriers(row: str, sources: Iterable[Source]) -> list[Source]:
    """Return the sources that carry a fact row."""
    return [source for source in sources if row in source.rows]


def _escaped(text: str) -> str:
    return "".join("\\" + c if c in "\\`*_{}[]()#+!<>" else c for c in text)
