"""The look: colours that mean one thing, and no page that is out of step. What holds on each page: visits.py."""

import re

import pytest
from conftest import ROOT
from site_map import PREFIX

# Colours


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


@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_of_advice_begins_with_its_answer_and_leads_to_each_section(opened, width):
    page = opened("/raad/hepatitis-c/", viewport={"width": width, "height": 800})
    assert page.locator("main .text p").first.bounding_box()["y"] < 400
    contents = page.locator("#on-this-page")
    assert contents.is_visible() == (width == 1280)
    if width == 320:
        page.locator(".contents__to").click()
    assert (
        contents.locator("a").all_inner_texts() == page.locator(".text > section:not(.sources) > h2").all_inner_texts()
    )
    contents.locator("a").nth(3).click()
    assert 0 < page.locator(".text > section > h2").nth(3).bounding_box()["y"] < 200
