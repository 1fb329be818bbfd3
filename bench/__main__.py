"""Measure and print three tables: python -m bench, from the project's root (about twelve minutes).

Everything is measured in turns in one run, so that a busy minute hits all of it alike; the first round is
thrown away, because it fills the caches. What counts is the ratio: seconds are this machine's own.
"""

import os
import platform
import shutil
import tempfile
import time
from pathlib import Path
from statistics import median

from bench import kept, lighthouse, paint, paper, projects
from pelicanconf import DEFAULT_LANG

ROUNDS = 10  # that count
PRINTS = 3  # rounds of the pamphlets that count
SAVES = 10  # in each round: memory is read after the first 10, and after 110
MAKE = ["make", "html"]
PELICAN = [".venv/bin/python", "-m", "pelican"]


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder, project = Path(temporary), Path.cwd()
        ours, edited = (projects.copied(project, folder / name) for name in ("ours", "edited"))
        stock = projects.stocked(ours, folder / "stock")
        with kept.preview(edited, DEFAULT_LANG) as preview:
            rounds = [one_round(ours, stock, preview) for _round in range(ROUNDS + 1)]
        prints = [paper.one_round(ours, projects.run, number) for number in range(1, PRINTS + 2)]
        pages = [len(list(built.rglob("*.html"))) for built in (ours / "output", stock / "output")]
        print(table(rounds, prints, *pages), flush=True)
        print("", paint.compared(ours, stock, folder / "looks"), sep="\n", flush=True)
        print("", lighthouse.table(ours), sep="\n")


def one_round(ours: Path, stock: Path, preview: kept.Preview) -> tuple[float, float, list[float], float]:
    """Return the seconds of make html, of stock Pelican and of each save, and the preview's memory in MB."""
    return built(MAKE, ours), built(PELICAN, stock), [preview.save() for _save in range(SAVES)], preview.memory()


def built(command: list[str], folder: Path) -> float:
    """Return the wall time in seconds of a build of the project in folder from nothing."""
    shutil.rmtree(folder / "output", ignore_errors=True)
    start = time.perf_counter()
    projects.run(command, folder)
    return time.perf_counter() - start


def table(rounds: list[tuple], prints: list[tuple], pages: int, stock_pages: int) -> str:
    """Return the Markdown table; the first of the rounds is left out, but for the memory."""
    ours, stock, saves, memory = zip(*rounds, strict=True)
    build, pelican = median(ours[1:]), median(stock[1:])
    saved = sorted(seconds for row in saves[1:] for seconds in row)
    first, last = memory[0], memory[-1]
    count = SAVES * len(rounds)
    everything, changed, nothing, pelican_alone = (median(each) for each in zip(*prints[1:], strict=True))
    return f"""\
| what | measured | held against | ratio |
| --- | --- | --- | --- |
| `make html` from nothing, {pages} pages | {build:.3f} s | stock Pelican, theme simple, {stock_pages} pages: {pelican:.3f} s | {build / pelican:.2f} |
| from saving a text to its page in the preview | {median(saved):.3f} s (slowest {saved[-1]:.3f} s) | stock Pelican: {pelican:.3f} s | {median(saved) / pelican:.2f} |
| the preview's memory after {count} saves | {last:.1f} MB | after {SAVES} saves: {first:.1f} MB | {last / first:.2f} |
| `make print`, all pamphlets from nothing | {everything:.2f} s | nothing changed: {nothing:.2f} s | {everything / nothing:.1f} |
| `make print` after one text changed | {changed:.2f} s | nothing changed: {nothing:.2f} s | {changed / nothing:.1f} |
| `make print` where nothing changed | {nothing:.2f} s | `import pelican`: {pelican_alone:.2f} s | {nothing / pelican_alone:.1f} |

Medians of {ROUNDS} rounds, {len(saved)} saves; Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores."""


if __name__ == "__main__":
    main()
