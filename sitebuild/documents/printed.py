"""What is printed, once it is made: files of pamphlets, of the printer test and of the form for requests."""

from collections.abc import Iterator
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


@dataclass
class Printed:
    """pamphlets: by key and language. tests: of printers, and forms: for requests, by language."""

    pamphlets: dict[tuple[str, str], list[File]] = field(default_factory=dict)
    tests: dict[str, list[File]] = field(default_factory=dict)
    forms: dict[str, list[File]] = field(default_factory=dict)

    def files(self) -> Iterator[File]:
        """Yield every file."""
        for made in (self.pamphlets, self.tests, self.forms):
            for files in made.values():
                yield from files
