"""Advice can be trusted: each claim leads to its source, both languages say the same, and it is easy to read."""

import re
from datetime import datetime

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from site_map import PREFIX, path_of

from sitebuild.claims import numbers
from sitebuild.index import collated
from sitebuild.languages import load
from sitebuild.readability import reading

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
def editor(editor):
    """An editor whose site has a page of advice more, with sources of its own."""
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
            f"{DA}:13: the section “now” rests on tea, which new has taken the place of. Read the new source, mend the text, and move the row to it.",
            f"{EN}:13: the section “now” rests on tea, which new has taken the place of. Read the new source, mend the text, and move the row to it.",
        ],
    ),
    "another source than the other language": (
        change(EN, "be.[^T-02]", "be.[^T-01]"),
        [f"{EN}:17: in section “more”, the source T-01 stands here, but T-02 at tea.da.md:17. {SAME}"],
    ),
    "another fact than the other language": (
        change(EN, "{{ phone }}", "{{ emergency }}"),
        [f"{EN}:13: in section “now”, the fact emergency stands here, but phone at tea.da.md:13. {SAME}"],
    ),
    "another link than the other language": (
        change(EN, "](overdose)", "](urgent)"),
        [f"{EN}:13: in section “now”, the link urgent stands here, but overdose at tea.da.md:13. {SAME}"],
    ),
    "another drawing than the other language": (
        both(
            change(DA, "stå.[^T-02]", "stå.[^T-02] ![](house.svg \"Huset\")"),
            change(EN, "be.[^T-02]", "be.[^T-02] ![](cafe.svg \"The house\")"),
        ),
        [f"{EN}:17: in section “more”, the drawing cafe.svg stands here, but house.svg at tea.da.md:17. {SAME}"],
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
        [f"{EN}:13: in section “now”, the number 2 stands here, but nothing at tea.da.md:13. {SAME}"],
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
            "content/pages/overdose/overdose.da.md:10: a sentence here is longer than 15 words. "
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
    said = editor.runs("check").said
    pages = re.findall(r"^(content/\S+): LIX (\d+), ([\d.]+) words a sentence, (\d+) words", said, re.MULTILINE)
    assert len(pages) > 40
    for path, lix, mean, count in pages:
        if int(count) >= 100:
            assert int(lix) < 35 if path.endswith(".da.md") else float(mean) <= 15


def test_what_is_only_known_says_so_in_its_footnote(editor):
    assert editor.runs().problems == []
    notes = [li.text() for li in editor.page("raad/te/index.html").css(".sources li")]
    assert "Alment kendt, men ikke slået op" not in notes[0] and "Alment kendt, men ikke slået op" in notes[1]


def test_a_page_that_should_have_been_checked_says_so_itself(editor):
    epoch = str(int(datetime(2027, 5, 25).timestamp()))
    assert editor.runs(SOURCE_DATE_EPOCH=epoch).problems == []
    assert (
        "skulle være tjekket igen senest den 24. maj 2027"
        in editor.page("raad/piller/index.html").css_first(".review").text()
    )
    epoch = str(int(datetime(2027, 5, 24, 12).timestamp()))
    assert editor.runs(SOURCE_DATE_EPOCH=epoch).problems == []
    assert "Næste tjek: 24. maj 2027" in editor.page("raad/piller/index.html").css_first(".review").text()


# The built pages


def test_nothing_promises_that_the_police_stay_away(pages):
    for lang, words in (
        ("da", "Vi kan ikke love noget om politiet"),
        ("en", "We can promise nothing about the police"),
    ):
        assert words in re.sub(r"\s+", " ", pages[path_of("overdose", lang)].css_first("main").text())


def test_the_a_to_z_leads_from_everyday_words_to_the_right_section(pages):
    for lang, terms in (("da", ("Byld", "Hep C", "Naloxon", "Fixerum")), ("en", ("Abscess", "Hep C", "Naloxone"))):
        page = pages[path_of("a-to-z", lang)]
        found = {a.text(): a.attributes["href"] for a in page.css(".index a")}
        for term in terms:
            assert term in found, term
        letters = [h.text() for h in page.css("h2[id^=letter]")]
        alphabet = "0–9" + "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"
        assert letters == sorted(letters, key=alphabet.index)


def test_two_pages_list_each_source_with_the_pages_that_use_it_danish_ones_first(pages):
    for lang in PREFIX:
        both = [pages[path_of(key, lang)].css(".index > li") for key in ("sources", "sources-abroad")]
        assert all(len(entries) > 40 for entries in both)
        assert all(entry.css("a") and entry.css_first(".rows").text() for entries in both for entry in entries)
        for entries, danish in zip(both, (True, False), strict=True):
            titles = (entry.css_first("a[href^=http], cite") for entry in entries)
            assert {(title.attributes.get("lang") or lang) == "da" for title in titles} == {danish}


def test_every_page_of_advice_begins_with_the_answer_and_then_says_when_it_was_checked(pages):
    for lang in PREFIX:
        for key in ("safer-injecting", "hepatitis-c", "find-help", "relatives"):
            main = pages[path_of(key, lang)].css_first("main")
            assert [node.attributes.get("class") for node in main.css("h1, .review, .text")[1:4]] == ["text", "review", "text"]
            assert main.css("a[href*='#basis']")


# What counts and sorts

LANGUAGES = load({"LANGUAGES": {"da": "da", "en": "en_GB"}, "MESSAGE_LANGUAGE": "en"})
WORD = st.text("abcdefghijklmnopqrstuvwxyzæøå", min_size=1, max_size=14)


@given(st.lists(st.lists(WORD, min_size=1, max_size=8), min_size=1, max_size=8))
def test_lix_is_words_a_sentence_plus_long_words_per_hundred(sentences):
    text = " ".join(" ".join(["A" + words[0][1:], *words[1:]]) + "." for words in sentences)
    count = sum(map(len, sentences))
    long = sum(len(word) >= 7 for words in sentences for word in words)
    found = reading(text)
    assert (found.words, len(found.sentences)) == (count, len(sentences))
    assert found.lix == round(count / len(sentences) + 100 * long / count)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Ring 112. Bliv hos personen. Giv kunstigt åndedræt, hvis personen ikke trækker vejret.", 3),
        ("Teksten er fra den 24. november 2026.", 1),
        ("Vi åbner kl. 10 og lukker kl. 15.30 hver dag.", 1),
        ("Send én ned på gaden. 112 er gratis.", 2),
        ("»Kan ikke vækkes.« Sig det.", 2),
    ],
)
def test_full_stops_in_dates_times_and_abbreviations_end_no_sentence(text, sentences):
    assert len(reading(text).sentences) == sentences


def test_lix_of_a_known_text():
    found = reading("Ring 112. Bliv hos personen. Giv kunstigt åndedræt, hvis personen ikke trækker vejret.")
    assert (found.words, found.lix) == (13, 43)  # words.md, under L-08


@pytest.mark.parametrize(
    ("code", "text", "values"),
    [
        ("da", "2,5 ml, 1.000 gange, fra 2–3 timer, tre dage og 30 %", [2.5, 1000, 2, 3, 3, 30]),
        ("en", "2.5 ml, 1,000 times, 2–3 hours, three days, 30%", [2.5, 1000, 2, 3, 3, 30]),
        ("en", "10 am to 3:30 pm", [10, 15.5]),
        ("da", "H17 og hepatitis C-test {{ phone }} [^OD-03] [x](page#id2)\n\n1. Ring", []),
        ("da", "*two people*{lang=en} og to af os", [2]),
    ],
)
def test_numbers_are_understood_as_each_language_writes_them(code, text, values):
    assert sorted(n.value for n in numbers(text, LANGUAGES[code])) == sorted(values)


@given(st.integers(0, 10**9))
def test_a_number_written_by_the_language_is_read_back(number):
    for language in LANGUAGES.values():
        (found,) = numbers(language.number(number), language)
        assert found.value == number


def test_danish_letters_come_last_and_accents_do_not_count():
    terms = ["Åre", "Ørken", "Ærø", "Zebra", "Abe", "Éclair", "Eddike", "112"]
    assert sorted(terms, key=lambda term: collated(term, "æøå")) == [
        "112",
        "Abe",
        "Éclair",
        "Eddike",
        "Zebra",
        "Ærø",
        "Ørken",
        "Åre",
    ]
    assert collated("Åse", "") < collated("Zoo", "")
