"""The pamphlets: how long from nothing, after one has changed, and where nothing has."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

PRINT = [".venv/bin/python", "-m", "sitebuild", "print"]
IMPORT = [".venv/bin/python", "-c", "import pelican"]
PAMPHLETS = Path("content", "pamphlets")


def one_round(folder: Path, run: Callable[[list[str], Path], None], number: int) -> tuple[float, float, float, float]:
    """Return the seconds for all pamphlets, for one that changed, where nothing changed, and for importing Pelican."""
    shutil.rmtree(folder / ".cache" / "paper", ignore_errors=True)
    shutil.rmtree(folder / "print", ignore_errors=True)

    def timed(command):
        start = time.perf_counter()
        run(command, folder)
        return time.perf_counter() - start

    everything = timed(PRINT)
    text = sorted((folder / PAMPHLETS).glob("*.md"))[0]
    text.write_text(text.read_text("utf-8").replace("\nsummary: ", f"\nsummary: {'A' * number}"), "utf-8")
    return everything, timed(PRINT), timed(PRINT), timed(IMPORT)
