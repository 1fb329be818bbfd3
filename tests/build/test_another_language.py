"""A third language costs a line in the settings, a catalogue and its texts; also one that is written from the right."""

import pytest
from babel.messages.pofile import read_po, write_po
from conftest import parsed
from visits import violations

LOCALES = {"ar": "ar", "pt-BR": "pt_BR", "kl": "kl", "zh-Hant": "zh_Hant"}
OTHER_LETTERS = ("ar", "zh-Hant")  # the font of paper has none of theirs: their pamphlets need another one


@pytest.fixture
def editor(small):
    return small


def add_language(editor, code, locale):
    """Add a language as somebody would: the English texts stand in for a translation."""
    if code in OTHER_LETTERS:
        editor.has_no_pamphlets()
    editor.changes("pelicanconf.py", '"en": "en_GB"}', f'"en": "en_GB", "{code}": "{locale}"}}')
    assert editor.runs("translations").status == 0
    catalogue = editor.folder / "translations" / code / "LC_MESSAGES" / "messages.po"
    with catalogue.open("rb") as file:
        words = read_po(file)
    for message in words:
        if message.id:
            message.string = message.id
    with catalogue.open("wb") as file:
        write_po(file, words)
    for text in sorted((editor.folder / "content").rglob("*.en.md")):
        text.with_name(text.name.replace(".en.md", f".{code}.md")).write_text(text.read_text("utf-8"), "utf-8")


@pytest.mark.parametrize("code", LOCALES)
def test_a_third_language_is_a_whole_site_beside_the_others(editor, code):
    add_language(editor, code, LOCALES[code])
    run = editor.runs()
    assert (run.status, run.problems) == (0, [])
    page = editor.page(f"{code.lower()}/about/index.html")
    assert page.root.attributes["lang"] == code
    assert [a.attributes["hreflang"] for a in page.css("header a[hreflang]")] == ["da", "en"]
    danish = editor.page("om/index.html").css("header a[hreflang]")
    assert [a.attributes["hreflang"] for a in danish] == ["en", code]
    assert danish[1].text().strip() not in ("", code)
    assert (editor.output / code.lower() / "404.html").exists()
    if code not in OTHER_LETTERS:
        assert (editor.output / code.lower() / "pamphlets/overdose-card/overdose-card-black.pdf").exists()


def test_letters_that_no_font_of_paper_has_stop_the_build_in_one_line_a_pamphlet(editor):
    editor.changes("content/pamphlets/overdose-card.da.md", "{{ section", "Sne ☃ og نعم.\n\n{{ section")
    editor.changes("content/pamphlets/overdose-card.en.md", "{{ section", "Snow and yes.\n\n{{ section")
    line = editor.reads("content/pamphlets/overdose-card.da.md").split("\n").index("Sne ☃ og نعم.") + 1
    assert editor.runs().problems == [
        f"content/pamphlets/overdose-card.da.md:{line}: no font of paper has the characters “☃ ن ع م”. "
        "Write it in other letters, or name a font that has them in PAPER_FONTS in pelicanconf.py."
    ]


@pytest.mark.browser
def test_a_language_from_the_right_is_written_from_the_right(editor, browser):
    add_language(editor, "ar", "ar")
    assert editor.runs().problems == []
    path = editor.output / "ar/about/index.html"
    assert parsed(path).root.attributes["dir"] == "rtl"
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(path.as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    mark, menu = page.locator(".mark").bounding_box(), page.locator(".bar__menu").bounding_box()
    assert mark["x"] > 100 or mark["y"] < menu["y"]  # the name stands at the right edge
    assert violations(page, {"resultTypes": ["violations"]}) == []
    page.close()


def test_a_fact_without_words_in_the_language_says_which_language_it_is_in(editor):
    add_language(editor, "ar", "ar")
    assert editor.runs().problems == []
    assert editor.page("ar/about/index.html").css_first(".mark span").attributes["lang"] == "da"


def test_a_language_without_a_catalogue_stops_the_build(editor):
    editor.changes("pelicanconf.py", '"en": "en_GB"}', '"en": "en_GB", "de": "de"}')
    run = editor.runs()
    assert run.status == 1
    assert (
        "translations/de/LC_MESSAGES/messages.po:1: the theme's words have no translation into “de”. "
        "Make the file: make translations."
    ) in run.problems


def test_a_language_alone_at_the_root_needs_no_other(editor):
    """Another union may write in one language only."""
    editor.changes("pelicanconf.py", '{"da": "da", "en": "en_GB"}', '{"en": "en_GB"}')
    for text in sorted((editor.folder / "content").rglob("*.da.md")):
        text.unlink()
    assert editor.runs().problems == []
    page = editor.page("about/index.html")
    assert page.root.attributes["lang"] == "en" and not page.css("a[hreflang]")
