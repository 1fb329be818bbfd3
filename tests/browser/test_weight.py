"""What a page weighs on a bad line: one answer that fits in the first flight, and nothing before the words.

No clock: bytes, requests, and what a page can show while it waits for the rest.
"""

import re
from statistics import median

import brotli
import pytest
from conftest import parsed
from looks import KINDS

from bench.line import sent, serving

HEADERS = 1_100  # bytes, at most, of an answer's head
FLIGHT = 14_600  # bytes: what a server sends before it waits for an acknowledgement (RFC 6928, 10 × 1,460)
MEDIAN = 10_000  # bytes: DESIGN, section 10
SCRIPT = 1_000  # bytes, compressed as they are sent
AT_ONCE = "link[rel~=stylesheet], link[rel*=preload], link[rel=icon]:not([href^='data:'])"
AT_ONCE += ", img:not([loading=lazy]), iframe, object, embed, video, audio"  # what a browser asks for when it meets it
HANDED_OVER = ("alle-raad.html", "all-advice.html")  # all guidance in one file; it has a test of its own
PAINTED = """() => new Promise(done => {
    new PerformanceObserver(() => done(true)).observe({ type: "paint", buffered: true });
    setTimeout(done, 30_000, false);
})"""
SHIFT = """() => new Promise(done => {
    let shift = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { shift += entry.value; }))
        .observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(shift))));
})"""


@pytest.fixture(scope="session")
def files(published):
    """Every page of the published site, by its path."""
    pages = (path for path in sorted(published.rglob("*.html")) if path.name not in HANDED_OVER)
    return {path.relative_to(published).as_posix(): path for path in pages}


@pytest.fixture(scope="session")
def published_at(published):
    """The address at which the published site is served, compressed."""
    with serving(published) as (address, _server):
        yield address


def test_every_page_comes_in_the_first_flight_and_half_of_them_in_far_less(files):
    sizes = {name: len(sent(path)) + HEADERS for name, path in files.items()}
    assert {name: size for name, size in sizes.items() if size > FLIGHT} == {}
    assert median(sizes.values()) <= MEDIAN


def test_no_page_asks_for_anything_before_its_words_are_there(files):
    """Style is in the page, icons too; pictures wait until they are near; a script waits for all the rest."""
    for name, path in files.items():
        page = parsed(path)
        assert [each.html for each in page.css(AT_ONCE)] == [], name
        style = "".join(style.text() for style in page.css("style"))
        assert re.findall(r"@import|url\((?!['\"]?data:)", style) == [], name


def test_a_page_has_at_most_one_script_and_it_is_small_and_comes_last(files, published):
    for name, path in files.items():
        scripts = [s for s in parsed(path).css("script") if s.attributes.get("type") != "application/ld+json"]
        assert len(scripts) <= 1, name
        for script in scripts:
            assert "defer" in script.attributes and "src" in script.attributes, name
            assert len(brotli.compress((path.parent / script.attributes["src"]).read_bytes())) <= SCRIPT, name


@pytest.mark.parametrize("path", KINDS)
def test_a_page_is_shown_while_nothing_else_answers(browser, published_at, path):
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    # Everything but the page itself is asked for and never answered.
    page.route(lambda url: url != published_at + path, lambda route: None)
    page.goto(published_at + path, wait_until="commit")
    assert page.evaluate(PAINTED)
    assert page.locator("h1").is_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", KINDS)
def test_nothing_moves_once_it_is_shown(browser, published_at, path, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(published_at + path)
    assert page.evaluate(SHIFT) == 0
    context.close()
