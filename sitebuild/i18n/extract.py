"""Which words the site and the commands use, and the catalogues brought up to date with them: `make translations`."""

import io
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import write_po
from jinja2 import TemplateSyntaxError

from sitebuild.i18n import catalogues
from sitebuild.project import PACKAGE

# In Python, readers' words are asked of a language's catalogue by these names; what editors are told, by _.
READERS = {"gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
EDITORS = {"_": None}
OPTIONS = {"newstyle_gettext": "true", "silent": "false"}  # of Jinja's extractor
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


def site_messages(theme: Path) -> dict[tuple, tuple[Path, int]]:
    """Return the place of each message that readers see, by its context and id. Raises UnreadableTemplate."""
    templates = sorted(theme.glob("templates/**/*.html"))
    return _site_messages(tuple((path, path.stat().st_mtime_ns) for path in templates))


@lru_cache(maxsize=4)
def _site_messages(templates):
    used: dict[tuple, tuple[Path, int]] = {}
    for path, _changed in templates:
        used |= _messages(path, "jinja2.ext:babel_extract")
    for path in sorted(PACKAGE.rglob("*.py")):
        if b"gettext(" in path.read_bytes():  # one in ten; to take a module apart takes a hundred times as long
            used |= _messages(path, "python", READERS)
    return used


def command_messages() -> dict[tuple, tuple[Path, int]]:
    """Return the place of each message that editors see, by its context and id."""
    used: dict[tuple, tuple[Path, int]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        used |= _messages(path, "python", EDITORS)
    return used


def _messages(path, method, keywords=DEFAULT_KEYWORDS):
    try:
        found = list(extract_from_file(method, path, keywords, options=OPTIONS if method != "python" else None))
    except TemplateSyntaxError as error:
        raise UnreadableTemplate(path, error.lineno, str(error.message)) from None
    return {(context, message): (path, line) for line, message, _comments, context in found}


def update(codes: Iterable[str], theme: Path, folder: Path) -> None:
    """Add new messages to the catalogues of the languages with these codes, and take unused ones out. folder: theirs.

    The commands' catalogues exist only in the languages that they speak.
    """
    for domain, used in (("messages", site_messages(theme)), ("problems", command_messages())):
        for code in codes:
            path = folder / code / "LC_MESSAGES" / f"{domain}.po"
            if path.exists() or domain == "messages":
                old = catalogues.read(path) if path.exists() else Catalog()
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(_written(domain, code, used, old), "utf-8")


def _written(domain, code, used, old) -> str:
    """Return the catalogue's text: every used message with its old translation, without dates or names."""
    new = Catalog(locale=code.replace("-", "_"), domain=domain, fuzzy=False)
    for context, message in used:
        known = old.get(message, context)
        new.add(message, known.string if known else "", flags=known.flags if known else (), context=context)
    body = io.BytesIO()
    write_po(body, new, omit_header=True, sort_output=True, width=100)
    header = HEADER.format(comment=COMMENTS[domain], locale=new.locale, plural_forms=new.plural_forms)
    return header + body.getvalue().decode().strip() + "\n"
