"""Whether anything has changed since the pamphlets were last put into a folder: then there is nothing to load or read."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sitebuild.project import Project, digest_of_code

SOURCES = ("content", "theme", "translations", "pelicanconf.py", "publishconf.py", "requirements.txt")


def of(project: Project, asked: list[str]) -> str:
    """Return a hash of everything that pamphlets are made from, and of what was asked for: it may be typed in any bytes."""
    whole = hashlib.sha256("\0".join([*asked, digest_of_code()]).encode(errors="surrogateescape"))
    for source in (project.root / name for name in SOURCES):
        paths = sorted(source.rglob("*")) if source.is_dir() else [source]
        for path in paths:
            if path.is_file() and "__pycache__" not in path.parts:
                whole.update(path.relative_to(project.root).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


@dataclass(frozen=True)
class Stamp:
    """What is noted of a folder of finished files. kept: where notes are kept."""

    folder: Path
    kept: Path

    def read(self) -> str | None:
        """Return the hash that was written; None where a file of the folder has gone or was changed since."""
        try:
            hash_, *lines = self._path.read_text("utf-8").splitlines()
        except OSError:
            return None
        return hash_ if lines == self._listing() else None

    def write(self, hash_: str) -> None:
        """Note from what the files in the folder were made."""
        self.kept.mkdir(parents=True, exist_ok=True)
        self._path.write_text("\n".join([hash_, *self._listing()]) + "\n", "utf-8")

    @property
    def _path(self) -> Path:
        return self.kept / f"{self.folder.name}.stamp"

    def _listing(self) -> list[str]:
        files = (path for path in sorted(self.folder.rglob("*")) if path.is_file())
        return [f"{path.relative_to(self.folder).as_posix()} {path.stat().st_size}" for path in files]
