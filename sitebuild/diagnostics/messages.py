"""The language in which the commands speak: Danish where the environment's locale is Danish, else English.

Any language with a translations/<code>/LC_MESSAGES/problems.po is spoken, so a third needs no code.
"""

import functools
import gettext
import os

from sitebuild.i18n.catalogues import translations
from sitebuild.project import PACKAGE

CATALOGUES = PACKAGE.parent / "translations"  # of the commands' own words


@functools.cache
def _spoken(code: str) -> gettext.NullTranslations:
    catalogue = CATALOGUES / code / "LC_MESSAGES" / "problems.po"
    return translations(catalogue) if code and catalogue.is_file() else gettext.NullTranslations()


def _(message: str, /, **values: object) -> str:
    """Return message in the environment's language; with values, its {names} are replaced by them."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    code = locale.partition(".")[0].partition("_")[0].lower()
    spoken = _spoken(code).gettext(message)
    return spoken.format(**values) if values else spoken
