"""Which files of content/ are an editor's, and which are what an editor's machine leaves there."""

import fnmatch
import os
from collections.abc import Iterator
from pathlib import Path

from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, shown

# Editors' and systems' own files; also Pelican's IGNORE_FILES.
IGNORED = (".*", "*~", "#*#", "*.bak", "*.orig", "*.swp", "*.tmp", "4913", "Thumbs.db", "desktop.ini", "__pycache__")


def links_out(content: Path) -> Iterator[Problem]:
    """Yield a problem for each symbolic link: what it leads to may be anything, and is not in the project."""
    for folder, folders, names in os.walk(content):
        for name in sorted((*folders, *names)):
            path = Path(folder, name)
            if path.is_symlink():
                wrong = _("this is a link to a file or folder elsewhere")
                yield Problem(shown(path), 1, wrong, _("Put the file itself here"))


def walk(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that are neither an editor's nor a system's own."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(
            fnmatch.fnmatch(part, i) for part in path.relative_to(folder).parts for i in IGNORED
        ):
            yield path
