"""Pelican in this process, as if it were alone in it: what a run changes in the process is put back after it."""

import contextlib
import importlib
import locale
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.log import console
from pelican.settings import get_settings_from_file, read_settings

from sitebuild.project import PUBLISHED_SETTINGS, SETTINGS, Project


def settings_of(project: Project, settings_file: str, **over: object) -> dict[str, Any]:
    """Return Pelican's settings of a project; call it where the project is run `alone`. over: in place of the file's."""
    settings: dict[str, Any] = read_settings(str(project.root / settings_file), override=over)
    return settings


def content_of(project: Project, settings_file: str) -> Path:
    """Return where a project's texts are, whether they are there or not: Pelican itself would stop."""
    content: str = get_settings_from_file(str(project.root / settings_file))["PATH"]
    return project.root / content


@contextlib.contextmanager
def alone(project: Project) -> Iterator[None]:
    """Let one project be at work inside the block, with its own settings and the machine's own locale after it."""
    with project.at_work(), _own_settings(project.root), _locale(), _silent():
        yield


def run(settings: dict[str, Any]) -> None:
    """Run Pelican with settings."""
    Pelican(settings).run()


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
    for name in (SETTINGS, PUBLISHED_SETTINGS):
        sys.modules.pop(name.removesuffix(".py"), None)
    importlib.invalidate_caches()


@contextlib.contextmanager
def _locale() -> Iterator[None]:
    before = locale.setlocale(locale.LC_ALL)  # Pelican sets the one of the settings
    try:
        yield
    finally:
        locale.setlocale(locale.LC_ALL, before)


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """Keep Pelican's own last line to itself: our commands say what they made."""
    before, console.quiet = console.quiet, True
    try:
        yield
    finally:
        console.quiet = before
