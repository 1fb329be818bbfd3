"""Where a site is to be served, as it was written: TARGET, and what is no such place."""

import os
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import ProblemFound, of_command

HOST = re.compile(r"(?:[A-Za-z0-9_][\w.-]*@)?[A-Za-z0-9_][\w.-]*", re.ASCII)  # never an option of ssh


@dataclass(frozen=True)
class Target:
    """Where a site is served. host: as ssh knows it, "" for this machine. folder: absolute, or from the host's home."""

    written: str
    host: str
    folder: str


def target_of(written: str, output: Path) -> Target:
    """Return a target as it was written, by rsync's rule: what stands before a colon is a host. Raises ProblemFound.

    output: the folder that is published; what lies in it is no place, for the next build takes it away.
    """
    before, colon, path = written.partition(":")
    remote = colon and "/" not in before
    host = before if remote else ""
    folder = posixpath.normpath(path.removeprefix("~/") or "/") if remote else os.path.abspath(written or "/")
    if re.search(r"[\0-\x1f\x7f]", written) or (remote and (not HOST.fullmatch(host) or path.startswith((":", "//")))):
        wrong = _("“{target}” is no place to deploy to", target=written)
    elif folder.strip("/") in ("", ".", "~"):
        wrong = _("it is not said into which folder to deploy")
    elif not remote and Path(folder).resolve().is_relative_to(output.resolve()):
        wrong = _("{target} is in the folder that is deployed", target=written)
    else:
        return Target(written, host, folder if folder.startswith("/") else f"./{folder}")
    raise stopped(wrong, _("Write make deploy TARGET=user@host:/path, or the path of a folder"))


def stopped(wrong: str, instead: str) -> ProblemFound:
    """Return what stops a deploy: the fault is in what was written after make."""
    return ProblemFound(of_command(wrong, instead))
