"""Readers keep asking while the site's version changes: `python -m tests.load 50000`, for nginx and for Apache.

Two versions are deployed in turn, with a rollback now and then. Each answer is held against both: is it a page of one
of them, may its style be used under the header that came with it, is its script still there? It asks this machine
alone, and stops by itself: at so many answers, or after so many seconds. No server is told that anything changed.
"""

import base64
import contextlib
import hashlib
import http.client
import itertools
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from conftest import REAL, SITEURL, Editor  # the folder of the tests is on the path now
from servers_in_use import Apache, Nginx

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
SCRIPT = re.compile(r'<script src="([^"]+)" integrity="sha256-([^"]+)" defer>')
STYLES_ALLOWED = re.compile(r"style-src ([^;]*)")
# A page that moves from the first version to the second, and what is no page any more in the second.
HOUSE = "---\ntitle: {title}\nsummary: {title}\nslug: {slug}\nkind: information\n---\n\n## {title} {{#inside}}\n\n{title}.\n"
DA, EN = "content/pages/about/house.da.md", "content/pages/about/house.en.md"
MOVED = "moved:\n  /huset/: house#inside\n  /en/house/: house\n  /gammel.pdf: house#inside\n"
DEPARTED = MOVED + "gone:\n  /om/kaffe/: Væk.\n  /en/coffee.pdf: Gone.\n"
# What a server is to say of them in each version: the status, and where it leads.
BEFORE = {"/huset/": (200, None), "/en/house/": (200, None), "/gammel.pdf": (404, None)}
BEFORE |= {"/om/kaffe/": (404, None), "/en/coffee.pdf": (404, None)}
AFTERWARDS = {"/huset/": (301, "/om/huset/#inside"), "/en/house/": (301, "/en/about/house/")}
AFTERWARDS |= {"/gammel.pdf": (301, "/om/huset/#inside"), "/om/kaffe/": (410, None), "/en/coffee.pdf": (410, None)}


@dataclass
class Version:
    """One published version of the site. said: of what departs. pages: by their address. policy: of its header."""

    folder: Path
    said: dict[str, tuple[int, str | None]]
    pages: dict[str, bytes] = field(default_factory=dict)
    policy: str = ""

    def __post_init__(self):
        for path in sorted(self.folder.rglob("index.html")):
            address = f"/{path.relative_to(self.folder).as_posix().removesuffix('index.html')}"
            if self.said.get(address, (200, None)) == (200, None):
                self.pages[address] = path.read_bytes()
        (self.policy,) = set(re.findall("Content-Security-Policy: (.*)", (self.folder / "_headers").read_text("utf-8")))


def versions(folder: Path, small: bool) -> tuple[Version, Version]:
    """Publish the made-up union, or the real texts, twice: the second time with another style, another script, and addresses that departed."""
    editor = Editor(folder) if small else Editor(folder, REAL, None)
    if small:
        editor.has_no_pamphlets()
    editor.writes(DA, HOUSE.format(title="Huset", slug="huset"))
    editor.writes(EN, HOUSE.format(title="The house", slug="house"))
    one = _published(editor, folder / "one", BEFORE)
    editor.changes(DA, "slug: huset", "slug: om/huset")
    editor.changes(EN, "slug: house", "slug: about/house")
    editor.writes("theme/static/css/site.css", editor.reads("theme/static/css/site.css") + "body { orphans: 3 }")
    editor.changes("theme/static/js/exit.js", "5000", "5001")
    editor.writes("content/moved.yaml", DEPARTED)
    return one, _published(editor, folder / "other", AFTERWARDS)


def _published(editor: Editor, folder: Path, said: dict) -> Version:
    run = editor.runs("publish", SITEURL=SITEURL)
    assert run.status == 0, run.problems
    folder.mkdir()
    return Version(editor.output.rename(folder / "output"), said)  # from where a deploy takes it


@dataclass
class Load:
    """Readers of a served site, and what they met. port: of the server. both: the versions that change meanwhile."""

    port: int
    both: tuple[Version, Version]
    met: Counter = field(default_factory=Counter)
    enough: threading.Event = field(default_factory=threading.Event)

    def readers(self, number: int) -> list[threading.Thread]:
        threads = [threading.Thread(target=self._reads, args=(each,)) for each in range(number)]
        for thread in threads:
            thread.start()
        return threads

    def _reads(self, first: int) -> None:
        addresses, met = sorted(self.both[0].pages.keys() & self.both[1].pages.keys()), Counter()
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            for turn in itertools.takewhile(lambda _turn: not self.enough.is_set(), itertools.count(first)):
                try:
                    self._read(connection, addresses[turn % len(addresses)], met)
                    if turn % 10 == first:
                        self._ask_departed(connection, met)
                except (OSError, http.client.HTTPException):  # an idle one that a server closed
                    met["closed"] += 1
                    connection.close()  # it opens again by itself
                self.met["requests"] += met.pop("requests", 0)  # the others are added at the end
        self.met.update(met)

    def _ask(self, connection, address, met):
        connection.request("GET", address)
        answer = connection.getresponse()
        body = answer.read()
        met["requests"] += 1
        met["5xx"] += answer.status >= 500
        return answer, body

    def _read(self, connection, address, met):
        answer, body = self._ask(connection, address, met)
        met["pages"] += 1
        if answer.status != 200:
            met[f"page {answer.status}"] += 1
            return
        version = next((each for each in self.both if each.pages[address] == body), None)
        policy = answer.headers["Content-Security-Policy"] or ""
        text = body.decode()
        met["of no version"] += version is None
        met["mixed"] += version is not None and policy != version.policy
        for css in STYLE.findall(text):
            source = f"'sha256-{base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()}'"
            allowed = STYLES_ALLOWED.findall(policy) + STYLES_ALLOWED.findall(text)
            met["unstyled"] += not all(source in each or "'unsafe-inline'" in each for each in allowed)
        for source, digest in SCRIPT.findall(text):
            script, code = self._ask(connection, "/" + source.lstrip("./"), met)
            met["scripts"] += 1
            met["script 404"] += script.status == 404
            met["404 kept"] += script.status == 404 and script.headers["Cache-Control"] != "no-store"
            if script.status == 200 and base64.b64encode(hashlib.sha256(code).digest()).decode() != digest:
                met["mixed"] += 1

    def _ask_departed(self, connection, met):
        """Ask for what departs, and count the answers before and after which one and the same version is shown."""
        for address in AFTERWARDS:
            before = self._shown(connection, met)
            answer, _body = self._ask(connection, address, met)
            after = self._shown(connection, met)
            if before is after is not None:
                name = "moved, gone" if before is self.both[1] else "not yet"
                met[name] += 1
                met[f"{name}: wrong"] += (answer.status, answer.headers["Location"]) != before.said[address]

    def _shown(self, connection, met):
        _answer, body = self._ask(connection, "/", met)
        return next((each for each in self.both if each.pages["/"] == body), None)


def deploys(output: Path, target: Path, command: str = "deploy") -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TARGET": str(target), "AFTER": ""}
    done = subprocess.run(
        [sys.executable, "-m", "sitebuild", command],
        cwd=output.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@contextlib.contextmanager
def deployed(kind: type, both: tuple[Version, Version]):
    """Yield a server for a folder to which the first of two versions was deployed, and the folder."""
    with tempfile.TemporaryDirectory() as own, tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        target = Path(folder, "www")
        deploys(both[0].folder, target)
        with kind(target / "current", Path(own)) as server:
            yield server, target


def measured(kind: type, both: tuple[Version, Version], answers: int, seconds: float) -> tuple[Counter, int]:
    """Return what readers met in so many answers, or seconds, and how often the version changed meanwhile."""
    with deployed(kind, both) as (server, target):
        load, changes, ends = Load(server.port, both), 0, time.monotonic() + seconds
        threads = load.readers(8)
        try:
            while load.met["requests"] < answers and time.monotonic() < ends:
                changes += 1
                if changes % 6:
                    deploys(both[changes % 2].folder, target)
                else:
                    deploys(both[0].folder, target, "rollback")
                time.sleep(0.3)  # and some reading in between
        finally:
            load.enough.set()
            for thread in threads:
                thread.join()
    return load.met, changes


COLUMNS = ("requests", "pages", "of no version", "mixed", "unstyled", "scripts", "script 404", "404 kept")
COLUMNS += ("moved, gone", "moved, gone: wrong", "not yet", "not yet: wrong", "5xx", "closed")


def main(answers: int, seconds: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        both = versions(Path(folder), small=False)
        print("| server | changes |", " | ".join(COLUMNS), "| others |")
        print("| --- | ---: |", " | ".join("---:" for _each in COLUMNS), "| --- |")
        for kind in (Nginx, Apache):
            met, changes = measured(kind, both, answers, seconds)
            others = ", ".join(f"{name}: {met[name]}" for name in sorted(met.keys() - {*COLUMNS}))
            print(f"| {kind.name} | {changes} |", " | ".join(f"{met[each]:,}" for each in COLUMNS), f"| {others} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 50_000, float(sys.argv[2]) if sys.argv[2:] else 900)
