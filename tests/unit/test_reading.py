"""What counts and sorts: how hard a text is, which numbers it holds, and the order of a dictionary."""

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from sitebuild.documents.numbers import numbers
from sitebuild.documents.readability import reading
from sitebuild.i18n.languages import load
from sitebuild.rendering.a_to_z import collated

LANGUAGES = load({"LANGUAGES": {"da": "da", "en": "en_GB"}, "MESSAGE_LANGUAGE": "en"}, ROOT / "translations")
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
        ("da", "H17, WCAG 2.2 og hepatitis C-test", [2.2]),
    ],
)
def test_numbers_are_understood_as_each_language_writes_them(code, text, values):
    assert sorted(n.value for n in numbers(text, LANGUAGES[code])) == sorted(values)


@pytest.mark.parametrize(
    ("code", "text", "unit"),
    [
        ("da", "5 mg", "mg"),
        ("da", "5\u00a0mg", "mg"),
        ("en", "30%", "%"),
        ("en", "three hours", "hours"),
        ("en", "5. Then", ""),
    ],
)
def test_a_number_has_the_word_or_sign_that_follows_it_for_its_unit(code, text, unit):
    assert [number.unit for number in numbers(text, LANGUAGES[code])] == [unit]


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
