"""What became of an address, as nginx finds it out: a mark beside the page that stands there, in the published folder.

nginx reads no file's text to answer by, but it can tell where a symbolic link leads. So the mark of an address that
moved is a link to a file that is named for the new address. That file holds the address too: SHA256SUMS, which knows
files by what they hold, lists the link like any file, and finds out when it leads elsewhere. Where a copy has made
files of the links, the list still holds, and the page itself leads on.
"""

import os
from pathlib import Path

from sitebuild.documents.redirects import file_of
from sitebuild.serving.description import Serving

MOVED, GONE = ".moved", ".gone"  # at the end of a page's name
TARGETS = ".moved-to"  # the folder of new addresses
PAGE, SECTION = ".page", ".section-"  # after a page's address, which may end in /; the section's id follows


def put(serving: Serving, folder: Path) -> None:
    """Write the marks into a published folder, beside the pages of its departed addresses."""
    for old in serving.gone:
        _mark(old, GONE, serving, folder).touch()
    for old, new in serving.moved.items():
        target = folder / TARGETS / _name(new)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"{new}\n", "utf-8")
        mark = _mark(old, MOVED, serving, folder)
        mark.symlink_to(os.path.relpath(target, mark.parent))  # from the link: the folder will stand elsewhere


def _name(address):
    page, hash_, section = address.lstrip("/").partition("#")  # Netlify takes no folder in which a name has a #
    return f"{page}{SECTION}{section}" if hash_ else f"{page}{PAGE}"


def _mark(address, ending, serving, folder):
    return folder / (file_of(address.removeprefix(serving.root)) + ending)
