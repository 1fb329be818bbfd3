"""A text of content/: its front matter, its HTML with marks, and the index of what it holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sitebuild.diagnostics.problems import Problem
from sitebuild.documents.block import Place
from sitebuild.documents.front_matter import GUIDANCE, Header, SectionsHeader
from sitebuild.documents.index import Index
from sitebuild.documents.markdown.extension import Converted
from sitebuild.documents.opened import Opened
from sitebuild.i18n.languages import Language


@dataclass(frozen=True, eq=False)
class Text:
    """One file, read once."""

    opened: Opened
    converted: Converted

    @cached_property
    def path(self) -> Path:
        return self.opened.path

    @cached_property
    def key(self) -> str:
        return self.opened.key

    @cached_property
    def language(self) -> Language:
        return self.opened.language

    @cached_property
    def header(self) -> Header | SectionsHeader:
        return self.opened.header

    @cached_property
    def shown(self) -> str:
        """The file as an editor knows it."""
        return self.opened.source.file

    @cached_property
    def first_line(self) -> int:
        """The line of the file on which the text begins."""
        return self.opened.source.first_line

    @cached_property
    def html(self) -> str:
        return self.converted.html

    @cached_property
    def index(self) -> Index:
        return self.converted.index

    @cached_property
    def guidance(self) -> bool:
        """Whether people act on this text: then each section says what it rests on."""
        return self.header.kind in GUIDANCE

    def problems(self) -> Iterator[Problem]:
        """Yield what the text itself does wrong; the rest of the site is the rules' duty."""
        return (at(fault.place, fault.wrong, fault.instead) for fault in self.index.faults if self.wrote(fault.place))

    @property
    def faulty(self) -> bool:
        return bool(self.index.faults)

    def wrote(self, place: Place) -> bool:
        """Tell whether something stands in this file itself: what is wrong in an included section is told in its own."""
        return place.file == self.shown

    def problem_at(self, line: int | None, wrong: str, instead: str) -> Problem:
        """Return a problem at a line of the file; at the text's first line without one."""
        return Problem(self.shown, line or self.first_line, wrong, instead)

    def line_of_section(self, identifier: str) -> int | None:
        """Return the line of a section's heading, or None."""
        section = self.index.section(identifier) if identifier else None
        return section.place.line if section else None

    def header_line(self, *way: str | int) -> int:
        """Return the line of a value in the header by its way down, or of as much of it as is there; 1 for none."""
        lines = self.opened.lines
        return next((lines[way[:deep]] for deep in range(len(way), 0, -1) if way[:deep] in lines), 1)

    @cached_property
    def header_words(self) -> tuple[tuple[str, int], ...]:
        """The texts of the header, each with its line."""
        return tuple((words, self.header_line(*way)) for way, words in self.opened.words.items())


def at(place: Place, wrong: str, instead: str) -> Problem:
    """Return a problem at a place."""
    return Problem(place.file, place.line, wrong, instead)
