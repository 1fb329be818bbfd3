"""The look: drawings that anybody can read, colours that mean one thing, and no page that is out of step."""

import re
import xml.etree.ElementTree as etree

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT
from site_map import PREFIX
from test_in_the_browser import KINDS, violations

SVG = "{http://www.w3.org/2000/svg}"
FOLDERS = (ROOT / "content" / "images", ROOT / "theme" / "static" / "drawings")
DRAWINGS = sorted(path for folder in FOLDERS for path in folder.glob("*.svg"))
INK, YELLOW = "#000000", "#ffd60a"
SHAPES = {"svg", "title", "g", "path", "circle", "ellipse", "rect"}
ENHANCED = {"runOnly": ["color-contrast-enhanced"], "resultTypes": ["violations"]}  # WCAG 1.4.6: 7:1
RED = "rgb(179, 0, 30)"
# Each element on a page that is painted red: its ground, a border, its letters.
PAINTED_RED = """red => [...document.querySelectorAll("body *")].filter(element => {
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const borders = ["Top", "Right", "Bottom", "Left"].some(
        side => style[`border${side}Color`] === red && parseFloat(style[`border${side}Width`]));
    return box.width && (style.backgroundColor === red || style.color === red || borders);
}).filter(element => !element.closest(
    ".lid, .alarm, .call, .emergency h1, .errors, [aria-invalid], .error, .form .text > p:first-child"
)).map(element => element.outerHTML.slice(0, 80))"""
# Letters in the bin's yellow stand on dark ground.
YELLOW_LETTERS = """() => [...document.querySelectorAll("body *")].filter(element => {
    if (getComputedStyle(element).color !== "rgb(255, 214, 10)" || !element.getClientRects().length) return false;
    let ground = element;
    while (ground && getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)") ground = ground.parentElement;
    const [red, green, blue] = getComputedStyle(ground ?? document.body).backgroundColor.match(/\\d+/g).map(Number);
    return red + green + blue > 120;
}).map(element => element.outerHTML.slice(0, 80))"""


# Drawings


def test_there_are_enough_drawings_and_each_is_used(site):
    own = {path.name for path in DRAWINGS if path.parent.name == "images"}
    pages = "".join(path.read_text("utf-8") for path in site.rglob("*.html"))
    assert len(own) >= 30 and {name for name in own if f"images/{name}" not in pages} == set()
    print_ways = {path.stem for path in DRAWINGS if path.parent.name == "drawings"}
    templates = "".join(path.read_text("utf-8") for path in (ROOT / "theme" / "templates").rglob("*.html"))
    assert {name for name in print_ways if f'"{name}"' not in templates} == set()


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_is_small_and_of_one_hand(path):
    data, root = path.read_bytes(), etree.parse(path).getroot()
    assert len(data) <= 2_500 and len(brotli.compress(data)) <= 1_000
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= SHAPES
    assert root.get("viewBox") == "0 0 120 90" and root.get("stroke-width") == "4"
    painted = {element.get(name) for element in root.iter() for name in ("fill", "stroke")} - {None}
    assert painted <= {INK, YELLOW, "none"} and INK in painted
    assert set(re.findall(r"#[0-9a-zA-Z]+", data.decode())) <= {INK, YELLOW}
    assert all(float(element.get("stroke-width", 4)) >= 3 for element in root.iter())


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_says_in_each_language_what_it_shows(path):
    titles = {title.get("lang"): title.text for title in etree.parse(path).getroot().findall(f"{SVG}title")}
    assert set(titles) == set(PREFIX)
    assert all(10 < len(words) <= 120 and not words.endswith(".") for words in titles.values())


def test_every_picture_on_a_page_keeps_its_room_before_it_is_there(pages):
    for path, page in pages.items():
        for image in page.css("img"):
            assert int(image.attributes["width"]) > 0 < int(image.attributes["height"]), path
            assert len(image.attributes["alt"]) > 10 and not image.attributes["alt"].endswith(".svg"), path


# Colours


@pytest.mark.parametrize("path", KINDS)
def test_words_stand_out_seven_to_one_red_is_an_emergency_and_no_letters_are_yellow_on_white(opened, path):
    page = opened(path)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(Axe().run(page, options=ENHANCED)) == []
        assert page.evaluate(PAINTED_RED, RED) == [] and page.locator(".lid").count()
        assert page.evaluate(YELLOW_LETTERS) == []


def test_screen_and_paper_take_their_colours_from_the_same_tokens():
    tokens = (ROOT / "theme" / "static" / "css" / "tokens.css").read_text("utf-8")
    for sheet in ("site.css", "paper.css"):
        text = (ROOT / "theme" / "static" / "css" / sheet).read_text("utf-8")
        for name in ("--ink", "--bin", "--lid"):
            assert re.search(rf"{name}: #[0-9a-f]{{6}};", tokens) and f"var({name})" in text, (sheet, name)


# Pages


@pytest.mark.parametrize("lang", PREFIX)
def test_in_an_emergency_the_first_screen_of_a_phone_holds_112_two_steps_and_the_start_of_the_third(opened, lang):
    page = opened({"da": "/overdosis/", "en": "/en/overdose/"}[lang], viewport={"width": 320, "height": 640})
    steps = page.locator(".steps").first.locator("li")
    assert page.locator(".call a").bounding_box()["height"] >= 60
    assert steps.nth(2).bounding_box()["y"] < 640


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("path", ["/overdosis/", "/en/advice/safer-injecting/", "/"])
def test_a_step_and_its_drawing_never_cover_each_other(opened, path, width):
    page = opened(path, viewport={"width": width, "height": 800})
    covered = page.evaluate(
        """() => [...document.querySelectorAll("li.drawn")].filter(step => {
            const images = [...step.querySelectorAll("img")].map(image => image.getBoundingClientRect());
            const range = document.createRange(), words = [];
            for (const node of step.childNodes) {
                if (node.nodeName !== "IMG") { range.selectNode(node); words.push(...range.getClientRects()); }
            }
            const end = step.getBoundingClientRect().bottom + 1;
            return images.some(image => image.bottom > end || words.some(word => word.width > 1
                && word.left < image.right - 1 && word.right > image.left + 1
                && word.top < image.bottom - 3 && word.bottom > image.top + 3));
        }).map(step => step.innerText)"""
    )
    assert covered == []


@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_of_advice_begins_with_its_answer_and_leads_to_each_section(opened, width):
    page = opened("/raad/hepatitis-c/", viewport={"width": width, "height": 800})
    assert page.locator("main .text p").first.bounding_box()["y"] < 400
    contents = page.locator("#on-this-page")
    assert contents.is_visible() == (width == 1280)
    if width == 320:
        page.locator(".contents__to").click()
    assert contents.locator("a").all_inner_texts() == page.locator(".text > section:not(.sources) > h2").all_inner_texts()
    contents.locator("a").nth(3).click()
    assert 0 < page.locator(".text > section > h2").nth(3).bounding_box()["y"] < 200
