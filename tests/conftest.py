"""What the tests share: the site as built once, an editor with a copy of the project, and a browser."""

import contextlib
import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from selectolax.lexbor import LexborHTMLParser
from servers_in_use import Apache, Nginx, readable_copy

from bootstrap import chromium

ROOT = Path(__file__).parents[1]
SITEURL = "https://example.org"
ALONE = ("112/index.html", "alle-raad.html", "en/all-advice.html")
LINK = re.compile(r"\]\((?!https?:|tel:|mailto:|[^)]*\.svg)([^)#]+)(#[^)]*)?\)")  # to a page; a drawing is none
ENGLISH = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
# What was published once and has no page any more, for the tests of servers.
DEPARTED = """
moved:
  /huset/: about#house
  /gammel-pjece.pdf: organisations
  /en/old/: opening-hours
gone:
  /om/kaffe/: Vi har ikke længere en kaffeklub.
  /en/about/coffee/: We have no coffee club any more.
"""
MOVED = {"/huset/": "/om/#house", "/gammel-pjece.pdf": "/foredrag-og-samarbejde/", "/en/old/": "/en/opening-hours/"}
GONE = {"/om/kaffe/": "om/kaffe/index.html", "/en/about/coffee/": "en/about/coffee/index.html"}


@dataclass
class Run:
    """What a command did: its exit status, what it said, and the problems it told."""

    status: int
    said: str
    problems: list[str]


class Editor:
    """Somebody with a copy of the project, in a folder whose name has a space and an æ."""

    project = ROOT  # where the code is

    def __init__(self, folder: Path):
        self.folder = folder / "vores hjemmeside på æ"
        for name in ("content", "theme", "translations"):
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

    def leaves_out(self, *folders: str) -> None:
        """Take folders of pages out, and what leads to them or was only for them: a smaller site builds faster."""
        for folder in folders:
            for path in (f"content/pages/{folder}", f"content/{folder}"):
                if (self.folder / path).exists():
                    self.deletes(path)
        texts = {path: path.read_text("utf-8") for path in (self.folder / "content").rglob("*.md")}
        keys = {path.name.partition(".")[0] for path in texts}
        for path, text in texts.items():
            path.write_text(re.sub(LINK, lambda link: link[0] if link[1] in keys else "](about)", text), "utf-8")
        cited = set(re.findall(r"\[\^([^\]]+)\]", " ".join(texts.values())))
        head, *sources = re.split(r"(?m)^(?=[a-z0-9-]+:$)", self.reads("content/sources.yaml"))
        used = [
            s for s in sources if cited & set(re.search(r"rows: \[(.*?)\]", s, re.DOTALL)[1].replace(",", " ").split())
        ]
        self.writes("content/sources.yaml", head + "".join(used))
        self.writes(
            "content/words.yaml", self.reads("content/words.yaml").partition("\neveryday:")[0] + "\neveryday: {}\n"
        )
        menus = re.sub(
            r"[a-z-]+(?=[,\]])",
            lambda key: key[0] if key[0] in keys else "",
            self.reads("content/facts.yaml").partition("\nnames:")[0],
        )
        menus = re.sub(r"\[(?:, )+", "[", re.sub(r"(, )+", ", ", menus))
        self.writes(
            "content/facts.yaml", menus + "\nnames:" + self.reads("content/facts.yaml").partition("\nnames:")[2]
        )

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

    def command(self, name: str) -> list[str]:
        return [sys.executable, "-m", "sitebuild", name]

    def runs(self, name: str = "html", **environment: str) -> Run:
        done = subprocess.run(
            self.command(name), cwd=self.folder, env=ENGLISH | environment, capture_output=True, text=True, check=False
        )
        return Run(done.returncode, done.stdout, done.stderr.splitlines())

    def page(self, path: str) -> LexborHTMLParser:
        return parsed(self.output / path)


def parsed(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text("utf-8"))


def enlarge_text(page) -> None:
    """Make a page's text twice as large, as a reader's browser does; its policy lets no style element in."""
    page.evaluate("document.documentElement.style.setProperty('font-size', '225%', 'important')")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def editor(tmp_path):
    return Editor(tmp_path)


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The site as `make html` builds it."""
    editor = Editor(tmp_path_factory.mktemp("site"))
    run = editor.runs()
    assert (run.status, run.problems) == (0, []) and run.said.endswith("The site is in output/\n")
    return editor.output


@pytest.fixture(scope="session")
def published(tmp_path_factory) -> Path:
    """The site as `make publish SITEURL=…` builds it."""
    editor = Editor(tmp_path_factory.mktemp("published"))
    assert editor.runs("publish", SITEURL=SITEURL).status == 0
    return editor.output


@pytest.fixture(scope="session")
def served(tmp_path_factory) -> Path:
    """The site as published, with addresses that moved and that are gone, where a server without rights can read it."""
    editor = Editor(tmp_path_factory.mktemp("served"))
    editor.writes("content/moved.yaml", DEPARTED)
    assert editor.runs("publish", SITEURL=SITEURL).status == 0
    with tempfile.TemporaryDirectory() as folder:
        yield readable_copy(editor.output, Path(folder))


@pytest.fixture(scope="session", params=[Nginx, Apache], ids=lambda server: server.name)
def server(request, served):
    """The published site on a real server."""
    with tempfile.TemporaryDirectory() as own, request.param(served, Path(own)) as running:
        yield running


@pytest.fixture(scope="session")
def pages(site) -> dict[str, LexborHTMLParser]:
    """Every page of the site, by its path; but not those that stand alone: test_to_take_along.py."""
    paths = (path for path in sorted(site.rglob("*.html")) if path.relative_to(site).as_posix() not in ALONE)
    return {path.relative_to(site).as_posix(): parsed(path) for path in paths}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def served_from(folder: Path):
    """Yield the address at which a folder is served. From a disk, a browser holds no script against its hash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def address(site) -> str:
    """Where the built site is served."""
    with served_from(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium, which `make test` installs where it is missing."""
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    flags += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def readers(browser):
    """A reader's browser for each kind of settings; the site keeps nothing in it, so that one serves many tests."""
    contexts = {}

    def reader(settings):
        key = repr(sorted(settings.items()))
        if key not in contexts:
            contexts[key] = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | settings))
        return contexts[key]

    yield reader
    for context in contexts.values():
        context.close()


@pytest.fixture
def opened(readers, address):
    """Open a page with the settings of a reader: opened(path, **settings)."""
    pages = []

    def open_page(path, **settings):
        pages.append(readers(settings).new_page())
        pages[-1].goto(address + path)
        return pages[-1]

    yield open_page
    for page in pages:
        page.close()
