"""Which words readers see, remembered: they are found anew only when something that they were found in has changed."""

import hashlib
import json
import os
from importlib.metadata import version
from pathlib import Path

from sitebuild.i18n.extract import MAPPING, Messages, site_messages
from sitebuild.project import PACKAGE, digest_of_code

# In the process as well, by the same hash: a preview, or tests, build many times. The last one only.
_last: dict[str, str] = {}


def messages(theme: Path, kept: Path) -> Messages:
    """Return each message that readers see, with its place. Raises UnreadableTemplate.

    kept: the file in which what was found is kept from build to build.
    """
    digest = _digest(theme)
    written = _last.get(digest) or _read(kept, digest)
    if written is None:
        written = _written(site_messages(theme), theme)
    if digest not in _last:
        _last.clear()
        _last[digest] = written
        _keep(kept, digest, written)
    return {
        (context, tuple(message) if isinstance(message, list) else message): (
            (theme if in_theme else PACKAGE) / name,
            line,
        )
        for context, message, in_theme, name, line in json.loads(written)
    }


def _digest(theme: Path) -> str:
    """Return a hash of all that messages are found in, and of what finds them."""
    whole = hashlib.sha256(f"{digest_of_code()} {version('babel')} {version('jinja2')}\0".encode())
    whole.update(MAPPING.read_bytes())
    for path in sorted(theme.glob("templates/**/*.html")):
        whole.update(b"\0" + path.relative_to(theme).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def _written(found: Messages, theme: Path) -> str:
    """Return the messages as JSON. A place is a name in the theme, or in this package: either may lie elsewhere."""
    rows = []
    for (context, message), (path, line) in found.items():
        in_theme = path.is_relative_to(theme)
        rows.append((context, message, in_theme, path.relative_to(theme if in_theme else PACKAGE).as_posix(), line))
    return json.dumps(rows, ensure_ascii=False)


def _read(kept: Path, digest: str) -> str | None:
    try:
        of, _newline, written = kept.read_text("utf-8").partition("\n")
    except OSError:
        return None
    return written if of == digest else None


def _keep(kept: Path, digest: str, written: str) -> None:
    """Write what was found; at no moment is half of it there: another build may read it."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    new = kept.with_suffix(f".{os.getpid()}")
    new.write_text(f"{digest}\n{written}", "utf-8")
    new.replace(kept)
