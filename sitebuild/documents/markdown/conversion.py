"""One conversion under way: the text, the lines that Python-Markdown's parser is given, and where each comes from."""

import xml.etree.ElementTree as etree
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sitebuild.documents.block import Dressed, Fault, Include, Place
from sitebuild.documents.index import Section
from sitebuild.i18n.languages import Language

Leaf = etree.Element | tuple[etree.Element, str]  # an element's text, or (element, TAIL): the words behind it
TAIL = "tail"


@dataclass(frozen=True)
class RawText:
    """A text to convert. file: from the project's folder. first_line: on which line of it the text begins."""

    file: str
    text: str
    first_line: int = 1


@dataclass(frozen=True)
class Body:
    """What stands between a heading and the next, as other texts include it. first: the line on which it begins."""

    file: str
    first: int
    lines: tuple[str, ...]


class Others(Protocol):
    """What a text can ask of the others."""

    def bodies(self, key: str) -> Mapping[str, Body] | None:
        """Return the sections of the text with a key, in the same language, by their id; None if there is none."""

    def note(self, row: str) -> str | None:
        """Return the Markdown that stands in the list of sources for a row; None if nothing carries it."""


@dataclass
class Conversion:
    """What the steps of one conversion hand on to each other."""

    source: RawText
    language: Language
    others: Others | None  # None where the text is read for its outline alone, and puts nothing in
    # before the block parser
    own: list[str] = field(default_factory=list)  # the text's lines, as the parser normalised them
    lines: list[str] = field(default_factory=list)  # those that the block parser is given
    places: list[Place] = field(default_factory=list)  # where each of them comes from
    includes: list[Include] = field(default_factory=list)
    # in the block tree
    typed: list[tuple[str, str]] = field(default_factory=list)  # sources that somebody typed: name and words
    where: dict[Leaf, list[Place]] = field(default_factory=dict)  # of the lines of each leaf
    bodies: dict[str, Body] = field(default_factory=dict)  # the sections, as others include them
    doubts: list[str] = field(default_factory=list)  # on what the lines and the tree do not agree: there should be none
    # in the finished tree
    element_at: dict[etree.Element, Place] = field(default_factory=dict)  # also of elements within a line
    raw_at: dict[int, Place] = field(default_factory=dict)  # of raw HTML, by its number in Python-Markdown's stash
    sections: tuple[Section, ...] = ()
    ids: frozenset[str] = frozenset()
    faults: list[Fault] = field(default_factory=list)
    dressed: list[Dressed] = field(default_factory=list)

    @property
    def start(self) -> Place:
        """The first line of the text."""
        return Place(self.source.file, self.source.first_line, self.source.first_line)

    def fault(self, place: Place, wrong: str, instead: str) -> None:
        self.faults.append(Fault(place, wrong, instead))
