"""Bring the published site to where it is served, whole or not at all, and take it back: by rsync, over ssh.

remote.sh is what happens at the target: a shell, rsync and sha256sum (or shasum) are enough there.
"""

import hashlib
import os
import re
import secrets
import shlex
from pathlib import Path

from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, ProblemFound, shown
from sitebuild.publishing import object_storage
from sitebuild.publishing.programs import run, said_by
from sitebuild.publishing.target import Target, stopped, target_of

SCRIPT = Path(__file__).with_name("remote.sh")
SUMS = "SHA256SUMS"
# Seconds that AFTER may take: as a rule, and at most. It may run twice, and a lock counts for an hour.
LIMIT, LONGEST = 60, 1500
# Nobody sits there to type a password, and a dead line must end.
SSH_OPTIONS = ("-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15")


def deploy(output: Path, written: str, after: str) -> str:
    """Bring a published folder to a target; return what was done, in one line. Raises ProblemFound.

    written: user@host:/path, a path, or rclone:remote:path (object_storage.py). after: a command to run there when the
    site is in place, until it has succeeded once; where it fails, the site that was there comes back.
    """
    if written.startswith(object_storage.PREFIX):
        _sum_of(output)
        return object_storage.deploy(output, written, after)
    target, begins = target_of(written, output), _sum_of(output)[:12]
    word, *found = _asked(target, "prepare", sum=begins, after=after)
    if word == "same":
        return _("{target} has this site already: {release}", target=written, release=found[0])
    if word == "ready":
        upload = secrets.token_hex(8)
        _upload(output, target, f".incoming/{upload}", found)
        word, *found = _asked(target, "finish", sum=begins, upload=upload, after=after)
    return _("The site is at {target}: {release}", target=written, release=found[0])


def rollback(output: Path, written: str, after: str) -> str:
    """Take a target back to the release before the present one; return what was done. Raises ProblemFound."""
    if written.startswith(object_storage.PREFIX):
        raise object_storage.no_way_back(written)
    _word, release, old, *damaged = _asked(target_of(written, output), "rollback", after=after)
    said = _("{target} is back at {release}; it was at {old}", target=written, release=release, old=old)
    if damaged:
        said += _("; passed over, for they are damaged: {releases}", releases=", ".join(damaged))
    return said


def _sum_of(output: Path) -> str:
    """Return the checksum of a published folder's list of checksums, when the folder is what the list says."""
    try:
        listed = (output / SUMS).read_bytes()
        pairs = [re.fullmatch(r"([0-9a-f]{64}) [ *](?:\./)?(.+)", line) for line in listed.decode().splitlines()]
        if None in pairs:
            raise TypeError  # not a list
        sums = {pair[2]: pair[1] for pair in pairs if pair}
        there = {path.relative_to(output).as_posix() for path in output.rglob("*") if not path.is_dir()} - {SUMS}
        odd = [*sorted(there ^ sums.keys())] or [name for name in sums if _sha256(output / name) != sums[name]]
    except (OSError, TypeError, UnicodeDecodeError):  # no list, or not one
        odd = [SUMS]
    if odd:
        wrong = _("this is not as make publish leaves it")
        raise ProblemFound(Problem(shown(output / odd[0]), 1, wrong, _("Run make publish SITEURL=https://… first")))
    return hashlib.sha256(listed).hexdigest()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _ssh() -> list[str]:
    written = os.environ.get("SSH", "")
    try:
        return [*(shlex.split(written) or ["ssh"]), *SSH_OPTIONS]
    except ValueError:
        wrong = _("a quotation mark in SSH has no second one: {written}", written=written)
        raise stopped(wrong, _('Write a command, as in SSH="ssh -p 2222"')) from None


def _limit() -> str:
    """Return for how many seconds AFTER may run."""
    written = os.environ.get("AFTER_LIMIT", "").strip() or str(LIMIT)
    if not re.fullmatch("[1-9][0-9]{0,3}", written) or int(written) > LONGEST:
        wrong = _("AFTER_LIMIT is no number of seconds: {written}", written=written)
        raise stopped(wrong, _("Write a number from 1 to {most}", most=LONGEST))
    return written


def _upload(output: Path, target: Target, into: str, there: list[str]) -> None:
    """Bring a folder's files to a new folder at the target. there: folders whose files need not come again."""
    # Links as links: by where one leads, nginx tells where an address moved (serving/marks.py).
    # By contents: a file that did not change keeps its time, and so its ETag. The times here are those of the build.
    # Whole: rsync 3.2.7 takes parts of the wrong folder's file where there are two to take from, and gives up.
    command = ["rsync", "--recursive", "--links", "--checksum", "--whole-file", "--perms", "--chmod=D755,F644"]
    command += [f"--link-dest=../../{folder}" for folder in there]
    source, folder = f"{output.absolute()}/", shlex.quote(target.folder)
    if target.host:
        # The folder is named to a shell and nowhere else: versions of rsync differ in what they do to odd characters.
        command += ["--rsh", shlex.join(_ssh()), f"--rsync-path=cd {folder} && rsync", source, f"{target.host}:{into}/"]
        done = run(command)
    else:
        done = run([*command, source, f"{into}/"], cwd=target.folder)
    if done.returncode:
        wrong = _("the upload to {target} broke off ({said})", target=target.written, said=said_by(done))
        raise stopped(wrong, _("Run it again: what has arrived is not sent a second time"))


def _asked(target: Target, what: str, **values: str) -> list[str]:
    """Let the target do something; return the word and the words that it answers with. Raises ProblemFound."""
    values = {"what": what, "folder": target.folder, "limit": _limit(), **values}
    lines = [f"{name}={shlex.quote(value)}\n" for name, value in values.items()]
    # Through its standard input the script meets one shell only, whatever shell the user has there.
    shell = [*_ssh(), target.host, "sh -s"] if target.host else ["sh", "-s"]
    done = run(shell, input="".join(lines) + SCRIPT.read_text("utf-8"))
    said = [line.removeprefix("deploy: ") for line in done.stdout.splitlines() if line.startswith("deploy: ")]
    name, _space, rest = said[-1].partition(" ") if said else ("", "", "")
    if name in ("ready", "same", "done", "back"):
        return [name, *rest.split()]
    raise stopped(*_refusal(name, rest, target, said_by(done)))


def _refusal(name: str, rest: str, target: Target, said: str) -> tuple[str, str]:
    """Return what an answer of remote.sh, or none, means, and what to do about it."""
    at = target.written
    match name:
        case "taken":
            wrong = _("another deploy is at work at {target} (process {id})", target=at, id=rest)
            return wrong, _("Wait for it; if there is none, delete .lock there")
        case "stranger":
            wrong = _("{target} holds “{name}”, which no deploy put there", target=at, name=rest)
            return wrong, _("Choose a new or an empty folder")
        case "damaged":
            return _("the files at {target} are not those that were sent", target=at), _("Run make deploy again")
        case "after":
            wrong = _("the command in AFTER failed at {target} ({said}), and it is as it was", target=at, said=said)
            return wrong, _("Mend the command, then try again")
        case "late":
            wrong = _("the command in AFTER was not done after {limit} s at {target}", limit=rest, target=at)
            return f"{wrong} ({said})", _("Mend the command, or give it time with AFTER_LIMIT=300; then try again")
        case "reached":
            wrong = _("the line to {target} broke off ({said})", target=at, said=said)
            return wrong, _("Run it again: what was begun is finished then")
        case "nothing":
            return _("nothing was deployed to {target} yet", target=at), _("Run make deploy first")
        case "first":
            wrong = _("{target} has no release before {release}", target=at, release=rest)
            return wrong, _("Deploy what should be there")
        case "unwritable":
            wrong = _("{target} cannot be written ({said})", target=at, said=said)
            return wrong, _("See that there is room and that you may write there")
    wrong = _("{target} cannot be reached ({said})", target=at, said=said)
    return wrong, _("See that “ssh {host}” works without a password", host=target.host or "localhost")
