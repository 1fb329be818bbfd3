"""Bring the published site into object storage, for a CDN in front of it: by rclone, to a remote that it knows.

TARGET=rclone:remote:path. There is no moment at which all changes, as on a server; so what pages load comes before
them, they come before anything goes, and scripts stay, for pages that a browser still has.
"""

import re
from collections import defaultdict
from pathlib import Path

from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import ProblemFound
from sitebuild.publishing.programs import run, said_by
from sitebuild.publishing.target import stopped
from sitebuild.serving import checksums
from sitebuild.serving.description import HIDDEN, KEPT, KEPT_OTHERWISE, file_type

PREFIX = "rclone:"
SCRIPTS = "js/"
# Nobody sits there to type a password, and a dead line must end.
OPTIONS = (
    "--ask-password=false",
    "--retries=2",
    "--low-level-retries=3",
    "--contimeout=20s",
    "--timeout=1m",
    "--fast-list",
)
NO_FOLDER = 3  # of rclone's exit statuses
# By contents, for the times are those of the build; nor are these brought up to date, which would drop the headers.
COPY = ("copy", "--checksum", "--no-update-modtime")


def deploy(output: Path, written: str, after: str) -> str:
    """Bring a whole published folder to a remote; return what was done, in one line. Raises ProblemFound."""
    remote = _remote(written)
    if after.strip():
        wrong = _("{target} is no machine on which AFTER could run", target=written)
        raise stopped(wrong, _("Leave AFTER out"))
    names = sorted(path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file())
    names = [name for name in names if not re.search(HIDDEN, name) and file_type(name)]
    there = _rclone(written, "lsf", "--recursive", "--files-only", remote).splitlines()
    if there and checksums.NAME not in there:
        wrong = _("{target} holds “{name}”, which no deploy put there", target=written, name=there[0])
        raise stopped(wrong, _("Choose a new or an empty folder"))
    for (kind, control), group in _groups(names):
        headers = ["--header-upload", f"Content-Type: {kind}", "--header-upload", f"Cache-Control: {control}"]
        _rclone(written, *COPY, *headers, "--files-from-raw", "-", str(output), remote, names=group)
    if gone := [name for name in there if name not in names and not name.startswith(SCRIPTS)]:
        _rclone(written, "delete", "--files-from-raw", "-", remote, names=gone)
    said = _("Such a host sends none of our headers and redirects: set at the CDN what output/_headers says")
    return _("The site is at {target}. {said}", target=written, said=said)


def no_way_back(written: str) -> ProblemFound:
    """Return why there is no rollback."""
    wrong = _("{target} keeps no older site", target=written)
    return stopped(wrong, _("Publish the older texts, and deploy them"))


def _remote(written: str) -> str:
    """Return what rclone calls a target. Its name, then a folder: everything that a remote holds is nobody's site."""
    remote = written.removeprefix(PREFIX)
    name, _colon, folder = remote.rpartition(":")
    if not name.strip(":") or name.startswith("-") or not folder.strip("/. ") or re.search(r"[\0-\x1f\x7f]", written):
        wrong = _("“{target}” is no place to deploy to", target=written)
        raise stopped(
            wrong, _("Write make deploy TARGET=rclone:remote:folder, with a remote that “rclone config” knows")
        )
    return remote


def _groups(names: list[str]) -> list[tuple[tuple[str, str], list[str]]]:
    """Return the files by type and time to be kept: the list that marks the folder as ours, pages last."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in names:
        if not (kind := file_type(name)):
            continue
        control = next((each.control for each in KEPT if re.search(f"({each.pattern})$", name)), KEPT_OTHERWISE)
        groups[kind.sent_as, control].append(name)
    return sorted(
        groups.items(), key=lambda group: (group[0][0].startswith("text/html"), checksums.NAME not in group[1])
    )


def _rclone(written: str, *command: str, names: list[str] | None = None) -> str:
    done = run(["rclone", *command, *OPTIONS], input="".join(f"{name}\n" for name in names or ()))
    if done.returncode and not (command[0] == "lsf" and done.returncode == NO_FOLDER):
        wrong = _("the upload to {target} broke off ({said})", target=written, said=said_by(done))
        raise stopped(wrong, _("Run it again: what has arrived is not sent a second time"))
    return done.stdout
