"""Copies of the project to measure in, topped up with texts, so that nothing here touches the project itself."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

PAGES = 40  # DESIGN section 10
TEXTS = Path("content", "pages")
NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "output", "tests")
# What would make one run differ from another, or tell an inner make about the outer one.
NOT_PASSED_ON = ("MAKE", "MFLAGS", "PYTHON", "PORT", "SITEURL")


def copied(project: Path, folder: Path) -> Path:
    """Copy project to folder, with a link to its .venv, and top it up to PAGES pages; return folder."""
    shutil.copytree(project, folder, ignore=NOT_COPIED)
    rules = Path("sitebuild", "rules", "output")  # called as what is built is
    shutil.copytree(project / rules, folder / rules, dirs_exist_ok=True)
    link_environment(project, folder)
    top_up(folder / TEXTS)
    return folder


def link_environment(project: Path, folder: Path) -> None:
    """Give folder the project's .venv."""
    (folder / ".venv").symlink_to((project / ".venv").resolve())


def stocked(project: Path, folder: Path) -> Path:
    """Write a project's texts to folder as a project of stock Pelican, with the project's .venv; return folder."""
    run([".venv/bin/python", "-m", "bench.stock", str(folder)], project)
    link_environment(project, folder)
    return folder


def top_up(texts: Path) -> None:
    """Copy pages of kind information, each in all its languages, under new keys and slugs, up to PAGES pages in all."""
    plain = sorted(
        path for path in pages(texts) if re.search(r"^kind: information$", path.read_text("utf-8"), re.MULTILINE)
    )
    keys, count, number = list(dict.fromkeys(path.name.partition(".")[0] for path in plain)), len(pages(texts)), 0
    while keys:
        key = keys[number % len(keys)]
        versions = [path for path in plain if path.name.partition(".")[0] == key]
        if count + len(versions) > PAGES:
            return
        number += 1
        for path in versions:
            text = re.sub(r"^slug: (.+)$", rf"slug: \1-{number}", path.read_text("utf-8"), count=1, flags=re.MULTILINE)
            path.with_name(path.name.replace(key, f"{key}-{number}", 1)).write_text(text, "utf-8")
        count += len(versions)


def pages(texts: Path) -> list[Path]:
    """Return the files of a folder of texts that become pages: not those that only hold sections for others."""
    return sorted(path for path in texts.rglob("*.md") if "\nkind: sections\n" not in path.read_text("utf-8"))


def environment() -> dict[str, str]:
    """Return the environment in which everything is measured: ours, without what would change a run."""
    return {name: value for name, value in os.environ.items() if not name.startswith(NOT_PASSED_ON)}


def run(command: list[str], folder: Path, **variables: str) -> None:
    """Run a command in folder; stop with what it said if it fails or warns."""
    environ = environment() | variables
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True)
    if done.returncode or "WARNING" in done.stdout + done.stderr:
        sys.exit(f"{' '.join(command)}:\n{done.stdout}{done.stderr}")
