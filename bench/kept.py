"""A preview kept running as an editor keeps it: how long from saving a text to its page, and how much memory."""

import contextlib
import http.client
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from bench.projects import TEXTS, environment, pages

LETTERS = str.maketrans("0123456789", "abcdefghij")
PATIENCE = 60  # seconds; then the preview is taken to be broken
POLL = 0.002  # seconds between two requests for the page
REST = 0.1  # seconds before each save: nobody saves while the last save is still being shown


class Preview:
    """A running preview of the project in folder, and the text in it that is saved again and again."""

    def __init__(self, folder: Path, port: int, pid: int, language: str):
        self.port, self.pid, self.saves = port, pid, 0
        information = (p for p in pages(folder / TEXTS) if "\nkind: information\n" in p.read_text("utf-8"))
        self.path = next(path for path in information if path.name.endswith(f".{language}.md"))
        self.text = self.path.read_text("utf-8")
        self.address = "/" + re.search(r"^slug: (.+)$", self.text, re.MULTILINE)[1] + "/"

    def save(self) -> float:
        """Save the text with a new last sentence; return the seconds until its page holds the sentence."""
        time.sleep(REST)
        self.saves += 1
        # In letters: a number would have to stand in the other languages too.
        sentence = f"Gemt {str(self.saves).translate(LETTERS)}."
        start = time.perf_counter()
        self.path.write_text(f"{self.text}\n{sentence}\n", "utf-8")
        self.wait_for(sentence)
        return time.perf_counter() - start

    def wait_for(self, words: str) -> None:
        """Ask for the page until it holds words. Raises TimeoutError."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if words in _got(self.port, self.address):
                    return
            time.sleep(POLL)
        raise TimeoutError(f"the preview did not show “{words}” at {self.address} within {PATIENCE} s")

    def memory(self) -> float:
        """Return the resident memory of the preview's process in MB (10⁶ bytes)."""
        shown = subprocess.run(["ps", "-o", "rss=", "-p", str(self.pid)], capture_output=True, text=True, check=True)
        return int(shown.stdout) * 1024 / 1e6


@contextlib.contextmanager
def preview(folder: Path, language: str) -> Iterator[Preview]:
    """Yield the preview of the project in folder, once it serves; language: whose text is saved."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [".venv/bin/python", "-m", "sitebuild", "preview"]
    run = subprocess.Popen(command, cwd=folder, env=environment() | {"PORT": str(port)}, stdout=subprocess.DEVNULL)
    try:
        kept = Preview(folder, port, run.pid, language)
        kept.wait_for("</html>")
        yield kept
    finally:
        run.terminate()
        run.wait()


def _got(port, address) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", address)
        return connection.getresponse().read().decode("utf-8")
    finally:
        connection.close()
