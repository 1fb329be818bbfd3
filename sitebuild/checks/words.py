"""Every word of the theme has its translation in each language's catalogue: none missing, unsure or left over."""

import re
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import TranslationError
from babel.messages.checkers import checkers
from babel.messages.extract import extract_from_file
from jinja2 import TemplateSyntaxError

from sitebuild import catalogues
from sitebuild.languages import catalogue_path
from sitebuild.problems import Problem, ProblemFound, shown
from sitebuild.voice import _

# Where words of the site are written in Python; the commands' own words have a catalogue of their own.
PYTHON = ("languages.py", "wording.py")
OPTIONS = {"newstyle_gettext": "true", "silent": "false"}  # as in translations/messages.cfg
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def check(site):
    """Yield a problem for each entry that is missing, fuzzy, stale or damaged."""
    try:
        used = site_messages(site.theme)
    except ProblemFound as found:
        yield from found.problems
        return
    for code in site.languages:
        if code == site.message_language:
            continue
        path = catalogue_path(code)
        if not path.is_file():
            wrong = _("the theme's words have no translation into “{code}”", code=code)
            yield Problem(shown(path), 1, wrong, _("Make the file: make translations"))
            continue
        try:
            catalogue = catalogues.read(path)
        except ValueError as error:
            wrong = _("this file is damaged ({said})", said=str(error).split("\n")[0])
            yield Problem(shown(path), getattr(error, "lineno", None) or 1, wrong, _("Look at how the other entries are written"))
            continue
        yield from compared(used, catalogue, shown(path))


def compared(used: dict[tuple, str], catalogue, path: str):
    """Yield the problems of a catalogue. used: the place in the source of each (context, message)."""
    entries = {(m.context, _id(m)): m for m in catalogue if m.id}
    for (context, message), place in used.items():
        entry = entries.get((context, message))
        if entry is None:
            wrong = _("“{message}” ({place}) has no entry", message=message, place=place)
            yield Problem(path, 1, wrong, _("Run make translations, then write it after msgstr"))
        elif not all(_strings(entry)):
            wrong = _("“{message}” is not translated", message=message)
            yield Problem(path, entry.lineno, wrong, _("Write it after msgstr"))
        elif entry.fuzzy:
            wrong = _("the translation of “{message}” is marked as unsure (fuzzy)", message=message)
            yield Problem(path, entry.lineno, wrong, _("Read it, mend it, and take the word fuzzy out"))
        else:
            yield from _damaged(catalogue, entry, path)
    for key in entries.keys() - used.keys():
        wrong = _("“{message}” is not used any more", message=key[1])
        yield Problem(path, entries[key].lineno, wrong, _("Take the entry out: make translations"))


def _damaged(catalogue, entry, path):
    wanted, written = (set(PLACEHOLDER.findall(text)) for text in (_id(entry), " ".join(_strings(entry))))
    if wanted != written:
        wrong = _("the translation of “{message}” has not the same %(names)s as the message", message=_id(entry))
        yield Problem(path, entry.lineno, wrong, _("Keep each %(name)s as it is in the message"))
        return
    for checker in checkers:
        try:
            checker(catalogue, entry)
        except TranslationError as error:
            wrong = _("the translation of “{message}” does not fit ({said})", message=_id(entry), said=error)
            yield Problem(path, entry.lineno, wrong, _("Keep each %(name)s as it is in the message"))


def _strings(entry):
    return entry.string if isinstance(entry.string, (tuple, list)) else [entry.string]


def _id(message):
    return message.id[0] if isinstance(message.id, (tuple, list)) else message.id


def site_messages(theme: Path) -> dict[tuple, str]:
    """Return the place of each message of the site, by its context and text."""
    templates = theme / "templates"
    stamp = tuple(sorted((str(path), path.stat().st_mtime_ns) for path in templates.rglob("*.html")))
    return _site_messages(templates, stamp)


@lru_cache(maxsize=4)
def _site_messages(templates, _stamp):
    sources = [(path, "jinja2.ext:babel_extract") for path in sorted(templates.rglob("*.html"))]
    sources += [(Path(__file__).parents[1] / name, "python") for name in PYTHON]
    used = {}
    for path, method in sources:
        try:
            for line, message, _comments, context in extract_from_file(method, path, options=OPTIONS):
                used.setdefault((context, _first(message)), f"{shown(path)}:{line}")
        except TemplateSyntaxError as error:
            broken = Problem(shown(path), error.lineno, str(error.message), _("Mend the template"))
            raise ProblemFound(broken) from None
    return used


def _first(message):
    return message[0] if isinstance(message, (tuple, list)) else message
