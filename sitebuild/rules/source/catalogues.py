"""Every word of the theme has its translation in each language's catalogue: none missing, unsure or left over."""

import hashlib
import os
import re
from importlib.metadata import version
from pathlib import Path

from babel.messages.catalog import TranslationError
from babel.messages.checkers import checkers

from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, shown
from sitebuild.i18n import catalogues
from sitebuild.i18n.extract import UnreadableTemplate
from sitebuild.i18n.found import messages
from sitebuild.i18n.languages import catalogue_path
from sitebuild.project import digest_of_code

PLACEHOLDER = re.compile(r"%\(\w+\)s")


def check(site):
    """Yield a problem for each entry that is missing, fuzzy, stale or damaged.

    To find every word takes every template and module apart, so what was found right is not looked at again.
    """
    noted, now = site.project.checked_catalogues, _hash(site)
    if noted.is_file() and noted.read_text("utf-8") == now:
        return
    problems = list(_faults(site))
    yield from problems
    if not problems:
        noted.parent.mkdir(parents=True, exist_ok=True)
        new = noted.with_name(f".{noted.name}.{os.getpid()}")  # at no moment is it half there
        new.write_text(now, "utf-8")
        new.replace(noted)


def _hash(site):
    """Return a hash of all that the check reads: templates, modules, catalogues, and what takes them apart."""
    versions = [f"{name} {version(name)}" for name in ("babel", "jinja2")]
    whole = hashlib.sha256("\0".join([*versions, digest_of_code(), site.message_language]).encode())
    catalogues_ = (catalogue_path(site.project.translations, code) for code in site.languages)
    for path in (*sorted(site.theme.glob("templates/**/*.html")), *catalogues_):
        data = path.read_bytes() if path.is_file() else b""
        whole.update(f"{path.name}\0{len(data)}\0".encode() + data)
    return whole.hexdigest()


def _faults(site):
    try:
        used = messages(site.theme)
    except UnreadableTemplate as fault:
        yield Problem(shown(fault.path), fault.lineno, fault.message, _("Mend the template"))
        return
    for code in site.languages:
        if code == site.message_language:
            continue
        path = catalogue_path(site.project.translations, code)
        if not path.is_file():
            wrong = _("the theme's words have no translation into “{code}”", code=code)
            yield Problem(shown(path), 1, wrong, _("Make the file: make translations"))
            continue
        try:
            catalogue = catalogues.read(path)
        except ValueError as error:
            wrong = _("this file is damaged ({said})", said=str(error).split("\n")[0])
            yield Problem(
                shown(path), getattr(error, "lineno", None) or 1, wrong, _("Look at how the other entries are written")
            )
            continue
        yield from compared(used, catalogue, shown(path))


def compared(used: dict[tuple, tuple[Path, int]], catalogue, path: str):
    """Yield the problems of a catalogue. used: the place in the source of each (context, message)."""
    entries = {(m.context, m.id if isinstance(m.id, str) else tuple(m.id)): m for m in catalogue if m.id}
    for (context, message), (file, line) in used.items():
        entry = entries.get((context, message))
        if entry is None:
            wrong = _("“{message}” ({place}) has no entry", message=_many(message)[0], place=f"{shown(file)}:{line}")
            yield Problem(path, 1, wrong, _("Run make translations, then write it after msgstr"))
        elif not all(_many(entry.string)):
            wrong = _("“{message}” is not translated", message=_many(message)[0])
            yield Problem(path, entry.lineno, wrong, _("Write it after msgstr"))
        elif entry.fuzzy:
            wrong = _("the translation of “{message}” is marked as unsure (fuzzy)", message=_many(message)[0])
            yield Problem(path, entry.lineno, wrong, _("Read it, mend it, and take the word fuzzy out"))
        else:
            yield from _damaged(catalogue, entry, path)
    for key in entries.keys() - used.keys():
        wrong = _("“{message}” is not used any more", message=_many(key[1])[0])
        yield Problem(path, entries[key].lineno, wrong, _("Take the entry out: make translations"))


def _damaged(catalogue, entry, path):
    wanted, written = (set(PLACEHOLDER.findall(" ".join(texts))) for texts in (_many(entry.id), _many(entry.string)))
    if wanted != written:
        wrong = _(
            "the translation of “{message}” has not the same %(names)s as the message", message=_many(entry.id)[0]
        )
        yield Problem(path, entry.lineno, wrong, _("Keep each %(name)s as it is in the message"))
        return
    for checker in checkers:
        try:
            checker(catalogue, entry)
        except TranslationError as error:
            wrong = _("the translation of “{message}” does not fit ({said})", message=_many(entry.id)[0], said=error)
            yield Problem(path, entry.lineno, wrong, _("Keep each %(name)s as it is in the message"))


def _many(texts):
    """Return the forms of a message or a translation: several where it has a plural."""
    return [texts] if isinstance(texts, str) else list(texts)
