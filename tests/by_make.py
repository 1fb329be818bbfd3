"""What the tests of make share: a folder with our Makefile, in which make runs what the tests want."""

import shlex
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Whatever somebody may type, or keep in a setting; {pwned} must not be made on the way.
HOSTILE = {
    "dollar": "/srv/a$b",
    "two dollars": "a$$b $$(touch {pwned})",
    "a shell's command": "$(touch {pwned}) `touch {pwned}`",
    "make's command": "$(shell touch {pwned})${{shell touch {pwned}}}",
    "make's variable": "$(TARGET)$(AFTER)$(MAKE)${{HOME}}$@ $< %",
    "single quotes": "it's 'here'; touch {pwned}; '",
    "double quotes": 'a "b"; touch {pwned}; "',
    "backslashes": "a\\b \\$c \\\\ \\n d\\",
    "spaces": "a  b   c ",
    "newlines": "one\ntwo $(touch {pwned})\n\nthree",
    "tab and hash": "a\tb # c #",
    "an option": "-n --version",
    "another target": "x clean",
    "an assignment": "AFTER:=$(shell touch {pwned})",
    "a condition": "endif\ninclude {pwned}\n\t@touch {pwned}",
    "letters": "/srv/hjemmeside på æ/€",
    "redirection": "x > {pwned} | tee {pwned} & touch {pwned} && touch {pwned}",
    "globs": "* ? [a-z] {{a,b}} ~ !!",
}


def hostile(name: str, pwned: Path) -> str:
    return HOSTILE[name].format(pwned=pwned)


def made_for(folder: Path, program: str) -> None:
    """Put our Makefile into a folder, with a program in the place of the environment's Python."""
    shutil.copy(ROOT / "Makefile", folder)
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\n{program}\n")
    python.chmod(0o755)
    for name in ("requirements.txt", "bootstrap.py", ".venv/.site"):  # the last is the newest: all is set up
        (folder / name).touch()


def make(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """Run make in a folder, as a shell does it in which somebody has typed the arguments in quotation marks."""
    command = shlex.join(["make", *arguments])
    return subprocess.run(
        ["sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
