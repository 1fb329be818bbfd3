"""What is made to be printed or handed over: files of pamphlets, of the printer test, of the form, of all guidance."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sitebuild.data.editions import Edition


@dataclass(frozen=True)
class File:
    """A finished file. path: from the site's root. kept: where it lies. size: in bytes."""

    edition: Edition
    path: str
    kept: Path
    size: int


@dataclass(frozen=True)
class Printed:
    """Files of paper. whole: whether all that was asked for could be made."""

    pamphlets: Mapping[tuple[str, str], list[File]] = field(default_factory=dict)  # by key and language
    tests: Mapping[str, list[File]] = field(default_factory=dict)  # of printers, by language
    forms: Mapping[str, list[File]] = field(default_factory=dict)  # for requests, by language
    whole: bool = False

    def files(self) -> Iterator[File]:
        """Yield every file."""
        for made in (self.pamphlets, self.tests, self.forms):
            for files in made.values():
                yield from files


@dataclass(frozen=True)
class Handout:
    """The file with all guidance in a language. path: from the site's root."""

    path: str
    html: str

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.html.encode())
