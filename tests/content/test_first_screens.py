"""The first screens of the real site, where seconds count: what a phone shows before anybody has scrolled."""

import pytest
from conftest import REAL
from site_map import PREFIX, of_kind

PHONE = {"width": 320, "height": 640}


@pytest.mark.parametrize("lang", PREFIX)
def test_in_an_emergency_the_first_screen_holds_112_two_steps_and_the_start_of_the_third(opened_real, lang):
    (emergency,) = (page for page in of_kind("emergency", REAL) if page.lang == lang)
    page = opened_real(emergency.address, viewport=PHONE)
    steps = page.locator(".steps").first.locator("li")
    call = page.locator("main .call a").bounding_box()
    assert call["height"] >= 60 and call["y"] + call["height"] < 320
    assert steps.nth(2).bounding_box()["y"] < 640
    assert page.locator("main h1").bounding_box()["y"] < 10


@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_of_advice_begins_with_its_answer(opened_real, width):
    for advice in of_kind("advice", REAL)[:4]:
        page = opened_real(advice.address, viewport={"width": width, "height": 800})
        assert page.locator("main .text p").first.bounding_box()["y"] < 500
