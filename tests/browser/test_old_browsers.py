"""The scripts work in browsers of 2015: they are ES5, and ask for nothing that came later."""

import re

import pytest
from calmjs.parse import es5
from conftest import ROOT, served_from
from requests_in_use import TYPED, WRITE, fill_in, served

SCRIPTS = sorted((ROOT / "theme" / "static" / "js").glob("*.js"))
# What Safari 9, Chrome 43 or Firefox 38 lack, taken away before a page's own script runs.
OLD = """
for (const list of [NodeList, HTMLCollection, DOMTokenList])
  for (const name of ["forEach", "entries", "keys", "values", "replace", Symbol.iterator]) delete list.prototype[name];
for (const name of ["closest", "matches", "append", "prepend", "before", "after", "replaceWith", "remove", "toggleAttribute"])
  delete Element.prototype[name];
for (const name of ["append", "prepend", "replaceChildren"]) delete Document.prototype[name];
for (const name of ["includes", "find", "findIndex", "fill", "flat", "flatMap", "at"]) delete Array.prototype[name];
for (const name of ["includes", "startsWith", "endsWith", "padStart", "padEnd", "repeat", "trimStart", "trimEnd", "replaceAll",
  "matchAll", "at", "normalize"]) delete String.prototype[name];
for (const name of ["from", "of"]) delete Array[name];
for (const name of ["assign", "entries", "values", "fromEntries"]) delete Object[name];
for (const name of ["isInteger", "isNaN", "isFinite", "parseFloat", "parseInt"]) delete Number[name];
for (const name of ["key", "code"]) delete KeyboardEvent.prototype[name];
for (const name of ["fetch", "URLSearchParams", "URL", "IntersectionObserver", "ResizeObserver", "AbortController", "structuredClone",
  "queueMicrotask", "requestIdleCallback", "BroadcastChannel"]) delete window[name];
delete Navigator.prototype.clipboard; delete Element.prototype.scrollTo; delete Element.prototype.animate;
"""
# It is noon of that day in Copenhagen.
NOON = """
var real = Date; Date = function (of) { return new real(of === undefined ? Date.now() : of) };
Date.now = function () { return 1795604400000 }; Date.prototype = real.prototype;
"""


@pytest.fixture
def old(browser):
    """Open a page in a browser that lacks what came later; no script may fail in it: old(address)."""
    contexts, failed = [], []

    def opens(address, **settings):
        contexts.append(browser.new_context(**settings))
        page = contexts[-1].new_page()
        page.add_init_script(OLD)
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.on("console", lambda message: failed.append(message.text))
        page.goto(address)
        return page

    yield opens
    assert failed == []
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_the_script_is_one_of_ecmascript_5(path):
    es5(path.read_text("utf-8"))


@pytest.mark.parametrize("newer", ["const a = 1;", "let a = 1;", "(() => 1)();", "`a`;", "var {a} = b;", "f(...a);"])
def test_what_came_later_is_found(newer):
    with pytest.raises(Exception, match=r"(?i)unexpected|error|unterminated|illegal"):
        es5(newer)


def test_the_way_out_works_by_click_and_by_shift(old, address):
    for way in ("click", "shift"):
        page = old(f"{address}/raad/hepatitis-c/")
        page.context.route("https://vejret.example.com/**", lambda route: route.fulfill(body="<title>Vejret</title>"))
        if way == "click":
            page.locator(".exit a").click()
        else:
            assert page.locator(".exit__says").inner_text() == ""
            for _press in range(3):
                page.keyboard.press("Shift")
        page.wait_for_url("https://vejret.example.com/")


@pytest.mark.parametrize("zones", [True, False], ids=["time zones", "no time zones"])
def test_the_hours_say_whether_it_is_open_now(old, editor, zones):
    editor.has_no_pamphlets()
    facts = editor.reads("content/facts.yaml")
    confirmed = "confirmed: {value: 2026-11-24, by: volunteer, origin: owner}"
    editor.writes("content/facts.yaml", re.sub(r"confirmed: \{missing: [^}]*\}", confirmed, facts))
    assert editor.runs(SOURCE_DATE_EPOCH="1795608000").problems == []  # 25 November 2026, a Wednesday
    with served_from(editor.output) as address:
        page = old("about:blank")
        page.add_init_script(NOON)
        if not zones:
            page.add_init_script("Date.prototype.toLocaleDateString = function () { throw RangeError('zone') }")
        page.goto(f"{address}/aabningstider/")
        assert page.locator(".now").first.inner_text().startswith("Åbent nu")
        assert page.locator("[aria-current=date]").count() == zones


def test_the_form_becomes_a_letter_and_says_what_is_missing(old, tmp_path):
    site = served(tmp_path, email="hej@example.org")
    page = old(site.address + WRITE["da"])
    page.locator(".request [type=submit]").click()
    assert page.locator(".errors").is_visible()
    fill_in(page)
    page.locator(".request [type=submit]").click()
    assert TYPED["topic"].splitlines()[0] in page.locator(".letter__text").inner_text()
    assert "body=" in page.locator("[data-mail]").get_attribute("href")
    page.get_by_role("button", name="Kopiér brevet").click()
    assert page.locator(".letter__done").inner_text() == "Brevet er kopieret."
