"""Finished files of pamphlets, kept by the hash of all that goes into them: what did not change is not made again."""

import functools
import hashlib
import os
import shutil
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from sitebuild.data import formats

KEPT = 30 * 24 * 3600  # seconds that a file is kept after its last use
MADE_WITH = ("weasyprint", "pydyf", "pyphen", "pikepdf", "segno", "fonttools")


def digest(*parts: str | bytes) -> str:
    """Return a hash of the parts, of the code of this package and of the formats, and of the versions of what sets and lays out."""
    whole = hashlib.sha256()
    for part in (*parts, *_makers()):
        part = part.encode() if isinstance(part, str) else part
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()[:32]


@functools.cache
def _makers() -> tuple[str | bytes, ...]:
    modules = [*sorted(Path(__file__).parent.glob("*.py")), *sorted(Path(formats.__path__[0]).glob("*.py"))]
    modules += [Path(formats.__path__[0]).with_name(f"{name}.py") for name in ("editions", "layout", "sheets")]
    return *(module.read_bytes() for module in modules), *(f"{name} {version(name)}" for name in MADE_WITH)


def path(folder: Path, name: str) -> Path:
    """Return where a file lies in a folder of the store. name: an edition's, or a file's with its ending."""
    return folder / (name if "." in name else f"{name}.pdf")


def kept(folder: Path, names: list[str]) -> bool:
    """Tell whether all these files are in a folder of the store; it then counts as used."""
    if not all(path(folder, name).is_file() for name in names):
        return False
    os.utime(folder)
    return True


def keep(folder: Path, files: dict[str, bytes]) -> None:
    """Put files into a folder of the store. At no moment is one of them missing or half there: another build may read it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(dir=folder.parent))
    for name, data in files.items():
        path(new, name).write_bytes(data)
    try:
        new.rename(folder)
    except OSError:  # another build was quicker, or a file of it was lost
        for name in files:
            path(new, name).replace(path(folder, name))
        new.rmdir()
    for old in folder.parent.iterdir():
        if old.is_dir() and old.stat().st_mtime < time.time() - KEPT:
            shutil.rmtree(old, ignore_errors=True)
