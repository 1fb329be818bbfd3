"""The index of a text: its sections, their blocks, and what stands in each, with file and line.

It is made in the one pass in which the text becomes HTML (markdown/). Whoever asks something of a text asks here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sitebuild.documents.block import (
    Block,
    Citation,
    Dressed,
    Fault,
    Include,
    Kind,
    Link,
    Mark,
    Number,
    Picture,
    Place,
    Placeholder,
)


@dataclass(frozen=True)
class Section:
    """A heading of the second level and what follows it. What stands before the first has the id "".

    looks: the heading's classes. lists: the kinds of list in it, ol or ul.
    """

    id: str
    looks: tuple[str, ...]
    place: Place
    blocks: tuple[Block, ...]
    lists: frozenset[str] = frozenset()

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks below the section's heading."""
        own = bool(self.blocks) and self.blocks[0].kind is Kind.HEADING and self.blocks[0].level == 2
        return self.blocks[1:] if own else self.blocks

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(each for block in self.body for each in block.citations)

    @property
    def numbers(self) -> tuple[Number, ...]:
        return tuple(each for block in self.body for each in block.numbers)

    @property
    def speaks(self) -> bool:
        """Whether it says or shows something beside what is filled in by name."""
        return any(block.pictures or any(map(str.isalnum, block.words)) for block in self.body)


@dataclass(frozen=True)
class Index:
    """What a text holds, in its order, with what it includes. ids: all that a link may lead to."""

    sections: tuple[Section, ...]
    ids: frozenset[str] = frozenset()
    includes: tuple[Include, ...] = ()
    faults: tuple[Fault, ...] = ()
    dressed: tuple[Dressed, ...] = ()

    def blocks(self) -> Iterator[Block]:
        return (block for section in self.sections for block in section.blocks)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(each for block in self.blocks() for each in block.citations)

    @cached_property
    def rows(self) -> frozenset[str]:
        """The rows that are cited."""
        return frozenset(citation.row for citation in self.citations)

    @cached_property
    def placeholders(self) -> tuple[Placeholder, ...]:
        return tuple(each for block in self.blocks() for each in block.placeholders)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return tuple(each for block in self.blocks() for each in block.links)

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        return tuple(each for block in self.blocks() for each in block.pictures)

    @cached_property
    def named(self) -> tuple[Section, ...]:
        """The sections that have an id."""
        return tuple(section for section in self.sections if section.id)

    @cached_property
    def headings(self) -> tuple[tuple[str, str], ...]:
        """The id and the words of each section; but not of one with a fact in it: that is no word to look up."""
        first = ((section.id, section.blocks[0]) for section in self.named if section.blocks)
        return tuple((id_, block.words) for id_, block in first if block.words and not block.placeholders)

    def section(self, identifier: str) -> Section | None:
        return next((section for section in self.sections if section.id == identifier), None)

    def section_at(self, line: int) -> Section:
        """Return the section in which a line of the file stands."""
        before = (section for section in self.sections[1:] if section.place.line <= line)
        return max(before, key=lambda section: section.place.line, default=self.sections[0])

    def place_of(self, words: str, first: Section | None = None) -> Place | None:
        """Return where some words stand, in a section or else in the first that has them, or None."""
        for block in (*(first.blocks if first else ()), *self.blocks()):
            if (position := block.without(Mark.NONE).find(words)) >= 0:
                return block.place_at(position)
        return None
