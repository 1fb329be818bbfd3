"""Emergencies say one thing: each short form says nothing that its whole form does not, and nothing tells you to wait."""

import re
from datetime import datetime

import pytest
from conftest import ROOT, parsed
from site_map import PREFIX, path_of

from sitebuild.claims import claims
from sitebuild.languages import load

EMERGENCY = ROOT / "content/pages/overdose"
WHOLE = {
    "short": "steps",
    "short-more": "steps",
    "short-how": "steps",
    "artery-short": "artery",
    "stick-short": "stick",
    "child-short": "child",
    "doctor-short": "doctor",
}
LANGUAGES = load({"LANGUAGES": {"da": "da", "en": "en_GB"}, "MESSAGE_LANGUAGE": "en"})
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


def test_the_steps_of_an_overdose_stand_whole_where_there_is_room_and_short_where_there_is_none(site):
    for code, prefix in PREFIX.items():
        steps = [re.sub(r"\s+", " ", li.text()) for li in parsed(site / path_of("overdose", code)).css(".steps > ol > li")]
        assert len(steps) == 8 and "5–6 cm" in steps[3]
        alone = parsed(site / "112/index.html").css_first(f"#{code}")
        assert [bare(li) for li in alone.css("ol > li")] == [bare(li) for li in parsed(site / path_of("overdose", code)).css(".steps > ol > li")]
        home = parsed(site / path_of("home", code)).css(".alarm > ol > li")
        assert len(home) == 6
        for key in ("overdose-poster", "relatives-booklet"):
            assert "5–6 cm" in parsed(site / path_of(key, code)).css_first("main").text()


def bare(node):
    """Return an item's words without notes."""
    for mark in node.css("sup"):
        mark.decompose()
    return " ".join(node.text().split())


def test_nothing_between_the_steps_says_that_sources_differ():
    for code, words_ in (("da", "ilderne er ikke enige"), ("en", "ources differ")):
        for text in sections(code).values():
            assert words_ not in text


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("overdosis/index.html", "Ring 112, og gør, hvad de siger."),
        ("haster/index.html", "Ring 112, og gør, hvad de siger."),
        ("112/index.html", "Ring 112, og gør, hvad de siger."),
        ("raad/hiv/index.html", "Er det livsfare, så ring 112, og gør, hvad de siger. Ellers spørg en læge"),
    ],
)
def test_what_is_overdue_never_tells_anyone_in_an_emergency_to_ask_first(page, wanted, editor):
    epoch = str(int(datetime(2031, 1, 1).timestamp()))
    assert editor.runs(SOURCE_DATE_EPOCH=epoch).problems == []
    said = " ".join(editor.page(page).css_first(".review").text().split())
    assert wanted in said
    if page != "raad/hiv/index.html":
        assert "før du retter dig efter den" not in said


def test_a_text_that_prints_a_number_that_may_change_is_due_with_it(editor):
    for code in ("da", "en"):
        editor.changes(f"content/pages/advice/urgent.{code}.md", "next_check: 2026-12-28", "next_check: 2026-12-29")
    line = "this text prints a number that may be another from 2026-12-28 on. Write next_check: 2026-12-28."
    assert editor.runs("check").problems == [
        f"content/pages/advice/urgent.{code}.md:8: {line}" for code in ("da", "en")
    ]


def test_a_claim_without_a_good_source_says_so_among_the_sources(site):
    notes = [li.text() for li in parsed(site / "haster/index.html").css(".sources li")]
    assert any("Svag kilde" in note for note in notes) and any("Svag kilde" not in note for note in notes)


def test_the_poster_and_the_card_lead_to_the_page_that_needs_nothing_else():
    for key in ("overdose-poster", "overdose-card"):
        for code in LANGUAGES:
            assert "\nqr: /112/\n" in (ROOT / f"content/pamphlets/{key}.{code}.md").read_text("utf-8")
