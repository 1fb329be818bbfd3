"""Where a project's files lie, and which project is at work.

Nothing depends on the current folder: one process may build several projects, one after the other.
"""

import contextlib
import functools
import hashlib
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parent
SETTINGS, PUBLISHED_SETTINGS = "pelicanconf.py", "publishconf.py"


@dataclass(frozen=True)
class Project:
    """root: the project's folder, whole; content/, theme/, translations/ and the settings are in it."""

    root: Path

    @property
    def translations(self) -> Path:
        """The catalogues of the site's words."""
        return self.root / "translations"

    @property
    def kept_paper(self) -> Path:
        """Finished files of pamphlets, kept from build to build."""
        return self.root / ".cache" / "paper"

    @property
    def kept_messages(self) -> Path:
        """The words of the site that were found, kept from build to build."""
        return self.root / ".cache" / "messages"

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        """Let this be the project that problems are told of, inside the block."""
        before = _current.set(self)
        try:
            yield
        finally:
            _current.reset(before)


_current: ContextVar[Project] = ContextVar("project")


def at_work() -> Project:
    """Return the project at work; the one in the current folder where none was named."""
    return _current.get(None) or Project(Path.cwd())


def begin(root: Path) -> Project:
    """Let the project in a folder be at work from now on, unless it is already; return it."""
    if at_work().root != root:
        _current.set(Project(root))
    return at_work()


@functools.cache
def digest_of_code() -> str:
    """Return a hash of this package: what was compiled or kept by other code than this is not to be used."""
    whole = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        whole.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()[:12]
