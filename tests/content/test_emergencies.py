"""Emergencies say one thing: each short form says nothing that its whole form does not, and nothing tells you to wait."""

import re

import pytest
from conftest import REAL, parsed
from site_map import PREFIX, listed, of_kind, path_of
from stated import LANGUAGES

from sitebuild.data import loader
from sitebuild.documents.references import claims

EMERGENCY = REAL / "pages/overdose"
WHOLE = {
    "short": "steps",
    "short-more": "steps",
    "short-how": "steps",
    "artery-short": "artery",
    "stick-short": "stick",
    "child-short": "child",
    "doctor-short": "doctor",
}
SAME = {"mid-chest": "middle"}  # a card has room for one word where a page has several


def sections(code):
    """Return the emergency sections of a language by their ids, as they are written."""
    text = (EMERGENCY / f"emergency.{code}.md").read_text("utf-8")
    parts = re.split(r"^## .*\{#([a-z-]+)\}\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def words(markdown):
    """Return the words that carry a meaning: those of five letters or more, without marks."""
    text = re.sub(r"\[\^[^\]]*\]|!\[\]\([^)]*\)|\]\([^)]*\)|\{\{[^}]*\}\}", " ", markdown).lower()
    return [SAME.get(word, word) for word in re.findall(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*", text) if len(word) >= 5]


def acts(markdown):
    """Return the cited rows in their order: each act of an emergency cites its row."""
    return re.findall(r"\[\^([A-Z0-9-]+)\]", markdown)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("short", WHOLE)
def test_a_short_form_says_only_what_the_whole_form_says_in_the_same_order(short, code):
    brief, whole = (sections(code)[name] for name in (short, WHOLE[short]))
    here, there = (claims(text, LANGUAGES[code]) for text in (brief, whole))
    assert {number.value for number in here.numbers} <= {number.value for number in there.numbers}
    assert set(here.placed) <= set(there.placed)
    assert set(here.drawings) <= set(there.drawings)
    told = set(words(whole))
    stems = {word[:5] for word in told}
    assert [word for word in words(brief) if word not in told and word[:5] not in stems] == []
    remaining = iter(acts(whole))
    assert all(act in remaining for act in acts(brief)), f"{acts(brief)} is not in the order of {acts(whole)}"


def test_every_short_form_has_its_whole_form():
    for code in LANGUAGES:
        named = {name for name in sections(code) if "short" in name}
        assert named == set(WHOLE)


@pytest.mark.parametrize("code", PREFIX)
def test_the_steps_of_an_overdose_stand_whole_where_there_is_room_and_short_where_there_is_none(real_site, code):
    whole, short, depth = (figure(code) for figure in (steps_of, short_of, depth_of))
    page = parsed(real_site / path_of("overdose", code, REAL))
    steps = [bare(li) for li in page.css(".steps > ol > li")]
    assert len(steps) == len(whole) > len(short)
    assert [depth in step for step in steps].count(True) == [depth in step for step in whole].count(True) == 1
    alone = parsed(real_site / "112/index.html").css_first(f"#{code}")
    assert [bare(li) for li in alone.css("ol > li")] == steps
    assert len(parsed(real_site / path_of("home", code, REAL)).css(".alarm > ol > li")) == len(short)
    for key in ("overdose-poster", "relatives-booklet"):
        if (key, code) in listed(REAL):
            assert depth in parsed(real_site / path_of(key, code, REAL)).css_first("main").text()


def steps_of(code):
    """Return the numbered steps of an overdose, as they are written."""
    return re.findall(r"(?m)^\d+\. (.*)$", sections(code)["steps"])


def short_of(code):
    """Return what the front page includes of them, as it is written: the short form, and where it goes on."""
    home = next(REAL.rglob(f"home.{code}.md")).read_text("utf-8")
    named = re.findall(r"\{\{ section emergency#(short[a-z-]*) \}\}", home)
    return [item for name in named for item in re.findall(r"(?m)^\d+\. (.*)$", sections(code)[name])]


def depth_of(code):
    """Return how deep to press, as it is written: what nobody can do by heart, and no short form has."""
    (depth,) = re.findall(r"\d+–\d+ cm", sections(code)["steps"])
    return depth


def bare(node):
    """Return an item's words without notes."""
    for mark in node.css("sup"):
        mark.decompose()
    return " ".join(node.text().split())


def test_nothing_between_the_steps_says_that_sources_differ():
    for code, words_ in (("da", "ilderne er ikke enige"), ("en", "ources differ")):
        for text in sections(code).values():
            assert words_ not in text


def test_a_claim_without_a_good_source_says_so_among_the_sources(real_pages):
    weak = {row for row, held in loader.rows(REAL).items() if held.weak}
    assert weak
    said = {"da": "Svag kilde", "en": LANGUAGES["en"].weak_source.strip(".*_")}
    for page in of_kind("urgent", REAL):
        cited = set(acts(next(REAL.rglob(f"{page.key}.{page.lang}.md")).read_text("utf-8")))
        notes = [li.text() for li in real_pages[page.path].css(".sources li")]
        assert notes and any(said[page.lang] in note for note in notes) >= bool(cited & weak)
        assert any(said[page.lang] not in note for note in notes)


def test_the_poster_and_the_card_lead_to_the_page_that_needs_nothing_else():
    held = [page for page in of_kind("pamphlet", REAL) if page.format in ("poster", "card")]
    assert {page.lang for page in held} == set(LANGUAGES)
    for page in held:
        assert "\nqr: /112/\n" in next(REAL.rglob(f"{page.key}.{page.lang}.md")).read_text("utf-8")
