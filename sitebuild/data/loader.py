"""The data files of content/ (facts, sources, rows, words, addresses) → typed values, or problems with their line."""

import difflib
import functools
import os
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from sitebuild.data import yaml12
from sitebuild.data.facts import Facts
from sitebuild.data.fields import Day
from sitebuild.data.glossary import Glossary
from sitebuild.data.redirects import Address, Departed
from sitebuild.data.sources import Row, Source
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, ProblemFound, shown

UNSEEN = re.compile("[\0-\x08\x0b-\x1f\ue000-\uf8ff]")  # control characters, and those that mark places for us
PUBLISHED = "published.yaml"  # kept by make publish
LARGEST = 1_000_000  # bytes; ten times what a long life of the site could need


def facts(content: str | os.PathLike) -> Facts:
    """Return the facts of a content folder. Raises ProblemFound."""
    return _read(Path(content, "facts.yaml"), Facts)


def sources(content: str | os.PathLike) -> dict[str, Source]:
    """Return the sources of a content folder by their id; none where it has no sources.yaml. Raises ProblemFound."""
    path = Path(content, "sources.yaml")
    return _read(path, dict[str, Source]) if path.exists() else {}


def rows(content: str | os.PathLike) -> dict[str, Row]:
    """Return the fact rows of a content folder by their id; none where it has no rows.yaml. Raises ProblemFound."""
    path = Path(content, "rows.yaml")
    return _read(path, dict[str, Row]) if path.exists() else {}


def words(content: str | os.PathLike) -> Glossary:
    """Return the words of a content folder; none where it has no words.yaml. Raises ProblemFound."""
    path = Path(content, "words.yaml")
    return _read(path, Glossary) if path.exists() else Glossary(avoid=[], everyday={})


def published(content: str | os.PathLike) -> dict[str, date]:
    """Return the addresses that were published, and since when; none before the first time. Raises ProblemFound."""
    path = Path(content, PUBLISHED)
    return _read(path, dict[Address, Day]) if path.exists() else {}


def departed(content: str | os.PathLike) -> Departed:
    """Return what a content folder's moved.yaml says; nothing where it has none. Raises ProblemFound."""
    path = Path(content, "moved.yaml")
    return _read(path, Departed) if path.exists() else Departed()


def line_of(path: Path, *way: str | int) -> int:
    """Return the line of a value in a data file that could be read, by its way down: "moved", "/raad/fix/"."""
    name = shown(path)
    return _loaded(text_of(path.read_bytes(), name, LARGEST), name)[1].get(way, 1)


def _read(path: Path, model: Any):
    name = shown(path)
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        instead = _("Put it back: without it the site has no phone number and no hours")
        raise ProblemFound(Problem(name, 1, _("this file does not exist"), instead)) from None
    return _valid(text_of(raw, name, LARGEST), name, model)


_loaded = functools.lru_cache(maxsize=8)(yaml12.load)


@functools.lru_cache(maxsize=8)
def _valid(text: str, name: str, model: Any):
    data, lines = _loaded(text, name)
    try:
        return _adapter(model).validate_python(data)
    except ValidationError as error:
        raise ProblemFound(*in_words(error, name, lines, _field_names(model))) from None


@functools.cache
def _adapter(model: Any) -> TypeAdapter:
    return TypeAdapter(model)


def _field_names(model: Any) -> list[str]:
    return sorted(getattr(model, "model_fields", ()))


def text_of(raw: bytes, name: str, largest: int) -> str:
    """Return a file's text: UTF-8, with or without BOM, lines ended by LF or CRLF. Raises ProblemFound."""
    if len(raw) > largest:
        wrong = _("this file is {size} kB; the most is {largest} kB", size=len(raw) // 1000, largest=largest // 1000)
        raise ProblemFound(Problem(name, 1, wrong, _("Split it in two, or take out what does not belong here")))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        wrong = _("this file is not stored as UTF-8")
        raise ProblemFound(Problem(name, line, wrong, _("Save it again and choose the encoding UTF-8"))) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if unseen := UNSEEN.search(text):
        wrong = _("an invisible character stands in this line")
        line = text[: unseen.start()].count("\n") + 1
        raise ProblemFound(Problem(name, line, wrong, _("Delete the line and write it again")))
    return text


def in_words(
    error: ValidationError, path: str, lines: dict[tuple[str | int, ...], int], known: Iterable[str]
) -> list[Problem]:
    """Return what pydantic found, in an editor's words.

    lines: the line of each value, from `yaml12.load`. known: the names that may stand at the top.
    """
    problems: dict[int, Problem] = {}
    for fault in error.errors(include_url=False):
        way = _existing(fault["loc"], lines)
        line = lines.get(way, 1)
        # A value that may be of several types gives a fault for each: the first tells enough.
        problems.setdefault(line, Problem(path, line, *_fault_in_words(fault, known)))
    return list(problems.values())


def _existing(loc: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int]) -> tuple[str | int, ...]:
    """Return the longest way into the file that loc describes; pydantic puts names of types into it."""
    way: tuple[str | int, ...] = ()
    for part in loc:
        if (*way, part) in lines:
            way = (*way, part)
    return way


def _fault_in_words(fault: ErrorDetails, known: Iterable[str]) -> tuple[str, str]:
    name = str(fault["loc"][-1]) if fault["loc"] else ""
    match fault["type"]:
        case "missing":
            return _("“{name}” is missing", name=name), _("Add a line that begins with {name}:", name=name)
        case "extra_forbidden":
            near = nearest(name, known)
            instead = _("Write {near}:", near=near) if near else _("Take the line out")
            return _("“{name}” is not known here", name=name), instead
        case "value_error":
            refused = fault["ctx"]["error"]
            return refused.wrong, refused.instead
        case "literal_error":
            wrong = _("“{value}” is not known here", value=fault["input"])
            return wrong, _("Write one of: {choices}", choices=fault["ctx"]["expected"].replace("'", ""))
        case "string_type" if fault["input"] is None:
            return _("“{name}” is empty", name=name), _("Write a text after {name}:", name=name)
        case "string_type":
            return _("“{name}” must be a text", name=name), _('Put it in quotes: {name}: "…"', name=name)
        case "int_type":
            return _("“{name}” must be a whole number", name=name), _("Write it in digits, without quotes")
        case _:
            wrong = _("“{name}” is not as it should be ({said})", name=name, said=fault["msg"])
            return wrong, _("Look at how the other lines in this file are written")


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is written most like name, or None."""
    return next(iter(difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)), None)
