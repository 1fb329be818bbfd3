"""Drawings that anybody can read: small, of one hand, and said in words in each language."""

import re
import xml.etree.ElementTree as etree

import brotli
import pytest
from conftest import REAL, ROOT
from site_map import PREFIX

SVG = "{http://www.w3.org/2000/svg}"
FOLDERS = (REAL / "images", ROOT / "theme" / "static" / "drawings")
DRAWINGS = sorted(path for folder in FOLDERS for path in folder.glob("*.svg"))
INK, YELLOW = "#000000", "#ffd60a"
SHAPES = {"svg", "title", "g", "path", "circle", "ellipse", "rect"}


def test_there_are_enough_drawings_and_each_is_used(real_site):
    own = {path.name for path in DRAWINGS if path.parent.name == "images"}
    pages = "".join(path.read_text("utf-8") for path in real_site.rglob("*.html"))
    assert len(own) >= 30 and {name for name in own if f"images/{name}" not in pages} == set()
    print_ways = {path.stem for path in DRAWINGS if path.parent.name == "drawings"}
    users = [*(ROOT / "theme" / "templates").rglob("*.html"), *(ROOT / "sitebuild" / "data" / "formats").glob("*.py")]
    named = "".join(path.read_text("utf-8") for path in users)
    assert {name for name in print_ways if f'"{name}"' not in named} == set()


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
