"""Each change that an editor may rightly make, made in a copy, with the tests of the real texts run on it: all stay green.

And each again 1, 3 and 14 months on, for `make test` is what a change must pass before it is published, whenever that is.
It is called by `make test-changes`; `python tests/content/changes.py street phone 0 14` makes some of them, so many months on.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from editor import SITEURL, Editor

PARTS = ("content", "theme", "translations", "sitebuild", "bench", "tests")  # folders that the tests need
FILES = (
    "pelicanconf.py",
    "publishconf.py",
    "bootstrap.py",
    "pyproject.toml",
    "README.md",
    "Makefile",
    "requirements.txt",
)
MONTHS = {0: 0, 1: 31, 3: 92, 14: 427}  # months on → days
FACTS, LANGS = "content/facts.yaml", ("da", "en")
PAGE = """---
title: {title}
summary: {summary}
slug: {slug}
kind: {kind}
---

{first} {{{{ phone }}}}.

## {heading} {{#place}}

{second} [{title}](about).
"""


class Copy(Editor):
    """A copy of the whole project, in which the tests can be run."""

    def __init__(self, folder: Path):
        self.folder, self.clock = folder, {}
        for name in PARTS:
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "photographs"))
        for name in FILES:
            shutil.copy(ROOT / name, folder / name)
        (folder / ".cache").mkdir()
        (ROOT / ".cache" / "paper").mkdir(parents=True, exist_ok=True)
        (folder / ".cache" / "paper").symlink_to(ROOT / ".cache" / "paper")  # what is as it was is not set again

    def replaces(self, path: str, pattern: str, new: str | Callable) -> None:
        """Change what stands in a file, wherever and whatever it is today."""
        text, times = re.subn(pattern, new, self.reads(path), count=1, flags=re.MULTILINE)
        assert times == 1, f"{pattern!r} is not in {path}"
        self.writes(path, text)

    def tested(self, day: date, seen: Path) -> subprocess.CompletedProcess:
        """Run the tests of the real texts on a day. seen: where pages are noted that were visited and right."""
        environment = os.environ | {
            "SOURCE_DATE_EPOCH": str(int(time.mktime(day.timetuple())) + 12 * 3600),
            "PYTHONPATH": str(self.folder),
            "PYTHONDONTWRITEBYTECODE": "1",
            "VISITED": str(seen),
        }
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            "0",
            "-p",
            "no:cacheprovider",
            "-m",
            "not long",
            "tests/content",
        ]
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)


def nothing(copy: Copy) -> None:
    """No change."""


def closing_time(copy: Copy) -> None:
    """Another closing time."""
    copy.replaces(FACTS, r'closes: "(\d\d):(\d\d)"', lambda found: f'closes: "{int(found[1]) + 1:02}:30"')


def phone(copy: Copy) -> None:
    """Another phone."""
    copy.replaces(FACTS, r'^  phone: \{value: "[^"]*"', '  phone: {value: "+45 11 22 33 44"')


def street(copy: Copy) -> None:
    """Another street."""
    copy.replaces(FACTS, r"^    street: .*$", "    street: Nygade 112, 3. sal")


def confirmed(copy: Copy) -> None:
    """Hours confirmed, with a closure and an answer for a holiday."""
    closed = date.today() + timedelta(days=10)
    told = f"""    confirmed: {{value: {date.today()}, by: volunteer, origin: owner}}
    exceptions:
      - {{day: {closed}, until: {closed + timedelta(days=2)}, closed: true, why: {{da: oprydning, en: tidying}}}}
    holidays: {{Langfredag: closed}}"""
    copy.replaces(FACTS, r"^    confirmed: .*(\n    (exceptions|holidays):.*(\n      .*)*)*", told)


def publication(copy: Copy) -> None:
    """A first publication: content/published.yaml appears."""
    (copy.folder / "content" / "published.yaml").unlink(missing_ok=True)
    run = copy.runs_alone("publish", SITEURL=SITEURL)
    assert run.status == 0 and (copy.folder / "content" / "published.yaml").exists(), run.problems


def new_page(copy: Copy) -> None:
    """A new page in both languages, and one that stands in the menu at the foot."""
    for key, kind in (("coffee-club", "information"),):
        da = {"title": "Kaffeklubben", "summary": "Vi drikker kaffe.", "slug": "om/kaffeklubben", "heading": "Stedet"}
        en = {
            "title": "The coffee club",
            "summary": "We drink coffee.",
            "slug": "about/the-coffee-club",
            "heading": "The place",
        }
        da |= {"first": "Vi drikker kaffe om onsdagen. Ring til os på", "second": "Vi sidder i caféen. Læs mere på"}
        en |= {"first": "We drink coffee on Wednesdays. Ring us on", "second": "We sit in the café. Read more at"}
        for lang, words in (("da", da), ("en", en)):
            copy.writes(f"content/pages/about/{key}.{lang}.md", PAGE.format(kind=kind, **words))
    copy.replaces(FACTS, r"^footer: \[", "footer: [coffee-club, ")


def new_pamphlet(copy: Copy) -> None:
    """A new pamphlet in both languages."""
    for lang, title, slug in (
        ("da", "Kort til bilen", "pjecer/kort-til-bilen"),
        ("en", "Card for the car", "pamphlets/car-card"),
    ):
        text = copy.reads(f"content/pamphlets/overdose-card.{lang}.md")
        text = re.sub(r"(?m)^title: .*$", f"title: {title}", re.sub(r"(?m)^slug: .*$", f"slug: {slug}", text))
        copy.writes(f"content/pamphlets/car-card.{lang}.md", text)


def mended(copy: Copy) -> None:
    """Texts mended: in each page about the union, and in the first advice, a sentence says the same in other words."""
    texts = sorted(copy.folder.glob("content/pages/about/*.md")) + sorted(
        copy.folder.glob("content/pages/advice/hiv.*.md")
    )
    assert len(texts) > 4
    for path in texts:
        head, text = path.read_text("utf-8").split("\n---\n", 1)
        said = {"da": "Det er vigtigt at vide. ", "en": "This is good to know. "}[path.name.split(".")[1]]
        text = re.sub(r"(?m)^(?=[A-ZÆØÅ][^\n]*\.)", said, text, count=1)
        text = re.sub(r"\b(rigtig|hyggelig|real|nice|mange|many) (\w+)", r"\2", text, count=1)
        path.write_text(f"{head}\n---\n{text}", "utf-8")


def source(copy: Copy) -> None:
    """A source added, and cited."""
    added = "\nnew-source:\n  publisher: Kilden\n  title: En ny kilde\n  lang: da\n  url: https://example.com/ny\n"
    copy.writes(
        "content/sources.yaml",
        f"{copy.reads('content/sources.yaml').rstrip()}\n{added}  read: {date.today()}\n  rows: [NEW-01]\n",
    )
    copy.writes(
        "content/rows.yaml", f"{copy.reads('content/rows.yaml').rstrip()}\nNEW-01: {{confidence: seen, numbers: []}}\n"
    )
    for lang, said in (("da", "Det siger en ny kilde også."), ("en", "A new source says so too.")):
        copy.writes(path := f"content/pages/advice/hiv.{lang}.md", f"{copy.reads(path).rstrip()}\n\n{said}[^NEW-01]\n")


CHANGES = (nothing, closing_time, phone, street, confirmed, publication, new_page, new_pamphlet, mended, source)


def made_and_tested(change: Callable, months: list[int], folder: Path, seen: Path) -> list[str]:
    """Make a change in a copy and run the tests on each of the days; return what was red."""
    red, copy = [], Copy(folder)
    change(copy)
    for number in months:
        start = time.monotonic()
        done = copy.tested(date.today() + timedelta(days=MONTHS[number]), seen)
        told = (done.stdout.strip().splitlines() or [done.stderr[-500:]])[-1]
        print(f"{change.__doc__} {number} months on: {told} ({time.monotonic() - start:.0f} s)", flush=True)
        if done.returncode:
            red.append(f"{change.__name__} {number}")
            print(done.stdout, flush=True)
    shutil.rmtree(copy.folder)
    return red


def main(wanted: list[str]) -> int:
    changes = [change for change in CHANGES if change.__name__ in wanted] or CHANGES
    months = [number for number in MONTHS if str(number) in wanted] or list(MONTHS)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as runners:
        seen = Path(folder, "seen")
        seen.mkdir()
        done = [runners.submit(made_and_tested, each, months, Path(folder, each.__name__), seen) for each in changes]
        red = [name for change in done for name in change.result()]
    print(f"Red: {', '.join(red)}" if red else "All green.")
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
