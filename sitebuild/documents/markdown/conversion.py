"""One conversion under way: the text, the lines that Python-Markdown's parser is given, and where each comes from."""

import xml.etree.ElementTree as etree
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sitebuild.documents.block import Fault, Include, Place
from sitebuild.documents.index import Section
from sitebuild.i18n.languages import Language

Leaf = etree.Element | tuple[etree.Element, str]  # an element's text, or (element, TAIL): the words behind it
TAIL = "tail"


@dataclass(frozen=True)
class Source:
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


class Library(Protocol):
    """What a text can ask of the others."""

    def bodies(self, key: str) -> Mapping[str, Body] | None:
        """Return the sections of the text with a key, in the same language, by their id; None if there is none."""

    def note(self, row: str) -> str | None:
        """Return the Markdown that stands in the list of sources for a row; None if nothing carries it."""


@dataclass
class Conversion:
    """What the steps of one conversion hand on to each other.

    library: None where the text is read for its outline alone, and puts nothing in. own: the text's lines as the parser normalised them. lines, places: those that the block parser is given, and where
    each comes from. where: the places of the lines of each leaf of the block tree. element_at: where each element
    stands, also within a line. raw_at: the same for raw HTML, by its number in Python-Markdown's stash.
    bodies: the sections, as others include them. ids, includes, sections: for the index. typed: the sources that somebody typed.
    doubts: what the lines and the block tree do not agree on. There should be none.
    """

    source: Source
    language: Language
    library: Library | None
    own: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    where: dict[Leaf, list[Place]] = field(default_factory=dict)
    element_at: dict[etree.Element, Place] = field(default_factory=dict)
    raw_at: dict[int, Place] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    includes: list[Include] = field(default_factory=list)
    sections: tuple[Section, ...] = ()
    typed: list[tuple[str, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def start(self) -> Place:
        """The first line of the text."""
        return Place(self.source.file, self.source.first_line, self.source.first_line)

    def fault(self, place: Place, wrong: str, instead: str) -> None:
        self.faults.append(Fault(place, wrong, instead))
