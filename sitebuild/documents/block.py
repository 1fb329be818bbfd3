"""A block of a text (paragraph, item, row, caption, heading), and what stands in it, each thing with its place."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

# Out of the site. A text may not use http:, but a source is cited where it was read.
SCHEMES = ("https:", "http:", "tel:", "mailto:")
OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"  # a fact's place among the words


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands. file: from the project's folder. line: in that file, from 1.

    here: the line of the text that was read: the same one, or that on which the text includes the file's section.
    """

    file: str
    line: int
    here: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something a text may not do: what is wrong, and what to write instead."""

    place: Place
    wrong: str
    instead: str


class Kind(enum.StrEnum):
    """What a block is. An item is a paragraph in a list too; a figure is a picture by itself."""

    HEADING = enum.auto()
    PARAGRAPH = enum.auto()
    ITEM = enum.auto()
    TERM = enum.auto()
    DEFINITION = enum.auto()
    ROW = enum.auto()
    FIGURE = enum.auto()
    CAPTION = enum.auto()
    CODE = enum.auto()
    RAW = enum.auto()


class Mark(enum.Flag):
    """What sets words apart: shown as they are written, in another language, a name or a quotation, not shown, a fact."""

    NONE = 0
    CODE = enum.auto()
    FOREIGN = enum.auto()
    NAME = enum.auto()
    UNSEEN = enum.auto()  # what a picture's description and a title in brackets say
    FACT = enum.auto()


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that stand in one line and are marked alike."""

    words: str
    place: Place
    marks: Mark


class Dress(enum.StrEnum):
    """What classes are given to: a section, at its heading; a block; or words in a sentence."""

    SECTION = enum.auto()
    BLOCK = enum.auto()
    WORDS = enum.auto()


@dataclass(frozen=True, slots=True)
class Dressed:
    """Classes that a text gives to a part of itself. See data/looks.py."""

    names: tuple[str, ...]
    place: Place
    on: Dress
    section: int  # the number of the section that it stands in; 0 is what comes before the first


@dataclass(frozen=True, slots=True)
class Citation:
    """A row of facts that a block rests on."""

    row: str
    place: Place


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A fact or a block of the theme by its name. alone: whether it is a paragraph of its own."""

    name: str
    place: Place
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it was written: to key, key#id or #id, or to an address."""

    target: str
    place: Place

    @property
    def leads_out(self) -> bool:
        """Whether it leads out of the site, or to a telephone or a letter."""
        return self.target.lower().startswith(SCHEMES)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its file's name. described: whether the text says what it shows."""

    name: str
    place: Place
    described: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written and what it says: “2,5” is 2.5, “three” is 3, “3 pm” is 15. unit: the word or sign after it."""

    written: str
    value: float
    unit: str
    place: Place


@dataclass(frozen=True, slots=True)
class Include:
    """A section of another text, put in here: that text's key and the section's id."""

    key: str
    id: str
    place: Place


@dataclass(frozen=True)
class Block:
    """A paragraph, an item, a row of a table, a heading: what is read in one go. level: a heading's; id: its own."""

    kind: Kind
    place: Place
    runs: tuple[Run, ...] = ()
    citations: tuple[Citation, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    links: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()
    numbers: tuple[Number, ...] = ()
    level: int = 0
    id: str = ""

    @cached_property
    def words(self) -> str:
        """The words as they are read on the page; OBJECT stands where a fact is filled in."""
        return "".join(run.words for run in self.runs if run.marks is Mark.NONE or not run.marks & Mark.UNSEEN).strip()

    def without(self, marks: Mark) -> str:
        """Return all words, also the unseen ones, with spaces where they are marked so. See `place_at`."""
        return without(self.runs, marks)

    def place_at(self, position: int) -> Place:
        """Return where a position of `without` stands in the text."""
        return place_at(self.runs, position) or self.place


def without(runs: Iterable[Run], marks: Mark) -> str:
    """Return the words of runs, with spaces where they are marked so: each letter keeps its position."""
    # Most words are not marked at all, and to compare marks takes ten times as long as to see that.
    return "".join(run.words if run.marks is Mark.NONE or not run.marks & marks else _blank(run.words) for run in runs)


def place_at(runs: Iterable[Run], position: int) -> Place | None:
    """Return where a position of `without` stands in the text; None where there are no words."""
    place = None
    for run in runs:
        place, position = run.place, position - len(run.words)
        if position < 0:
            break
    return place


def _blank(words: str) -> str:
    return "".join(letter if letter == "\n" else " " for letter in words)
