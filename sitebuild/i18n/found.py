"""Which words readers see, remembered by this process: a preview, or tests, build many times."""

import hashlib
from pathlib import Path

from sitebuild.i18n.extract import MAPPING, Key, Messages, site_messages
from sitebuild.project import PACKAGE

# The last one only. A place is a name in the theme, or in this package: the next project's theme lies elsewhere.
_last: dict[str, list[tuple[Key, bool, str, int]]] = {}


def messages(theme: Path) -> Messages:
    """Return each message that readers see, with its place. Raises UnreadableTemplate."""
    digest = _digest(theme)
    if digest not in _last:
        rows = [_row(key, path, line, theme) for key, (path, line) in site_messages(theme).items()]
        _last.clear()
        _last[digest] = rows
    return {key: ((theme if in_theme else PACKAGE) / name, line) for key, in_theme, name, line in _last[digest]}


def _digest(theme: Path) -> str:
    """Return a hash of all that may have changed since: the package itself does not while this process runs."""
    whole = hashlib.sha256(MAPPING.read_bytes())
    for path in sorted(theme.glob("templates/**/*.html")):
        whole.update(b"\0" + path.relative_to(theme).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def _row(key: Key, path: Path, line: int, theme: Path) -> tuple[Key, bool, str, int]:
    in_theme = path.is_relative_to(theme)
    return key, in_theme, path.relative_to(theme if in_theme else PACKAGE).as_posix(), line
