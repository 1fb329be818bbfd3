"""The index of a text: its sections, their blocks, and what stands in each, with file and line.

It is made in the one pass in which the text becomes HTML (markdown/). Whoever asks something of a text asks here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sitebuild.documents.block import Block, Citation, Fault, Kind, Link, Number, Picture, Place, Placeholder


@dataclass(frozen=True)
class Section:
    """A heading of the second level and what follows it. What stands before the first has the id "".

    looks: the heading's classes.
    """

    id: str
    looks: tuple[str, ...]
    place: Place
    blocks: tuple[Block, ...]

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
        """Whether it says something beside what is filled in by name on lines of their own."""
        return any(not (block.placeholders and block.placeholders[0].alone) for block in self.body)


@dataclass(frozen=True)
class Index:
    """What a text holds, in its order. ids: all that a link may lead to."""

    sections: tuple[Section, ...]
    ids: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()

    def blocks(self) -> Iterator[Block]:
        return (block for section in self.sections for block in section.blocks)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(each for block in self.blocks() for each in block.citations)

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
