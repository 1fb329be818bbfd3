"""Emergencies say one thing: each short form says nothing that its whole form does not, and nothing tells you to wait."""

import re

import pytest
from conftest import REAL, parsed
from site_map import PREFIX, listed, of_kind, path_of
from stated import LANGUAGES

from sitebuild.data import loader
from sitebuild.documents.block import Kind, Mark
from sitebuild.documents.library import Library

LIBRARY = Library(REAL, loader.sources(REAL), loader.rows(REAL))
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


def index(key, code):
    """Return what a text holds."""
    return LIBRARY.text(LIBRARY.path_of(key, code), key, LANGUAGES[code]).index


def sections(code):
    """Return the emergency sections of a language by their ids."""
    return {section.id: section for section in index("emergency", code).named}


def words(section):
    """Return the words that carry a meaning: those of five letters or more, without marks."""
    text = "\n".join(block.without(Mark.FACT) for block in section.body).lower()
    return [SAME.get(word, word) for word in re.findall(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*", text) if len(word) >= 5]


def acts(section):
    """Return the cited rows in their order: each act of an emergency cites its row."""
    return [citation.row for citation in section.citations]


def placed(section):
    """Return the names of the facts that a section places, and of the drawings that it shows."""
    return {each.name for block in section.body for each in (*block.placeholders, *block.pictures)}


def items(section):
    """Return the items of its list."""
    return [" ".join(block.words.split()) for block in section.body if block.kind == Kind.ITEM]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("short", WHOLE)
def test_a_short_form_says_only_what_the_whole_form_says_in_the_same_order(short, code):
    brief, whole = (sections(code)[name] for name in (short, WHOLE[short]))
    assert {number.value for number in brief.numbers} <= {number.value for number in whole.numbers}
    assert placed(brief) <= placed(whole)
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
    """Return the numbered steps of an overdose."""
    return items(sections(code)["steps"])


def short_of(code):
    """Return what the front page includes of them: the short form, and where it goes on."""
    included = (each.id for each in index("home", code).includes if each.key == "emergency")
    return [item for name in included if name.startswith("short") for item in items(sections(code)[name])]


def depth_of(code):
    """Return how deep to press: what nobody can do by heart, and no short form has."""
    (depth,) = re.findall(r"\d+–\d+ cm", "\n".join(steps_of(code)))
    return depth


def bare(node):
    """Return an item's words without notes."""
    for mark in node.css("sup"):
        mark.decompose()
    return " ".join(node.text().split())


def test_nothing_between_the_steps_says_that_sources_differ():
    for code, words_ in (("da", "ilderne er ikke enige"), ("en", "ources differ")):
        for section in sections(code).values():
            assert not any(words_ in block.words for block in section.body)


def test_a_claim_without_a_good_source_says_so_among_the_sources(real_pages):
    weak = {row for row, held in loader.rows(REAL).items() if held.weak}
    assert weak
    said = {"da": "Svag kilde", "en": LANGUAGES["en"].weak_source.strip(".*_")}
    for page in of_kind("urgent", REAL):
        cited = {citation.row for citation in index(page.key, page.lang).citations}
        notes = [li.text() for li in real_pages[page.path].css(".sources li")]
        assert notes and any(said[page.lang] in note for note in notes) >= bool(cited & weak)
        assert any(said[page.lang] not in note for note in notes)


def test_the_poster_and_the_card_lead_to_the_page_that_needs_nothing_else():
    held = [page for page in of_kind("pamphlet", REAL) if page.format in ("poster", "card")]
    assert {page.lang for page in held} == set(LANGUAGES)
    for page in held:
        assert "\nqr: /112/\n" in next(REAL.rglob(f"{page.key}.{page.lang}.md")).read_text("utf-8")
