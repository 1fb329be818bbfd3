"""What people carry with them: /112/ and all guidance, each in a file that needs nothing else, and the site as a zip."""

import re
import zipfile
from urllib.parse import unquote, urljoin, urlsplit

import pypdfium2
import pytest
from conftest import SITEURL, parsed, snapshot
from site_map import PREFIX, of_kind, path_of
from visits import violations

HANDOUTS = {"da": "alle-raad.html", "en": "en/all-advice.html"}
GUIDANCE = ("emergency", "urgent", "advice")  # kinds of pages


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def alone(browser, tmp_path):
    """Open a copy of one file by itself, without a network: alone(path, **settings). Nothing else may be asked for."""
    contexts, asked = [], []

    def open_file(path, **settings):
        copy = tmp_path / "hentet.html"
        copy.write_bytes(path.read_bytes())
        contexts.append(browser.new_context(offline=True, **({"viewport": {"width": 320, "height": 640}} | settings)))
        page = contexts[-1].new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(copy.as_uri())
        assert asked.pop() == copy.as_uri() and asked == []
        return page

    yield open_file
    assert asked == []
    for context in contexts:
        context.close()


# /112/


def test_112_begins_with_the_way_to_the_other_language_and_then_says_what_the_overdose_page_says(site):
    both = parsed(site / "112/index.html")
    for position, lang in enumerate(PREFIX):
        part, overdose = both.css_first(f"section[lang={lang}]"), parsed(site / path_of("overdose", lang))
        for note in overdose.css("sup"):
            note.decompose()
        signs, call, steps = (overdose.css_first(f".text > {each}") for each in ("p", ".call", ".steps > ol"))
        text = words(part.text())
        order = [text.index(words(each.text())) for each in (signs, call, steps)]
        assert order == sorted(order) and len(steps.css("li")) == len(part.css("li")) == 5
        assert words(part.css_first("a").text()) == ("English ↓", "Dansk ↑")[position]
    assert not both.css("script, img, link[rel=stylesheet]")


@pytest.mark.parametrize("style", [True, False], ids=["with style", "without style"])
def test_112_is_right_from_a_disk_without_network_and_script(alone, site, style):
    page = alone(site / "112/index.html", java_script_enabled=style)
    if style:
        page.evaluate("document.querySelector('style').remove()")
    text = page.locator("body").inner_text()
    order = ["English", "Kan ikke vækkes?", "Ring 112", "Andet trin", "Dansk", "Cannot be woken?", "Second step"]
    assert [text.index(line) for line in order] == sorted(text.index(line) for line in order)
    page.get_by_role("link", name="English").click()
    assert page.locator("#en h2").first.bounding_box()["y"] < 320


def test_112_prints_on_one_sheet_of_a4(alone, site):
    page = alone(site / "112/index.html")
    sheet = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert [tuple(round(side / 72 * 25.4) for side in sheet.get_page_size(number)) for number in range(len(sheet))] == [
        (210, 297)
    ]
    text = words(sheet[0].get_textpage().get_text_bounded())
    assert "Femte trin" in text and "onto their side" in text


# All guidance in one file


@pytest.mark.parametrize("lang", HANDOUTS)
def test_the_file_with_all_guidance_says_what_its_pages_say_and_when(site, lang):
    handout = parsed(site / HANDOUTS[lang])
    assert "2026" in handout.css_first("h1 strong").text()
    parts = [part.attributes["id"] for part in handout.css("main > section")]
    assert parts[:2] == ["overdose", "urgent"] and len(parts) == len(set(parts))
    assert set(parts) == {page.key for kind in GUIDANCE for page in of_kind(kind)}
    for key in parts:
        part, page = handout.css_first(f"[id='{key}']"), parsed(site / path_of(key, lang))
        for node in page.css("script"):
            node.decompose()
        texts = page.css(".text")
        assert all(words(text.text(separator=" ")) in words(part.text(separator=" ")) for text in texts)
        assert sum(len(text.css("[id]")) for text in texts) == len(part.css(f"[id^='{key}.']")) > 1
        shown = [image.attributes["alt"] for text in texts for image in text.css("img")]
        assert [drawing.attributes["aria-label"] for drawing in part.css("svg[role=img]")] == shown


@pytest.mark.parametrize("lang", HANDOUTS)
def test_the_page_says_how_large_the_file_with_all_guidance_is_and_leads_to_it(site, pages, lang):
    size = (site / HANDOUTS[lang]).stat().st_size
    link = pages[path_of("take-along", lang)].css_first("a[download]")
    assert f"{size / 1000:.0f}\N{NO-BREAK SPACE}kB" in link.text()
    assert urljoin(f"/{path_of('take-along', lang)}", link.attributes["href"]) == f"/{HANDOUTS[lang]}"


@pytest.mark.parametrize("lang", HANDOUTS)
def test_the_file_with_all_guidance_opens_on_a_phone_without_a_network(alone, site, lang):
    page = alone(site / HANDOUTS[lang])
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.locator("nav a[href='#hepatitis-c']").click()
    assert -1 < page.locator("[id='hepatitis-c'] h2").bounding_box()["y"] < 100
    note = page.locator("[id='hepatitis-c'] sup a").first
    back = note.evaluate("note => note.parentNode.id")
    note.click()
    target = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert 0 <= page.locator(f"[id='{target}']").bounding_box()["y"] < 640
    page.locator(f"[id='{target}'] a[href='#{back}']").click()
    assert page.evaluate("decodeURIComponent(location.hash.slice(1))") == back


def test_axe_finds_nothing_in_the_file_with_all_guidance(alone, site):
    page = alone(site / HANDOUTS["da"], color_scheme="dark")
    assert violations(page) == []


@pytest.mark.parametrize("lang", HANDOUTS)
def test_every_link_of_the_file_leads_into_it_or_says_where_on_the_web(published, site, lang):
    for folder, absolute in ((site, False), (published, True)):
        handout = parsed(folder / HANDOUTS[lang])
        ids = {node.attributes["id"] for node in handout.css("[id]")}
        links = [a.attributes["href"] for a in handout.css("a")]
        assert all(unquote(link[1:]) in ids for link in links if link.startswith("#"))
        others = {link for link in links if not link.startswith(("#", "tel:"))}
        assert all(link.startswith("https://") for link in others)
        own = {link.removeprefix(SITEURL) for link in others if link.startswith(SITEURL)}
        assert bool(own) == absolute
        assert all((folder / urlsplit(link).path.lstrip("/") / "index.html").is_file() for link in own)


def test_a_drawing_waits_for_the_words_on_its_page_and_stands_in_the_file_itself(editor, alone):
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><title>Ø</title><path d="M0 0h8v8z"/></svg>'
    editor.writes("content/images/haand.svg", drawing)
    for lang in ("da", "en"):
        path = f"content/pages/advice/hiv.{lang}.md"
        editor.writes(path, editor.reads(path) + "\n![Et øje](haand.svg)\n")
    assert editor.runs().problems == []
    assert editor.page("raad/hiv/index.html").css_first("main img").attributes["loading"] == "lazy"
    page = alone(editor.output / HANDOUTS["da"])
    assert page.get_by_role("img", name="Et øje").bounding_box()["width"] > 60
    assert page.locator("[id=_haand]").evaluate("drawing => drawing.getBBox().width") == 8


@pytest.mark.parametrize(
    "inside", ["<style>path{fill:red}</style><path d='M0 0h8v8z'/>", "<path id='a' d='M0 0h8v8z'/>", ""]
)
def test_a_drawing_with_style_or_names_of_its_own_stands_by_itself_in_the_file(editor, alone, inside):
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">{inside}</svg>'
    editor.writes("content/images/haand.svg", drawing if inside else drawing.replace("></svg>", "/>"))
    for lang in ("da", "en"):
        path = f"content/pages/advice/hiv.{lang}.md"
        editor.writes(path, editor.reads(path) + "\n![Et øje](haand.svg)\n")
    assert editor.runs().problems == []
    page = alone(editor.output / HANDOUTS["da"])
    assert page.get_by_alt_text("Et øje").evaluate("image => image.complete && image.naturalWidth > 0")


# The whole site


@pytest.fixture(scope="session")
def folder(published, tmp_path_factory):
    """The site's zip, unpacked in a folder."""
    place = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(published / "maaneforeningen.zip") as archive:
        archive.extractall(place)
    return place / "maaneforeningen"


def test_the_zip_holds_every_page_and_pamphlet_and_every_link_names_a_file(folder, published):
    for path in published.rglob("*"):
        if path.suffix in (".html", ".pdf") and path.name != "404.html":
            assert (folder / path.relative_to(published)).is_file(), path
    for path in folder.rglob("*.html"):
        for node in parsed(path).css("a, script[src], img[src]"):
            address = urlsplit(node.attributes.get("href") or node.attributes.get("src"))
            if address.path and not address.scheme:
                assert (path.parent / unquote(address.path)).resolve().is_file(), (path, address.path)
            elif address.netloc == urlsplit(SITEURL).netloc:  # only what servers read, or the zip itself
                assert path.stem in ("alle-raad", "all-advice") or not address.path.endswith((".html", "/"))


def test_the_zip_works_from_its_folder_with_menu_languages_and_script(browser, folder):
    context = browser.new_context(offline=True)
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto((folder / "index.html").as_uri())
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Råd").click()
    page.get_by_role("link", name="Hiv").click()
    assert page.locator("h1").inner_text() == "Hiv"
    page.get_by_role("link", name="English").click()
    assert page.locator("h1").inner_text() == "HIV"
    page.get_by_role("link", name="Dansk").click()
    page.get_by_role("link", name="MåneForeningen").first.click()
    assert page.url == (folder / "index.html").as_uri()
    page.goto((folder / "foredrag-og-samarbejde/skriv/index.html").as_uri())
    assert page.locator("form[novalidate]").count() == 1  # its script ran
    assert said == []
    context.close()


def test_the_zip_is_the_same_when_nothing_changed_and_only_a_published_site_has_one(site, published, editor):
    assert not list(site.glob("*.zip"))
    assert editor.runs("publish", SITEURL=SITEURL).status == 0
    name = "maaneforeningen.zip"
    assert snapshot(editor.output)[name] == (published / name).read_bytes()


def test_the_page_says_so_where_the_zip_is_not_made_yet(pages):
    for lang, said in (("da", "når siden bliver udgivet"), ("en", "when the site is published")):
        assert re.search(said, pages[path_of("take-along", lang)].css_first(".text").text())
