"""Whether anything has changed since the pamphlets were last put into a folder: then there is nothing to load or read."""

import hashlib
from pathlib import Path

SOURCES = ("content", "theme", "translations", "sitebuild", "pelicanconf.py", "publishconf.py", "requirements.txt")


def of(asked: list[str]) -> str:
    """Return a hash of everything that pamphlets are made from, and of what was asked for: it may be typed in any bytes."""
    whole = hashlib.sha256("\0".join(asked).encode(errors="surrogateescape"))
    for source in map(Path, SOURCES):
        paths = sorted(source.rglob("*")) if source.is_dir() else [source]
        for path in paths:
            if path.is_file() and "__pycache__" not in path.parts:
                whole.update(path.as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def read(folder: Path) -> str | None:
    """Return the hash that was written for a folder; None where a file of it has gone or was changed since."""
    try:
        hash_, *lines = _path(folder).read_text("utf-8").splitlines()
    except OSError:
        return None
    return hash_ if lines == _listing(folder) else None


def write(folder: Path, hash_: str) -> None:
    """Note from what the files in a folder were made."""
    _path(folder).parent.mkdir(parents=True, exist_ok=True)
    _path(folder).write_text("\n".join([hash_, *_listing(folder)]) + "\n", "utf-8")


def _path(folder: Path) -> Path:
    return Path(".cache", "paper", f"{folder.name}.stamp")


def _listing(folder: Path) -> list[str]:
    return [f"{path.as_posix()} {path.stat().st_size}" for path in sorted(folder.rglob("*")) if path.is_file()]
