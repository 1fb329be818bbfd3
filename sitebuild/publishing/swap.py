"""Put a finished folder in a published one's place in a single step, so that no reader meets a half site."""

import contextlib
import ctypes
import fcntl
import os
import shutil
import sys
import tempfile
from pathlib import Path

AT_FDCWD = -100  # Linux: paths are relative to the current folder
RENAME_EXCHANGE = 2  # Linux, renameat2(2)
RENAME_SWAP = 2  # macOS, renamex_np(2)


@contextlib.contextmanager
def side_folder(published: Path):
    """Yield a new, empty folder beside published, on the same file system; it is gone afterwards.

    Only one build of a folder runs at a time; another waits. What a killed build left behind is put right first. Where
    published is a link, all this is about the folder that it leads to.
    """
    published = _real(published)
    published.parent.mkdir(parents=True, exist_ok=True)
    with _locked(published):
        _heal(published)
        folder = Path(tempfile.mkdtemp(prefix=_prefix(published), dir=published.parent))
        folder.chmod(0o755)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def put_in_place(finished: Path, published: Path) -> None:
    """Exchange the two folders; finished then holds what was published before, if anything was.

    Whoever built it, with whatever umask, a web server can read it.
    """
    published = _real(published)
    for path in (finished, *finished.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    if not published.exists():
        finished.rename(published)
    elif not _exchange(finished, published):
        old = _old(published)
        published.rename(old)
        finished.rename(published)  # killed before this line: the next build heals it
        old.rename(finished)


def _real(published):
    return Path(os.path.realpath(published)) if published.is_symlink() else published


def _prefix(published):
    return f".{published.name}."


def _old(published):
    return published.with_name(f".{published.name}.old")


@contextlib.contextmanager
def _locked(published):
    with published.with_name(f".{published.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _heal(published):
    if _old(published).exists() and not published.exists():
        _old(published).rename(published)
    for left in published.parent.glob(f"{_prefix(published)}*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two paths in one call of the system; return whether it has such a call."""
    libc, first, second = ctypes.CDLL(None, use_errno=True), os.fsencode(one), os.fsencode(other)
    with contextlib.suppress(AttributeError):
        if sys.platform == "darwin":
            return libc.renamex_np(first, second, RENAME_SWAP) == 0
        return libc.renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE) == 0
    return False
