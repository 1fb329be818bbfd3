"""What parses or computes is held against every input that Hypothesis can think of."""

import re
import string
from datetime import date, time

import pytest
import yaml
from babel import Locale
from hypothesis import example, given
from hypothesis import strategies as st

from sitebuild.data import yaml12
from sitebuild.data.fields import PhoneFact
from sitebuild.data.loader import text_of
from sitebuild.data.opening_hours import Hours, Span
from sitebuild.data.yaml12 import Quoted
from sitebuild.diagnostics.problems import ProblemFound
from sitebuild.documents.front_matter import Header, address_of
from sitebuild.documents.front_matter import split as split_header
from sitebuild.i18n.languages import UNTRANSLATED, Language

ENGLISH = Language("en", Locale.parse("en_GB"), "", UNTRANSLATED)
TIMES = st.times().map(lambda moment: f"{moment:%H:%M}")
PLAIN = st.text(string.ascii_letters + "æøå ", min_size=1)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Co"])),
)
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(PLAIN, inner), max_leaves=20)


class Writer(yaml.SafeDumper):
    """Writes YAML 1.2: 0E0 and 1.e5 are numbers there and texts in 1.1, so a text that begins like one is quoted."""


def _text(writer: Writer, text: str) -> yaml.ScalarNode:
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style='"' if text[:1] in "+-.0123456789" else None)


Writer.add_representer(str, _text)


@given(TREES)
@example(["0E0", "1.e5", "-.5E3"])
def test_what_is_written_as_yaml_is_read_as_it_was_meant(tree):
    data, lines = yaml12.load(yaml.dump(tree, Dumper=Writer, allow_unicode=True), "x.yaml")
    assert data == tree
    assert all(line >= 1 for line in lines.values())


@given(st.text())
def test_any_text_is_either_yaml_or_one_clear_problem(text):
    try:
        yaml12.load(text, "x.yaml")
    except ProblemFound as found:
        (problem,) = found.problems
        assert 1 <= problem.line <= len(text.split("\n")) + 1
        assert problem.wrong and problem.instead


@pytest.mark.parametrize(
    "written", ["10:30", "no", "yes", "on", "010:00", "2026-11-24", "1_000", "0x1F", "12e", "!!int x"]
)
def test_what_yaml_1_1_would_change_stays_as_it_was_written(written):
    assert yaml12.load(f"a: {written}", "x")[0] == {"a": written.removeprefix("!!int ")}


@given(st.binary())
def test_any_file_is_either_text_or_one_clear_problem(raw):
    try:
        text = text_of(raw, "x.md", 1000)
    except ProblemFound as found:
        assert len(found.problems) == 1
    else:
        assert "\r" not in text and "\ufeff" not in text[:1]


@given(st.text())
def test_an_address_has_only_small_letters_digits_hyphens_and_slashes(text):
    address = address_of(text)
    assert re.fullmatch(r"[a-z0-9/-]*", address)
    assert address_of(address) == address
    if address:
        Header.model_validate({"title": "x", "summary": "x", "kind": "x", "slug": address})


def test_danish_letters_in_an_address_follow_the_danish_rule():
    assert address_of("Åbningstider på ærø/Gæst") == "aabningstider-paa-aeroe/gaest"
    assert address_of("a\u030aben") == "aaben"


@given(TIMES, TIMES)
def test_a_span_is_valid_if_and_only_if_it_closes_after_it_opens(opens, closes):
    def span():
        return Span(days="daily", opens=Quoted(opens), closes=Quoted(closes))

    if opens < closes:
        assert span().opening < span().closing
    else:
        with pytest.raises(ValueError, match="before it opens"):
            span()


@given(st.lists(st.tuples(TIMES, TIMES).filter(lambda pair: pair[0] < pair[1]), min_size=1, max_size=4))
def test_hours_are_refused_if_and_only_if_two_of_them_overlap(pairs):
    def hours():
        spans = [Span(days=["mon"], opens=Quoted(opens), closes=Quoted(closes)) for opens, closes in pairs]
        return Hours(label="x", spans=spans, origin="owner", confirmed={"missing": "U-104"})

    overlaps = any(a[0] < b[1] and b[0] < a[1] for i, a in enumerate(pairs) for b in pairs[i + 1 :])
    if overlaps:
        with pytest.raises(ValueError, match="overlap"):
            hours()
    else:
        assert hours().spans


@given(st.integers(0, 99999999))
def test_a_danish_number_of_eight_digits_is_dialled_as_it_is_written(number):
    digits = f"{number:08}"
    written = f"+45 {digits[:2]} {digits[2:4]} {digits[4:6]} {digits[6:]}"
    assert PhoneFact(value=Quoted(written), origin="owner").dialled == f"+45{digits}"


@given(st.text(alphabet=string.printable), st.text(alphabet=string.printable))
def test_front_matter_and_text_are_parted_where_the_second_fence_stands(front, body):
    if "---" not in front and "\n" not in front[-1:] and "\x0b" not in front + body and "\r" not in front + body:
        assert split_header(f"---\n{front}\n---\n{body}") == (front, body, front.count("\n") + 4)


@pytest.mark.parametrize(
    ("code", "locale", "expected"),
    [
        ("da", "da", ("24. november 2026", "1.000", "a, b og c")),
        ("en", "en_GB", ("24 November 2026", "1,000", "a, b and c")),
    ],
)
def test_dates_numbers_and_lists_are_written_as_the_language_does(code, locale, expected):
    language = Language(code, Locale.parse(locale), "", UNTRANSLATED)
    assert (language.date(date(2026, 11, 24)), language.number(1000), language.listed("abc")) == expected


def test_times_of_day_are_written_as_people_say_them():
    assert [ENGLISH.clock(time(15)), ENGLISH.clock(time(9, 30))] == ["3\u00a0pm", "9:30\u00a0am"]
