"""Chromium reads the site from real servers, under the very headers that they send."""

import pytest
from conftest import parsed
from selectolax.lexbor import LexborHTMLParser

# One page of each kind, and of each layout that stands alone; that every page is quiet: test_in_the_browser.py.
PAGES = {
    "/": 200,
    "/112/": 200,
    "/en/overdose/": 200,
    "/haster/": 200,
    "/en/advice/hiv/": 200,
    "/raad/tag-med/": 200,
    "/aabningstider/": 200,
    "/en/relatives/": 200,
    "/foredrag-og-samarbejde/": 200,
    "/en/for-organisations/lecture/": 200,
    "/foredrag-og-samarbejde/skriv/": 200,
    "/pjecer/": 200,
    "/en/pamphlets/safer-injecting/": 200,
    "/alle-raad.html": 200,
    "/nothing/here/": 404,
    "/en/nothing/here": 404,
    "/om/kaffe/": 410,
}


def test_every_style_is_on_one_of_the_pages_that_the_browser_opens(server):
    styles = {node.text() for page in server.published.rglob("*.html") for node in parsed(page).css("style")}
    opened = {LexborHTMLParser(server.asked(path).body).css_first("style").text() for path in PAGES}
    assert opened == styles


@pytest.mark.parametrize(("path", "status"), PAGES.items())
def test_a_page_asks_its_own_server_only_keeps_nothing_and_no_rule_of_the_server_is_in_its_way(
    browser, server, path, status
):
    context = browser.new_context()
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    answer = page.goto(server.address + path, wait_until="networkidle")
    assert (answer.status, answer.header_value("content-encoding")) == (status, "br")
    # That the page itself is missing is all that a browser may have to say.
    assert [words for words in said if status == 200 or not words.startswith("Failed to load resource")] == []
    assert all(url.startswith(f"{server.address}/") for url in asked)
    assert page.evaluate("document.styleSheets.length") == 1  # it was let in
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()


def test_a_style_that_is_not_the_pages_own_is_refused(browser, server):
    """The rule is in force: else the pages above would prove nothing."""
    page, said = browser.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{server.address}/")
    page.evaluate("document.head.append(Object.assign(document.createElement('style'), {textContent: 'p { top: 0 }'}))")
    page.wait_for_timeout(100)
    assert any("Content Security Policy" in words for words in said)
    page.close()


def test_no_other_site_can_frame_a_page(browser, server):
    page, said = browser.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.set_content(f"<iframe src='{server.address}/'></iframe>")
    page.wait_for_timeout(500)
    assert any("frame-ancestors" in words for words in said)
    page.close()
