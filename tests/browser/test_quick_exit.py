"""The way out of pages of advice, in Chromium: with and without script, by thumb, keyboard and voice."""

import pytest
from conftest import ROOT, enlarge_text
from site_map import PREFIX, path_of

WEATHER = "https://vejret.example.com/"
ADVICE, RELATIVES = "/raad/hepatitis-c/", "/en/relatives/"
BUTTON = ".exit a"


@pytest.fixture
def reader(browser, address):
    """Somebody who opens a page: reader(path, **settings) → page. The weather answers here, and says what was sent."""
    contexts = []

    def opens(path=ADVICE, **settings):
        context = browser.new_context(**({"viewport": {"width": 320, "height": 640}} | settings))
        contexts.append(context)
        context.asked = []

        def answer(route):
            context.asked.append(route.request)
            route.fulfill(body="<title>Vejret</title><h1>Vejret</h1>", content_type="text/html; charset=utf-8")

        context.route(f"{WEATHER}**", answer)
        page = context.new_page()
        page.goto(address + "/om/")
        page.goto(address + path)
        return page

    yield opens
    for context in contexts:
        context.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize(("path", "name"), [(ADVICE, "Forlad siden"), (RELATIVES, "Leave this page")])
def test_the_button_leads_to_the_weather_and_does_not_say_from_where(reader, path, name, script):
    page = reader(path, java_script_enabled=script)
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_url(WEATHER)
    (request,) = page.context.asked
    assert "referer" not in request.all_headers() and len(page.context.pages) == 1


def test_the_page_is_blank_in_the_same_breath_however_slow_the_line_is(reader):
    seen = reader().evaluate(
        """button => { document.querySelector(button).click();
        return [document.body.innerText.trim(), document.title, document.querySelector('main').offsetHeight] }""",
        BUTTON,
    )
    assert seen == ["Forlader siden.", "…", 0]


def test_back_does_not_lead_to_the_page_that_was_left_nor_forward(reader, address):
    page = reader()
    page.locator(BUTTON).click()
    page.wait_for_url(WEATHER)
    page.go_back()
    assert page.url == address + "/om/"
    page.go_forward()
    assert page.url == WEATHER


def test_without_script_back_leads_to_the_page_as_the_page_about_it_says(reader, address):
    page = reader(java_script_enabled=False)
    page.locator(BUTTON).click()
    page.wait_for_url(WEATHER)
    page.go_back()
    assert page.url == address + ADVICE and page.locator("h1").is_visible()


def test_a_page_that_comes_up_again_is_not_blank(reader):
    seen = reader().evaluate(
        """button => { document.querySelector(button).click(); const blank = document.querySelector('h1').offsetHeight;
        dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
        return [blank, document.querySelector('h1').offsetHeight > 0, document.title,
                document.querySelector('.exit__says').textContent] }""",
        BUTTON,
    )
    assert seen == [0, True, "Hepatitis C – MåneForeningen", ""]


def test_another_tab_stays_as_it_is(reader, address):
    page = reader()
    other = page.context.new_page()
    other.goto(address + ADVICE)
    page.locator(BUTTON).click()
    page.wait_for_url(WEATHER)
    assert other.url == address + ADVICE and other.locator("h1").is_visible()
    assert page.evaluate("opener") is None


def test_shift_three_times_leaves_and_says_how_often_is_left(reader):
    page, says = reader(), []
    for _press in range(2):
        page.keyboard.press("Shift")
        says.append(page.locator(".exit__says").inner_text())
    assert says == [
        "Tryk på Shift to gange mere for at forlade siden.",
        "Tryk på Shift én gang mere for at forlade siden.",
    ]
    page.keyboard.press("Shift")
    page.wait_for_url(WEATHER)


@pytest.mark.parametrize("keys", [["Shift", "Shift", "a", "Shift", "Shift"], ["Shift+A"] * 4, ["Control+Shift"] * 3])
def test_other_keys_between_or_with_shift_do_not_leave(reader, keys):
    page = reader()
    for key in keys:
        page.keyboard.press(key)
    assert page.locator("h1").is_visible() and page.context.asked == []


def test_shift_pressed_now_and_then_does_not_leave(reader):
    page = reader()
    page.clock.install()
    page.reload()
    for _press in range(4):
        page.keyboard.press("Shift")
        page.clock.run_for(6000)
    assert page.locator("h1").is_visible() and page.locator(".exit__says").inner_text() == ""


@pytest.mark.parametrize(("lang", "word"), [("da", "Ud"), ("en", "Out")])
def test_a_keyboard_or_a_voice_finds_a_short_way_out_right_after_112(reader, lang, word):
    page = reader("/" + path_of("hiv", lang).removesuffix("index.html"))
    for _press in range(4):  # the way to the text, overdose, 112
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == word
    box = page.get_by_role("link", name=word, exact=True).bounding_box()
    assert box["x"] >= 0 and box["height"] >= 44
    page.keyboard.press("Enter")
    page.wait_for_url(WEATHER)


@pytest.mark.parametrize("settings", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_the_button_stays_within_reach_of_a_thumb_and_covers_no_text(reader, settings):
    page = reader(**settings)
    for where in ("0", "600", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
        page.evaluate(f"scrollTo(0, {where})")
        box = page.locator(BUTTON).bounding_box()
        assert 0 <= box["y"] <= 640 - box["height"] and box["height"] >= 44 and box["x"] + box["width"] <= 320
        at = page.evaluate("([x, y]) => document.elementFromPoint(x, y).closest('.row') !== null", [10, box["y"] + 5])
        assert at  # the whole row is its own
    lid = page.evaluate("scrollTo(0, 0), document.querySelector('.lid').getBoundingClientRect().bottom")
    assert page.locator(BUTTON).bounding_box()["y"] >= lid


def test_with_text_twice_as_large_nothing_with_the_focus_hides_behind_the_button(reader):
    page = reader("/raad/fix-mere-sikkert/")
    enlarge_text(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    box = page.locator(BUTTON).bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 320
    hidden = """() => { const focus = document.activeElement.getBoundingClientRect();
        const row = document.querySelector('.row').getBoundingClientRect();
        return !document.activeElement.closest('.row') && focus.top < row.bottom && focus.bottom > row.top
            && focus.bottom <= row.bottom }"""
    for _key in ("Tab", "Shift+Tab"):
        for _press in range(60):
            page.keyboard.press(_key)
            assert not page.evaluate(hidden), page.evaluate("document.activeElement.outerHTML")


def test_it_stands_on_advice_and_for_relatives_and_in_nobodys_way_in_an_emergency(pages):
    has = {path for path, page in pages.items() if page.css_first("[data-exit]")}
    for lang in PREFIX:
        assert {path_of(key, lang) for key in ("hiv", "relatives", "find-help", "overdose-card", "equipment")} <= has
        assert (
            not {path_of(key, lang) for key in ("home", "overdose", "urgent", "organisations", "write", "leave")} & has
        )
    for path in has:
        page = pages[path]
        assert {a.attributes["href"] for a in page.css("[data-exit]")} == {WEATHER}
        lang = page.root.attributes["lang"]
        assert any(
            a.attributes["href"].endswith({"da": "forlad-siden/", "en": "leave-quickly/"}[lang])
            for a in page.css("main a")
        )


def test_a_site_that_names_no_place_to_go_has_no_button(editor):
    editor.changes(
        "content/facts.yaml", 'exit: {value: "https://vejret.example.com/", origin: editors}', "exit: {missing: U-123}"
    )
    for lang in ("da", "en"):
        editor.changes(f"content/pages/site/leave.{lang}.md", "{{ exit }}", "vejret.example.com")
    assert editor.runs().problems == []
    page = editor.page("raad/hiv/index.html")
    assert not page.css("[data-exit], .exit__says, script") and "Forlad siden«" not in page.css_first("main").text()


def test_on_paper_there_is_no_button(reader):
    page = reader()
    page.emulate_media(media="print")
    assert not page.locator(BUTTON).is_visible()


def test_the_script_is_small_and_keeps_nothing():
    source = (ROOT / "theme" / "static" / "js" / "exit.js").read_text("utf-8")
    assert len(source.encode()) <= 2000
    assert not any(word in source for word in ("Storage", "cookie", "fetch", "XMLHttp", "indexedDB"))
