"""Advice can be trusted: each claim leads to its source, both languages say the same, and it is easy to read."""

import re
from datetime import datetime

import pytest
from conftest import MINIMAL, Editor

DA, EN = "content/pages/advice/tea.da.md", "content/pages/advice/tea.en.md"
SOURCES, ROWS, WORDS = "content/sources.yaml", "content/rows.yaml", "content/words.yaml"
TEXT = """---
title: {title}
summary: {title}
slug: {slug}
kind: advice
checked: 2026-11-24
checked_by: editor
next_check: 2027-05-24
---

{title}.

## {title} {{#now}}

{first}[^T-01] {second} {{{{ phone }}}}.[^T-02] [{title}](overdose)

## {title} {{#more}}

{third}[^T-02]
"""
SAME = "Let both languages say the same, in the same order."


@pytest.fixture
def editor(tmp_path):
    """An editor whose site has a page of advice more, with sources of its own."""
    editor = Editor(tmp_path, MINIMAL)
    editor.writes(
        DA,
        TEXT.format(
            title="Te", slug="raad/te", first="Vent i 3 timer.", second="Ring i to minutter:", third="Lad den stå."
        ),
    )
    editor.writes(
        EN,
        TEXT.format(
            title="Tea", slug="advice/tea", first="Wait for 3 hours.", second="Ring for 2 minutes:", third="Let it be."
        ),
    )
    source = "\ntea:\n  publisher: Te\n  title: Om te\n  lang: da\n  url: https://example.org/te\n  read: 2026-11-24\n  rows: [T-01, T-02]\n"
    editor.writes(SOURCES, editor.reads(SOURCES) + source)
    rows = "T-01: {confidence: seen, numbers: [3]}\nT-02: {confidence: known, numbers: [2]}\nT-03: {confidence: not found, numbers: []}\n"
    editor.writes(ROWS, editor.reads(ROWS) + rows)
    return editor


def change(path, old, new):
    return lambda editor: editor.changes(path, old, new)


def both(*mistakes):
    return lambda editor: [mistake(editor) for mistake in mistakes]


MISTAKES = {
    "a section without a source": (
        both(change(DA, "stå.[^T-02]", "stå."), change(EN, "be.[^T-02]", "be.")),
        [
            f"{DA}:17: the section “more” gives advice without a source. Cite the row that it rests on: [^OD-03].",
            f"{EN}:17: the section “more” gives advice without a source. Cite the row that it rests on: [^OD-03].",
        ],
    ),
    "a row that was not found": (
        both(
            change(DA, "stå.[^T-02]", "stå.[^T-03]"),
            change(EN, "be.[^T-02]", "be.[^T-03]"),
            change(SOURCES, "rows: [T-01, T-02]", "rows: [T-01, T-02, T-03]"),
        ),
        [
            f"{DA}:19: “T-03” is not found, and may not be printed. Take the claim out, or find a row that carries it.",
            f"{EN}:19: “T-03” is not found, and may not be printed. Take the claim out, or find a row that carries it.",
        ],
    ),
    "a source that nobody uses": (
        lambda editor: editor.writes(
            SOURCES,
            editor.reads(SOURCES) + "coffee:\n  publisher: K\n  title: K\n  lang: da\n  read: 2026-11-24\n  rows: [T-09]\n",
        ),
        [f"{SOURCES}:*: no text cites coffee. Take the source out."],
    ),
    "a source that another has taken the place of": (
        lambda editor: editor.writes(
            SOURCES,
            editor.reads(SOURCES).replace("rows: [T-01, T-02]", "rows: [T-01]\n  superseded_by: new")
            + "new:\n  publisher: K\n  title: K\n  lang: da\n  read: 2026-11-24\n  rows: [T-02]\n",
        ),
        [
            f"{DA}:15: the section “now” rests on tea, which new has taken the place of. Read the new source, mend the text, and move the row to it.",
            f"{EN}:15: the section “now” rests on tea, which new has taken the place of. Read the new source, mend the text, and move the row to it.",
        ],
    ),
    "another source than the other language": (
        change(EN, "be.[^T-02]", "be.[^T-01]"),
        [f"{EN}:19: in section “more”, the source T-01 stands here, but T-02 at tea.da.md:19. {SAME}"],
    ),
    "another fact than the other language": (
        change(EN, "{{ phone }}", "{{ emergency }}"),
        [f"{EN}:15: in section “now”, the fact emergency stands here, but phone at tea.da.md:15. {SAME}"],
    ),
    "another link than the other language": (
        change(EN, "](overdose)", "](urgent)"),
        [f"{EN}:15: in section “now”, the link urgent stands here, but overdose at tea.da.md:15. {SAME}"],
    ),
    "another drawing than the other language": (
        both(
            change(DA, "stå.[^T-02]", "stå.[^T-02] ![](house.svg \"Huset\")"),
            change(EN, "be.[^T-02]", "be.[^T-02] ![](cafe.svg \"The house\")"),
        ),
        [f"{EN}:19: in section “more”, the drawing cafe.svg stands here, but house.svg at tea.da.md:19. {SAME}"],
    ),
    "a number in a drawing's caption that no source holds": (
        both(
            change(DA, "stå.[^T-02]", "stå.[^T-02] ![](house.svg \"Vent i 77 timer\")"),
            change(EN, "be.[^T-02]", "be.[^T-02] ![](house.svg \"Wait for 77 hours\")"),
        ),
        [
            f"{DA}:19: no source of the section “more” holds the number 77. "
            "Cite the row that holds it, place it as a fact, or leave it out.",
            f"{EN}:19: no source of the section “more” holds the number 77. "
            "Cite the row that holds it, place it as a fact, or leave it out.",
        ],
    ),
    "another number than the other language": (
        change(DA, "to minutter", "tre minutter"),
        [f"{EN}:15: in section “now”, the number 2 stands here, but nothing at tea.da.md:13. {SAME}"],
    ),
    "a number that no source holds": (
        both(change(DA, "Vent i 3", "Vent i 30"), change(EN, "for 3 hours", "for 30 hours")),
        [
            f"{DA}:15: no source of the section “now” holds the number 30. "
            "Cite the row that holds it, place it as a fact, or leave it out.",
            f"{EN}:15: no source of the section “now” holds the number 30. "
            "Cite the row that holds it, place it as a fact, or leave it out.",
        ],
    ),
    "words to avoid": (
        both(change(DA, "Lad den stå.", "Lad misbrugeren stå."), change(EN, "Let it be.", "Let the junkie be.")),
        [
            f"{DA}:19: “misbrugeren” is a word to avoid (W-01). Write stofbruger.",
            f"{EN}:19: “junkie” is a word to avoid (W-01). Write person who uses drugs.",
        ],
    ),
    "a long sentence on the overdose page": (
        change("content/pages/overdose/overdose.da.md", "## ", "Det her er en sætning med alt for mange ord til en, der ryster på hænderne lige nu.\n\n## "),
        [
            "content/pages/overdose/overdose.da.md:15: a sentence here is longer than 15 words. "
            "Split it: “Det her er en sætning med alt for mange ord til en, der ryster på hænderne lige nu.”."
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_what_would_break_the_trust_stops_the_build(name, editor):
    mistake, wanted = MISTAKES[name]
    mistake(editor)
    run = editor.runs("check")
    told = [re.sub(r"(sources\.yaml):\d+", r"\1:*", line) for line in run.problems]
    assert told == wanted
    assert run.status == 1


def test_the_advice_of_the_mistakes_is_right_without_them(editor):
    assert editor.runs("check").problems == []


def test_a_text_that_is_too_hard_is_told_with_its_hardest_sentence(editor):
    hard = "Myndighedernes sagsbehandlingsprocedurer nødvendiggør omfattende dokumentationsforpligtelser overalt. " * 20
    editor.changes(DA, "Lad den stå.", hard)
    (problem,) = editor.runs("check").problems
    assert problem.startswith(f"{DA}:10: this page is too hard to read (lix ")
    assert "Split the hardest sentence: “Myndighedernes sagsbehandlingsprocedurer" in problem


def test_a_quotation_or_a_name_may_hold_a_word_to_avoid(editor):
    editor.changes(DA, "Lad den stå.", "Lad *misbruger*{.quote} stå.")
    assert editor.runs("check").problems == []


def test_check_tells_how_hard_each_page_is_and_its_hardest_sentences(editor):
    editor.changes(DA, "Lad den stå.", "Vi drikker te hver dag. " * 30)
    said = editor.runs("check").said.splitlines()
    line = next(number for number, words in enumerate(said) if words.startswith(f"{DA}: LIX "))
    assert re.fullmatch(r".*: LIX \d+, [\d.]+ words a sentence, \d{3} words", said[line])
    assert said[line + 1].startswith("    ") and said[line + 1].strip()
    assert any("(too few to judge)" in words for words in said)


def test_what_is_only_known_says_so_in_its_footnote(editor):
    assert editor.runs().problems == []
    notes = [li.text() for li in editor.page("raad/te/index.html").css(".sources li")]
    assert "Alment kendt, men ikke slået op" not in notes[0] and "Alment kendt, men ikke slået op" in notes[1]


def test_a_page_that_should_have_been_checked_says_so_itself(editor):
    epoch = str(int(datetime(2027, 5, 25).timestamp()))
    assert editor.runs(SOURCE_DATE_EPOCH=epoch).problems == []
    assert (
        "skulle være tjekket igen senest den 24. maj 2027"
        in editor.page("raad/te/index.html").css_first(".review").text()
    )
    epoch = str(int(datetime(2027, 5, 24, 12).timestamp()))
    assert editor.runs(SOURCE_DATE_EPOCH=epoch).problems == []
    assert "Næste tjek: 24. maj 2027" in editor.page("raad/te/index.html").css_first(".review").text()


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("overdosis/index.html", "Ring 112, og gør, hvad de siger."),
        ("haster/index.html", "Ring 112, og gør, hvad de siger."),
        ("112/index.html", "Ring 112, og gør, hvad de siger."),
        ("raad/te/index.html", "Er det livsfare, så ring 112, og gør, hvad de siger. Ellers spørg en læge"),
    ],
)
def test_what_is_overdue_never_tells_anyone_in_an_emergency_to_ask_first(page, wanted, editor):
    epoch = str(int(datetime(2031, 1, 1).timestamp()))
    assert editor.runs(SOURCE_DATE_EPOCH=epoch).problems == []
    said = " ".join(editor.page(page).css_first(".review").text().split())
    assert wanted in said
    if page != "raad/te/index.html":
        assert "før du retter dig efter den" not in said


@pytest.mark.parametrize(("due", "wrong"), [("2026-12-28", False), ("2026-12-29", True)])
def test_a_text_that_prints_a_number_that_may_change_is_due_with_it(editor, due, wrong):
    editor.changes(
        "content/facts.yaml",
        'out_of_hours: {value: "1813", origin: owner}',
        'out_of_hours: {value: "1813", origin: owner, look_again: 2026-12-28}',
    )
    paths = [
        path for path in (editor.folder / "content").rglob("*.md") if "{{ out_of_hours }}" in path.read_text("utf-8")
    ]
    paths = sorted(path.relative_to(editor.folder).as_posix() for path in paths)
    assert len(paths) == 4
    told = []
    for path in paths:
        editor.changes(path, "next_check: 2027-05-24", f"next_check: {due}")
        line = editor.reads(path).split("\n").index(f"next_check: {due}") + 1
        told.append(
            f"{path}:{line}: this text prints a number that may be another from 2026-12-28 on. Write next_check: 2026-12-28."
        )
    assert sorted(editor.runs("check").problems) == (told if wrong else [])


def test_a_claim_without_a_good_source_says_so_among_the_sources(editor):
    editor.changes(
        ROWS, "T-02: {confidence: known, numbers: [2]}", "T-02: {confidence: seen, numbers: [2], weak: Én fortæller.}"
    )
    assert editor.runs().problems == []
    notes = [li.text() for li in editor.page("raad/te/index.html").css(".sources li")]
    assert "Svag kilde" not in notes[0] and "Svag kilde" in notes[1]


def test_what_nobody_but_its_author_has_checked_says_so(editor):
    for path in (DA, EN):
        editor.changes(path, "checked_by: editor", "checked_by: author")
    assert editor.runs().problems == []
    for path, said in (
        ("raad/te", "Ingen i foreningen og ingen læge eller sygeplejerske har tjekket den endnu"),
        ("en/advice/tea", "Nobody in the union has checked it yet, and no doctor or nurse"),
    ):
        assert said in " ".join(editor.page(f"{path}/index.html").css_first(".review").text().split())
