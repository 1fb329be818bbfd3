"""What is wrong with the content, in an editor's words: one line a problem, and one way to print it.

Problems travel as log records: Pelican's own warnings and ours come the same way, `pelican content` shows
them as it shows everything, and `collected()` gathers them for our commands.
"""

import contextlib
import logging
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pelican.log import LimitFilter

from sitebuild.diagnostics.messages import _
from sitebuild.project import SETTINGS, at_work

logger = logging.getLogger(__name__)
CONTROL = re.compile(r"[\0-\x1f\x7f-\x9f\u2028\u2029]")  # a value that is quoted may hold them; a problem is one line


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: the file (from the project's folder) and line (from 1), what is wrong, what to write instead.

    What is wrong with a command as it was typed is in no file: see `of_command`.
    """

    path: str
    line: int
    wrong: str
    instead: str

    def __str__(self) -> str:
        return CONTROL.sub(" ", f"{self.place}: {self.wrong}. {self.instead}.")

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.path}:{self.line}" if self.line else self.path


def of_command(wrong: str, instead: str) -> Problem:
    """Return what is wrong with a command as it was typed, or with the machine that it runs on."""
    return Problem("make", 0, wrong, instead)


class Refused(ValueError):
    """A value that cannot be used: what is wrong with it, and what to write instead."""

    def __init__(self, wrong: str, instead: str):
        super().__init__(f"{wrong}. {instead}")
        self.wrong, self.instead = wrong, instead


class ProblemFound(Exception):
    """Stops a step that cannot go on; `problems` holds why."""

    def __init__(self, *problems: Problem):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def shown(path: str | os.PathLike[str]) -> str:
    """Return path as an editor knows it: from the project's folder, with / between the parts."""
    return Path(os.path.relpath(os.path.abspath(path), at_work().root)).as_posix()


def report(problems: Iterable[Problem]) -> None:
    """Log each problem as an error."""
    for problem in problems:
        logger.error("%s", problem, extra={"problem": problem})


class Collector(logging.Handler):
    """Keeps every problem that is logged, each once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._ours: set[Problem] = set()
        self._libraries: set[Problem] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if problem := getattr(record, "problem", None):
            self._ours.add(problem)
        else:
            self._libraries.add(_from_library(record))

    @property
    def problems(self) -> list[Problem]:
        """The problems, sorted. What a library warned of counts where we found nothing: else it is the echo."""
        return sorted(self._ours or self._libraries)


def _from_library(record: logging.LogRecord) -> Problem:
    """Return what Pelican or another library warned of, as a problem of the project's settings."""
    said = record.getMessage().strip().rstrip(".")
    if record.exc_info and record.exc_info[1]:
        said += f": {type(record.exc_info[1]).__name__}: {record.exc_info[1]}"
    return Problem(SETTINGS, 1, said.replace("\n", " "), _("Ask the people who look after the site"))


@contextlib.contextmanager
def collected() -> Iterator[Collector]:
    """Gather what is logged inside the block; yields the Collector."""
    # Pelican remembers each warning and is silent the second time: a preview would lose the fault.
    LimitFilter._raised_messages.clear()
    LimitFilter._group_count.clear()
    collector, root = Collector(), logging.getLogger()
    before, root.handlers = root.handlers, [collector]
    try:
        yield collector
    finally:
        root.handlers = before


def show(problems: Iterable[Problem]) -> int:
    """Print the problems, sorted, to standard error; return the exit status: 1 with problems, else 0."""
    lines = [str(problem) for problem in sorted(problems)]
    for line in lines:
        print(line, file=sys.stderr)
    return 1 if lines else 0
