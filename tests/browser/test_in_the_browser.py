"""The pages in Chromium, as people with different eyes, hands, screens and settings meet them."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import enlarge_text
from site_map import ALONE, PATHS

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
KINDS = (
    "/",
    "/en/",
    "/overdosis/",
    "/en/overdose/",
    "/om/",
    "/en/relatives/",
    "/foredrag-og-samarbejde/",
    "/foredrag-og-samarbejde/skriv/",
    "/haster/",
    "/raad/fix-mere-sikkert/",
    "/en/advice/hepatitis-c/",
    "/a-til-aa/",
    "/en/privacy/",
    "/pjecer/",
    "/en/pamphlets/safer-injecting/",
    "/404.html",
)


def overflow(page) -> int:
    """Return by how many pixels the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_the_list_of_paths_is_the_whole_site(pages):
    assert set(PATHS) == {"/" + path.removesuffix("index.html") for path in pages} | set(ALONE)


# All guidance in one file is the same once more, and long: test_to_take_along.py.
@pytest.mark.parametrize("path", [path for path in PATHS if path not in ALONE[1:]])
def test_axe_finds_nothing(opened, path):
    """In light colours on a wide screen; in dark ones at 400 %, which is 320 pixels; in the reader's own at 200 %."""
    page, axe = opened(path), Axe("")
    page.evaluate(Axe().axe_script)  # once: the library would load it into the page each time
    assert violations(axe.run(page, options=AXE)) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 256})
    assert violations(axe.run(page, options=AXE)) == []
    page.emulate_media(forced_colors="active", color_scheme="light")
    enlarge_text(page)
    assert violations(axe.run(page, options=AXE)) == []


def violations(results) -> list[tuple[str, str]]:
    return [(each["id"], each["nodes"][0]["html"]) for each in results.response["violations"]]


@pytest.mark.parametrize("path", PATHS)
def test_no_page_scrolls_sideways_on_a_small_phone_even_with_text_twice_as_large(opened, path):
    page = opened(path, viewport={"width": 320, "height": 640})
    assert overflow(page) == 0
    enlarge_text(page)
    assert overflow(page) == 0


@pytest.mark.parametrize("path", [*KINDS, "/112/", "/raad/", "/raad/saar-bylder-feber/"])
def test_words_keep_room_for_whole_words_on_a_small_phone_with_text_twice_as_large(opened, path):
    page = opened(path, viewport={"width": 320, "height": 640})
    enlarge_text(page)
    narrow = page.evaluate(
        """() => [...document.querySelectorAll('main li, main p')].filter(part => {
            const style = getComputedStyle(part);
            const room = part.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
            const words = [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim().length > 12);
            return words && part.offsetHeight > 1 && room < 4.5 * parseFloat(style.fontSize);
        }).map(part => part.outerHTML)"""
    )
    assert narrow == []


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_asked_of_any_other_host_and_nothing_is_kept(readers, address, path):
    context = readers({})
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(address + path)
    assert asked[0] == address + path
    # Our own drawings, and at most one script, our own, which waits until everything is read.
    rest = [url.removeprefix(address) for url in asked[1:]]
    rest = [path for path in rest if not re.fullmatch(r"/images/[a-z0-9-]+\.svg", path)]
    assert len(rest) <= 1 and all(re.fullmatch(r"/js/[a-z]+-[0-9a-f]{8}\.js", url) for url in rest)
    assert said == []
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("[...document.scripts].filter(s => s.type != 'application/ld+json' && !s.defer).length") == 0
    page.close()


@pytest.mark.parametrize("path", PATHS)
def test_every_link_and_button_is_large_enough_for_a_thumb(opened, path):
    page = opened(path, viewport={"width": 320, "height": 640})
    small = page.evaluate(
        """() => [...document.querySelectorAll('a')].filter(a => {
            if (a.closest('p, li:not(nav li, .doors li)') && !a.closest('.call, .alone')) return false;  // in a sentence
            if (a.matches('.skip, .footnote-ref, .footnote-backref')) return false;
            const box = a.getBoundingClientRect();
            return box.height && (box.height < 44 || box.width < 24);
        }).map(a => a.outerHTML + a.getBoundingClientRect().height)"""
    )
    assert small == []


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
    assert "Sundholmsvej 38A" in page.locator("footer").inner_text()


def test_a_page_without_style_still_comes_in_the_right_order(opened):
    page = opened("/om/")
    page.evaluate("document.querySelectorAll('style').forEach(style => style.remove())")
    text = page.locator("body").inner_text()
    order = [
        "Overdosis?",
        "Ring 112",
        "BrugerForeningen",
        "English",
        "Åbningstider",
        "Om BrugerForeningen",
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
