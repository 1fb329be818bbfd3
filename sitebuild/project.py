"""A project: the folder that holds content, theme, catalogues and settings, and what is run on it in this process.

Paths are still taken from the current folder; here it is the project's for as long as something runs, and everything
that a run changes in the process is put back. So two projects in one process do not touch each other.
"""

import contextlib
import importlib
import locale
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitebuild import build
from sitebuild.problems import Problem

SETTINGS = ("pelicanconf", "publishconf")  # modules: each project has its own by the same names
# What a command reads from its environment; what is not given is not there.
ENVIRONMENT = ("SITEURL", "SOURCE_DATE_EPOCH", "PORT", "TARGET", "AFTER", "AFTER_LIMIT", "SSH", "pamphlet", "lang")


@dataclass(frozen=True)
class Project:
    """root: the project's folder."""

    root: Path

    def check(self, **environment: str) -> list[Problem]:
        """Return the problems of the content; nothing is written. environment: as for `entered`."""
        with self.entered(**environment):
            return build.check("pelicanconf.py")[0]

    @contextlib.contextmanager
    def entered(self, **environment: str) -> Iterator[None]:
        """Run the block as a command is run in the project's folder.

        environment: SITEURL, SOURCE_DATE_EPOCH and what else a command reads, or the locale; all others are unset.
        """
        with contextlib.chdir(self.root), _environment(environment), _own_settings(self.root), _locale():
            yield


@contextlib.contextmanager
def _environment(given: dict[str, str]) -> Iterator[None]:
    names = {*ENVIRONMENT, *given}
    before = {name: os.environ.pop(name, None) for name in names}
    os.environ.update(given)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


@contextlib.contextmanager
def _own_settings(root: Path) -> Iterator[None]:
    """Let the settings be those of this folder: publishconf.py imports pelicanconf.py by its name."""
    path, compiled = list(sys.path), sys.dont_write_bytecode
    sys.path.insert(0, str(root))
    sys.dont_write_bytecode = True  # settings that change twice within a second would else be stale
    _forget()
    try:
        yield
    finally:
        _forget()
        sys.path[:], sys.dont_write_bytecode = path, compiled


def _forget() -> None:
    for name in SETTINGS:
        sys.modules.pop(name, None)
    importlib.invalidate_caches()


@contextlib.contextmanager
def _locale() -> Iterator[None]:
    before = locale.setlocale(locale.LC_ALL)  # Pelican sets the one of the settings
    try:
        yield
    finally:
        locale.setlocale(locale.LC_ALL, before)
