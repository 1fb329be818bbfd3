"""gettext catalogues: .po files are read as they are, so there is no compile step to forget."""

import functools
import gettext
import io
import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

TRANSLATIONS = "translations"


def read(path: Path):
    """Return the babel Catalog in the .po file at path. Raises ValueError (with its line) if it cannot be read."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def translations(path: Path) -> gettext.GNUTranslations:
    """Return the translations of the .po file at path, read anew only when the file has changed."""
    return _translations(path, os.stat(path).st_mtime_ns)


@functools.lru_cache(maxsize=16)
def _translations(path: Path, _changed: int) -> gettext.GNUTranslations:
    compiled = io.BytesIO()
    write_mo(compiled, read(path))
    compiled.seek(0)
    return Translations(compiled)
