"""The site for people who use a keyboard alone, have the page read to them, or have an old browser."""

import re

import pytest
from conftest import parsed
from looks import KINDS
from site_map import PREFIX, path_of
from visits import overflow, violations

PHONE = {"viewport": {"width": 320, "height": 640}}
FOCUSED = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"


def tab_to(page, name: str) -> None:
    """Press Tab until the link of this name has the focus, and see that it can be seen."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == name:
            box = page.evaluate("(box => [box.top, box.bottom])(document.activeElement.getBoundingClientRect())")
            assert -1 < box[0] < box[1] < 641
            return
    raise AssertionError(f"Tab does not come to “{name}”")


def follow(page, name: str) -> None:
    """Go to the page that a link leads to, with Tab and Enter."""
    tab_to(page, name)
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")


# A keyboard alone


def test_a_keyboard_alone_leads_from_the_front_page_to_advice_and_to_english(opened):
    page = opened("/", **PHONE)
    tab_to(page, "Menu")
    page.keyboard.press("Enter")
    follow(page, "Råd")
    follow(page, "Hepatitis C")
    assert page.locator("h1").inner_text() == "Hepatitis C"
    tab_to(page, "Kilde 1")
    page.keyboard.press("Enter")
    tab_to(page, "Tilbage til teksten")
    page.keyboard.press("Enter")
    page.goto(page.url.partition("#")[0])
    page.reload()
    follow(page, "English")
    assert page.url.endswith("/en/advice/hepatitis-c/")


def test_a_keyboard_alone_comes_to_112_in_three_presses_on_any_page(opened):
    for path in ("/raad/hiv/", "/en/about/", "/404.html"):
        page = opened(path, **PHONE)
        for _press in range(3):
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "tel:112"


def test_a_keyboard_alone_fills_in_the_form_and_gets_the_letter(opened):
    page = opened("/foredrag-og-samarbejde/skriv/", **PHONE)
    page.locator("[name=topic]").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    for words in ("", "Overdosis", "Skolen", "Kim", "12 34 56 78"):
        if words:
            page.keyboard.press("Tab")
            page.keyboard.type(words)
    page.locator("form button").focus()
    page.keyboard.press("Enter")
    assert "Overdosis" in page.locator(".letter__text").inner_text()


# A page that is read aloud


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("da", ["Gå til teksten", "Overdosis?", "Ring 112", "MåneForeningen", "English", "Menu", "Du er her"]),
        (
            "en",
            [
                "Skip to the main text",
                "Overdose?",
                "Ring 112",
                "Moon Drug Users Union",
                "Dansk",
                "Menu",
                "You are here",
            ],
        ),
    ],
)
def test_a_screen_reader_hears_the_names_of_links_and_parts(opened, lang, wanted):
    page = opened(f"/{path_of('hepatitis-c', lang)}".removesuffix("index.html"))
    tree = page.locator("body").aria_snapshot()
    assert [name for name in wanted if f'"{name}"' not in tree] == []
    for part in ("banner:", "main:", "contentinfo:", 'heading "Hepatitis C" [level=1]'):
        assert part in tree
    first = {"da": "Kilde 1", "en": "Source 1"}[lang]
    assert f'link "{first}"' in tree and "›" not in tree


# Old browsers, and settings


def old(html: str) -> str:
    """Return a page as a browser of 2015 takes it: no custom properties, no grid, no logical properties, no min()."""

    def style(match):
        css = re.sub(r"(?<=[{;])(?:--|grid|[\w-]*(?:inline|block))[\w-]*:[^;{}]*", "", match[0])
        return re.sub(r"(?<=[{;])[\w-]*:[^;{}]*(?:var\(|clamp\(|min\(|grid)[^;{}]*", "", css)

    return re.sub(r"<style>.*?</style>", style, html, flags=re.DOTALL)


@pytest.mark.parametrize("path", [*KINDS, "/112/"])
def test_an_old_browser_shows_everything_to_be_read(browser, address, path):
    context = browser.new_context(**PHONE, bypass_csp=True)
    page = context.new_page()

    def answer(route):
        if route.request.resource_type == "script":
            return route.abort()
        if route.request.resource_type != "document":
            return route.continue_()
        fetched = route.fetch()
        body = old(fetched.text())
        style = re.search(r"<style>(.*?)</style>", body, re.DOTALL)[1]
        assert "var(" not in style and "display:grid" not in style and len(style) > 500
        route.fulfill(response=fetched, body=body)

    page.route("**/*", answer)
    page.goto(address + path)
    assert overflow(page) == 0
    assert violations(page, {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}) == []
    context.close()


def test_axe_finds_nothing_once_the_menu_is_open(opened):
    page = opened("/om/", **PHONE)
    page.locator(".bar__menu").click()
    assert violations(page) == []


def test_the_pages_of_both_languages_are_read_in_their_own_voice(site):
    for lang, prefix in PREFIX.items():
        for path in (f"{prefix}index.html", path_of("hiv", lang)):
            assert parsed(site / path).root.attributes["lang"] == lang
