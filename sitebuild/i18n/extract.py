"""Which words the site and the commands use, and the catalogues brought up to date with them: `make translations`.

Babel finds them, where translations/babel.cfg says. Readers' words are all that templates ask for, and what Python asks
of a language's catalogue by gettext's names; what editors are told is asked for by _.
"""

import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.pofile import write_po
from jinja2 import TemplateSyntaxError

from sitebuild.i18n import catalogues
from sitebuild.project import PACKAGE

Keywords = Mapping[str, Any]  # the names of functions, with which of their arguments are messages: as Babel has them
Key = tuple[str | None, str | tuple[str, ...]]  # a message's context and id; several where it has a plural
Messages = dict[Key, tuple[Path, int]]  # with the place where each is said first

MAPPING = PACKAGE.parent / "translations" / "babel.cfg"
# The last of each group is for words that stand in data: see marked.py.
READERS = {
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "gettext_noop": None,
    "pgettext_noop": ((1, "c"), 2),
}
EDITORS = {"_": None, "N_": None}
# Babel's own header would carry dates and names, which differ in each branch.
HEADER = """{comment}
msgid ""
msgstr ""
"Language: {locale}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural_forms}\\n"

"""
COMMENTS = {
    "messages": "# The site's words. The English is the message itself.",
    "problems": "# What the commands say to editors.",
}


class UnreadableTemplate(ValueError):
    """A template that Jinja cannot read. path, lineno, message: where, and what it said."""

    def __init__(self, path: Path, lineno: int, message: str):
        super().__init__(message)
        self.path, self.lineno, self.message = path, lineno, message


def site_messages(theme: Path) -> Messages:
    """Return each message that readers see. Raises UnreadableTemplate."""
    return _messages(PACKAGE, READERS) | _messages(theme, DEFAULT_KEYWORDS)


def command_messages() -> Messages:
    """Return each message that editors see."""
    return _messages(PACKAGE, EDITORS)


def _messages(folder: Path, keywords: Keywords) -> Messages:
    """Return the messages of a folder, found by Babel."""
    from babel.messages.frontend import parse_mapping_cfg  # it loads much, and most builds find nothing anew

    with MAPPING.open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    at = folder

    def reached(name: str, _method: str, _options: object) -> None:
        nonlocal at
        at = folder / name  # Babel does not say which file it could not read

    found: Messages = {}
    try:
        for name, line, message, _comments, context in extract_from_dir(
            folder, methods, options, keywords, callback=reached
        ):
            found.setdefault((context, message), (folder / name, line))
    except TemplateSyntaxError as error:
        raise UnreadableTemplate(at, error.lineno, str(error.message)) from None
    return found


def modules(file: IO[bytes], keywords: Keywords, tags: Collection[str], options: Any) -> Iterator[tuple[Any, ...]]:
    """Find messages in a module as Babel does, but not where there are none: that takes a hundred times as long."""
    source = file.read()
    if any(f"{word}(".encode() in source for word in keywords):
        yield from extract_python(io.BytesIO(source), keywords, tags, options)


def update(codes: Iterable[str], theme: Path, folder: Path) -> None:
    """Add new messages to the catalogues of the languages with these codes, and take unused ones out. folder: theirs.

    The commands' catalogues exist only in the languages that they speak.
    """
    for domain, used in (("messages", site_messages(theme)), ("problems", command_messages())):
        for code in codes:
            path = folder / code / "LC_MESSAGES" / f"{domain}.po"
            if path.exists() or domain == "messages":
                template = Catalog(locale=code.replace("-", "_"), domain=domain)
                for context, message in used:
                    template.add(message, context=context)
                catalogue = catalogues.read(path) if path.exists() else Catalog(locale=template.locale)
                catalogue.update(template, no_fuzzy_matching=True)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(_written(catalogue, template, COMMENTS[domain]), "utf-8")


def _written(catalogue: Catalog, template: Catalog, comment: str) -> str:
    """Return the catalogue's text: its used messages in their order, without dates or names."""
    body = io.BytesIO()
    write_po(body, catalogue, omit_header=True, sort_output=True, ignore_obsolete=True, width=100)
    header = HEADER.format(comment=comment, locale=template.locale, plural_forms=template.plural_forms)
    return header + body.getvalue().decode().strip() + "\n"
