"""The pages in Chromium, as people with different eyes, hands, screens and settings meet them."""

import re

import pytest
from conftest import ROOT, served_from
from looks import KINDS, LOOKS, PATHS
from site_map import ALONE, PREFIX
from visits import MODES, found


def test_each_kind_of_page_is_visited_in_each_language():
    templates = {path.stem for path in (ROOT / "theme" / "templates" / "kinds").glob("*.html")}
    assert {(page.kind, page.lang) for page in LOOKS} == {(kind, lang) for kind in templates for lang in PREFIX}


# All guidance in one file is the same once more, and long: test_to_take_along.py.
@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_wrong_with_a_page_in_any_mode(visitor, address, path):
    assert found(visitor, address, path, () if path in ALONE[1:] else MODES) == {}


def test_a_visit_finds_what_is_wrong(visitor, site, tmp_path):
    """What each question is asked for, put on a page by somebody."""
    page = (site / "om/index.html").read_text("utf-8")
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    wrong = """<script>localStorage.x = 1; console.log("x"); document.cookie = "x=1"</script><p style="color:#999">Grå ord</p>
        <p style="width:900px">Bredt</p><p class="alone"><a href="/x/" style="font-size:9px">Lille</a></p><a href="/y/"></a>
        <nav aria-label="x"><a href="/1/">To</a><a href="/2/">To</a></nav><img src="/js/x.js" alt="Det er en hånd">
        <p style="transition:color 1s;border:1px solid #b3001e">Rødt</p><p style="color:#ffd60a">Gult</p>
        <p style="width:20px">Ord, der ikke har plads</p></main>"""
    (tmp_path / "index.html").write_text(page.replace("</main>", wrong), "utf-8")
    with served_from(tmp_path) as address:
        told = found(visitor, address, "/")
    visitor.context.clear_cookies()
    assert set(told) == {
        "keeps", "runs at once", "names", "axe, in light colours on a wide screen", "axe, in dark colours at 400 %",
        "axe, in the reader's own colours at 200 %", "wider than a phone", "too small for a thumb",
        "wider than a phone, at 200 %", "too narrow for words, at 200 %", "asks others", "says", "moves",
        "red, in light colours", "red, in dark colours", "yellow letters, in light colours",
    }  # fmt: skip


def test_the_first_screen_of_the_overdose_page_shows_the_signs_112_and_the_first_steps(opened):
    for path in ("/overdosis/", "/en/overdose/"):
        page = opened(path, viewport={"width": 320, "height": 640})
        call = page.locator("main .call a")
        assert call.bounding_box()["y"] + call.bounding_box()["height"] < 320
        assert page.locator(".steps > ol > li").nth(1).bounding_box()["y"] < 640
        assert page.locator("main h1").bounding_box()["y"] < 10


def test_tab_goes_to_the_skip_link_and_then_to_the_emergency(opened):
    page = opened("/om/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Overdosis?"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "tel:112"


def test_the_skip_link_leads_to_the_text(opened):
    page = opened("/om/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/overdosis/", "/om/"])
def test_what_has_the_focus_can_be_seen(opened, path, scheme):
    page = opened(path, color_scheme=scheme)
    for _stop in range(page.locator("a:visible").count()):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth] })()"
        )
        assert style == ["solid", "3px"]


def test_the_menu_opens_on_a_phone_without_script(opened):
    page = opened("/om/", viewport={"width": 320, "height": 640}, java_script_enabled=False)
    assert not page.locator("nav.menu").is_visible()
    page.locator(".bar__menu").click()
    assert page.locator("nav.menu").is_visible()
    page.locator("nav.menu a").first.click()
    assert page.locator("h1").inner_text() == "Haster det?"


def test_the_language_link_leads_to_the_same_page_and_back(opened):
    page = opened("/foredrag-og-samarbejde/foredrag/")
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/en/for-organisations/lecture/")
    page.get_by_role("link", name="Dansk").click()
    assert page.url.endswith("/foredrag-og-samarbejde/foredrag/")


# The page with the form prints as a letter: test_requests.py.
@pytest.mark.parametrize("path", [path for path in KINDS if path != "/foredrag-og-samarbejde/skriv/"])
def test_on_paper_the_text_is_black_and_the_menus_are_gone(opened, path):
    page = opened(path)
    page.emulate_media(media="print")
    for gone in ("nav.menu", ".skip", ".bar__language", "footer nav"):
        assert page.locator(gone).count() == 0 or not page.locator(gone).first.is_visible()
    assert page.locator("main h1").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('main')).color") == "rgb(0, 0, 0)"
    assert "Opdigtet Allé 7" in page.locator("footer").inner_text()


def test_a_page_without_style_still_comes_in_the_right_order(opened):
    page = opened("/om/")
    page.evaluate("document.querySelectorAll('style').forEach(style => style.remove())")
    text = page.locator("body").inner_text()
    order = [
        "Overdosis?",
        "Ring 112",
        "MåneForeningen",
        "English",
        "Åbningstider",
        "Om MåneForeningen",
        "Huset",
        "Telefon",
    ]
    assert [text.index(word) for word in order] == sorted(text.index(word) for word in order)


def test_landmarks_have_names_a_screen_reader_can_tell_apart(opened):
    page = opened("/om/historie/")
    navigations = page.get_by_role("navigation")
    assert [navigations.nth(i).get_attribute("aria-label") for i in range(navigations.count())] == [
        "Menu",
        "Du er her",
        "Om siden",
    ]
    assert (
        page.get_by_role("main").count()
        == page.get_by_role("banner").count()
        == page.get_by_role("contentinfo").count()
        == 1
    )


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_reading_measure_is_comfortable(opened, width):
    page = opened("/om/", viewport={"width": width, "height": 800})
    assert page.locator(".text > p").first.bounding_box()["width"] <= 36 * 18
