"""Somebody with a copy of a project, who changes its files and runs its commands: here in this process, or as a command."""

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

import sitebuild.cli as commands
from sitebuild.project import Project

ROOT = Path(__file__).parents[1]
SITES = ROOT / "tests" / "sites"
MINIMAL, UNION = SITES / "minimal" / "content", SITES / "union" / "content"  # the code's fixtures: see tests/sites
REAL = ROOT / "content"  # what editors change: for tests/content alone
SITEURL = "https://example.org"
DAY = "1795608000"  # 25 November 2026, in seconds: the day of the code's tests, whatever day it is
# What a command of an editor's machine finds in its environment, and no more.
ENGLISH = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}

# What a command reads from its environment.
READ = ("SITEURL", "SOURCE_DATE_EPOCH", "PORT", "TARGET", "AFTER", "AFTER_LIMIT", "SSH", "pamphlet", "lang")


@dataclass
class Run:
    """What a command did: its exit status, what it said, and the problems it told."""

    status: int
    said: str
    problems: list[str]


class Editor:
    """Somebody with a copy of the project, in a folder whose name has a space and an æ.

    content: the texts. day: the day on which their commands run, in seconds; None for today.
    """

    project = ROOT  # where the code is

    def __init__(self, folder: Path, content: Path = UNION, day: str | None = DAY):
        self.folder = folder / "vores hjemmeside på æ"
        self.clock = {"SOURCE_DATE_EPOCH": day} if day else {}
        shutil.copytree(content, self.folder / "content")
        for name in ("theme", "translations"):
            shutil.copytree(ROOT / name, self.folder / name)
        for name in ("pelicanconf.py", "publishconf.py"):
            shutil.copy(ROOT / name, self.folder / name)
        # Pamphlets that are as they were are not set again: every editor has what was made before.
        (ROOT / ".cache" / "paper").mkdir(parents=True, exist_ok=True)
        (self.folder / ".cache").mkdir()
        (self.folder / ".cache" / "paper").symlink_to(ROOT / ".cache" / "paper")

    def has_nothing_made(self) -> None:
        """Forget every pamphlet that was made before."""
        made = self.folder / ".cache" / "paper"
        made.unlink() if made.is_symlink() else shutil.rmtree(made)
        made.mkdir()

    def has_no_pamphlets(self) -> None:
        """Take the pamphlets out, and what leads to them: they are set anew for each address of a site."""
        self.deletes("content/pamphlets")
        facts = re.sub(r"(?m)^pamphlets: .*$", "pamphlets: []", self.reads("content/facts.yaml"))
        self.writes("content/facts.yaml", facts)
        for path in (self.folder / "content").rglob("overdose.*.md"):
            path.write_text(re.sub(r"\n\[[^]]*\]\(overdose-card\)\n", "", path.read_text("utf-8")), "utf-8")

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def writes(self, path: str, text: str | bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())

    def reads(self, path: str) -> str:
        return (self.folder / path).read_text("utf-8")

    def changes(self, path: str, old: str, new: str) -> None:
        text = self.reads(path)
        assert old in text, f"{old!r} is not in {path}"
        self.writes(path, text.replace(old, new, 1))

    def deletes(self, path: str) -> None:
        target = self.folder / path
        shutil.rmtree(target) if target.is_dir() else target.unlink()

    def runs(self, name: str = "html", **environment: str) -> Run:
        """Run a command in this process, which takes a tenth of the time that a process of its own takes."""
        given = {"LC_ALL": ENGLISH["LC_ALL"]} | self.clock | environment
        with _caught() as (said, told), environment_of(given):
            status = commands.main([name], Project(self.folder))
        return Run(status, _text(said), _text(told).splitlines())

    def command(self, name: str) -> list[str]:
        return [sys.executable, "-m", "sitebuild", name]

    def environment(self, **more: str) -> dict[str, str]:
        """Return what a command finds in its environment."""
        return ENGLISH | self.clock | more

    def runs_alone(self, name: str = "html", **environment: str) -> Run:
        """Run a command as an editor does, in a process of its own."""
        done = subprocess.run(
            self.command(name),
            cwd=self.folder,
            env=self.environment(**environment),
            capture_output=True,
            text=True,
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr.splitlines())

    def page(self, path: str) -> LexborHTMLParser:
        return parsed(self.output / path)


@contextlib.contextmanager
def environment_of(given: dict[str, str]):
    """Let a command find in its environment what is given, and of what else it would read nothing."""
    before = {name: os.environ.pop(name, None) for name in {*READ, *given}}
    os.environ.update(given)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


@contextlib.contextmanager
def _caught():
    """Keep what is printed inside the block; yields the two streams."""
    said, told = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _stream in range(2))
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(told):
        yield said, told


def _text(stream: io.TextIOWrapper) -> str:
    return stream.buffer.getvalue().decode("utf-8")


def parsed(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text("utf-8"))


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
