"""What the tests share: made-up sites as built once, the real texts as built once, an editor with a copy, a browser.

The code is tested on tests/sites: an editor may change whatever stands in content/. What must be true of content/ is
in tests/content, which takes what it expects from the facts.
"""

import contextlib
import functools
import http.server
import logging
import os
import tempfile
import threading
import time
from pathlib import Path

import hypothesis
import pytest
from editor import DAY, ENGLISH, MINIMAL, REAL, ROOT, SITES, SITEURL, UNION, Editor, Run, parsed, snapshot  # noqa: F401
from playwright.sync_api import sync_playwright
from selectolax.lexbor import LexborHTMLParser
from servers_in_use import Apache, Nginx, readable_copy
from site_map import ALONE

from bootstrap import chromium

hypothesis.settings.register_profile("here", deadline=None)  # no test fails on a clock
hypothesis.settings.load_profile("here")
logging.getLogger("asyncio").propagate = False  # the browser's driver shares this process; a build would tell its tasks
# The day of the real texts' tests: today, read once, or the one that SOURCE_DATE_EPOCH names.
TODAY = os.environ.get("SOURCE_DATE_EPOCH") or str(int(time.time()))
SLOW = (  # modules
    "test_preview", "test_commands", "test_another_language", "test_publishing", "test_bad_line", "test_typed_values",
    "test_redaktion",
)  # fmt: skip
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


def pytest_itemcollected(item):
    """Mark a test by its folder."""
    folder, *_rest, module = item.path.relative_to(ROOT / "tests").with_suffix("").parts
    item.add_marker(folder)
    if module in SLOW:
        item.add_marker(pytest.mark.slow)


def enlarge_text(page) -> None:
    """Make a page's text twice as large, as a reader's browser does; its policy lets no style element in."""
    page.evaluate("document.documentElement.style.setProperty('font-size', '225%', 'important')")


@pytest.fixture
def editor(tmp_path):
    """An editor of the made-up union."""
    return Editor(tmp_path)


@pytest.fixture
def small(tmp_path):
    """An editor of the smallest made-up site."""
    return Editor(tmp_path, MINIMAL)


def _built(editor: Editor) -> Path:
    run = editor.runs()
    assert (run.problems, run.status) == ([], 0) and run.said.endswith("The site is in output/\n")
    return editor.output


def _published(editor: Editor) -> Path:
    run = editor.runs("publish", SITEURL=SITEURL)
    assert (run.problems, run.status) == ([], 0)
    return editor.output


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The made-up union's site as `make html` builds it."""
    return _built(Editor(tmp_path_factory.mktemp("site")))


@pytest.fixture(scope="session")
def published(tmp_path_factory) -> Path:
    """The made-up union's site as `make publish SITEURL=…` builds it."""
    return _published(Editor(tmp_path_factory.mktemp("published")))


@pytest.fixture(scope="session")
def real_site(tmp_path_factory) -> Path:
    """The real texts as `make html` builds them."""
    return _built(Editor(tmp_path_factory.mktemp("real"), REAL, TODAY))


@pytest.fixture(scope="session")
def real_published(tmp_path_factory) -> Path:
    """The real texts as `make publish SITEURL=…` builds them."""
    return _published(Editor(tmp_path_factory.mktemp("real-published"), REAL, TODAY))


@pytest.fixture(scope="session")
def served(tmp_path_factory) -> Path:
    """The site as published, with addresses that moved and that are gone, where a server without rights can read it."""
    editor = Editor(tmp_path_factory.mktemp("served"))
    editor.writes("content/moved.yaml", DEPARTED)
    with tempfile.TemporaryDirectory() as folder:
        yield readable_copy(_published(editor), Path(folder))


@pytest.fixture(scope="session", params=[Nginx, Apache], ids=lambda server: server.name)
def server(request, served):
    """The published site on a real server."""
    with tempfile.TemporaryDirectory() as own, request.param(served, Path(own)) as running:
        yield running


def _pages(site: Path) -> dict[str, LexborHTMLParser]:
    """Return every page of a site, by its path; but not those that stand alone."""
    alone = {address.lstrip("/") + "index.html" * address.endswith("/") for address in ALONE}
    names = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")))
    return {name: parsed(site / name) for name in names if name not in alone}


@pytest.fixture(scope="session")
def pages(site) -> dict[str, LexborHTMLParser]:
    """Every page of the made-up union's site, by its path."""
    return _pages(site)


@pytest.fixture(scope="session")
def real_pages(real_site) -> dict[str, LexborHTMLParser]:
    """Every page of the real site, by its path."""
    return _pages(real_site)


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
    """Where the made-up union's site is served."""
    with served_from(site) as address:
        yield address


@pytest.fixture(scope="session")
def real_address(real_site) -> str:
    """Where the real site is served."""
    with served_from(real_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium, which `make test` installs where it is missing."""
    flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    flags += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        # The engine of paper lets this process see no font but its own; a reader's browser has the system's.
        environment = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags, env=environment)
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


@pytest.fixture(scope="session")
def visitor(browser):
    """One page that is led from page to page: to open a new one costs three times as much as to go there."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def opened(readers, address):
    """Open a page of the made-up union with the settings of a reader: opened(path, **settings)."""
    yield from _opener(readers, address)


@pytest.fixture
def opened_real(readers, real_address):
    """Open a page of the real site with the settings of a reader: opened_real(path, **settings)."""
    yield from _opener(readers, real_address)


def _opener(readers, address):
    pages = []

    def open_page(path, **settings):
        pages.append(readers(settings).new_page())
        pages[-1].goto(address + path)
        return pages[-1]

    yield open_page
    for page in pages:
        page.close()
