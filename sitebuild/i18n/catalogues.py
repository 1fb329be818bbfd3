"""gettext catalogues: .po files are read as they are, so there is no compile step to forget."""

import functools
import gettext
import io
import os
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

LINE = re.compile(r'\s*(#.*|((msgid|msgid_plural|msgstr(\[\d+\])?|msgctxt)\s+)?"([^"\\]|\\.)*")?\s*')


class DamagedCatalogue(ValueError):
    """A line of a .po file that is none; lineno counts from 1."""

    def __init__(self, line: str, lineno: int):
        super().__init__(line)
        self.lineno = lineno


def read(path: Path) -> Catalog:
    """Return the babel Catalog in the .po file at path. Raises ValueError (with its line) if it cannot be read."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not LINE.fullmatch(line):  # Babel would take the first and the last letter for quotes
            raise DamagedCatalogue(line.strip(), number)
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def translations(path: Path) -> gettext.GNUTranslations:
    """Return the translations of the .po file at path, read anew only when the file has changed."""
    # By its whole path: another project in the same process has a file of the same name.
    return _translations(path.absolute(), os.stat(path).st_mtime_ns)


@functools.lru_cache(maxsize=16)
def _translations(path: Path, _changed: int) -> gettext.GNUTranslations:
    compiled = io.BytesIO()
    write_mo(compiled, read(path))
    compiled.seek(0)
    return Translations(compiled)
