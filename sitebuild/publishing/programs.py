"""Programs of the system that bring the site elsewhere: ssh, rsync, rclone."""

import subprocess

from sitebuild.diagnostics.messages import _
from sitebuild.publishing.target import stopped


def run(command: list[str], input: str | None = None, cwd: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program and keep what it says. Raises ProblemFound where this machine has none of its name."""
    try:
        # Names need not be UTF-8; they arrive as they are.
        return subprocess.run(
            command, check=False, capture_output=True, encoding="utf-8", errors="surrogateescape", input=input, cwd=cwd
        )
    except OSError:
        wrong = _("{name} is missing on this machine", name=command[0])
        raise stopped(wrong, _("Install it, then try again")) from None


def said_by(done: subprocess.CompletedProcess[str]) -> str:
    """Return the line that tells why a program failed: rsync ends with where in its code."""
    lines = [line.strip() for line in done.stderr.splitlines() if line.strip() and not line.startswith("rsync error:")]
    return lines[-1].rstrip(".") if lines else _("no reason given")
