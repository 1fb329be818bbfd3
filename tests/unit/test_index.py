"""What a text holds is found once, as the page has it: sections, citations, facts, links, pictures, numbers, includes."""

import re
import string

import pytest
from babel import Locale
from hypothesis import example, given
from hypothesis import strategies as st

from sitebuild.data.loader import text_of
from sitebuild.documents.block import Kind
from sitebuild.documents.markdown import extension
from sitebuild.documents.markdown.conversion import Body, RawText
from sitebuild.documents.markdown.extension import Converted, convert, outline
from sitebuild.documents.markdown.marks import MARK
from sitebuild.i18n.languages import UNTRANSLATED, Language

ENGLISH = Language("en", Locale.parse("en_GB"), "", UNTRANSLATED)
PLAIN = st.text(string.ascii_letters + "æøå ", min_size=1)


class Others:
    """Other texts by their key, as they are written; and one source."""

    def __init__(self, **texts: str):
        self.texts = texts

    def bodies(self, key: str) -> dict[str, Body] | None:
        return outline(RawText(f"{key}.md", self.texts[key], 3), ENGLISH) if key in self.texts else None

    def note(self, row: str) -> str | None:
        return "*Title*, 2026" if row == "R" else None


def read(text: str, **others: str) -> Converted:
    return convert(RawText("text.md", text), ENGLISH, Others(**others))


def told(text: str, **others: str) -> list[tuple[str, int, str]]:
    found = read(text, **others).index.faults
    return sorted((fault.place.file, fault.place.line, fault.wrong) for fault in found)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A.\n\n## New {#new}\n\nB.", 3),
        ("A.\n\n##New {#new}\n\nB.", 3),
        ("A.\n\nNew {#new}\n---\n\nB.", 3),
        ("A.\n## New {#new}\nB.", 2),
    ],
)
def test_a_section_begins_where_the_page_has_one_however_its_heading_is_typed(text, line):
    converted = read(text)
    assert [(section.id, section.place.line) for section in converted.index.sections] == [("", 1), ("new", line)]
    assert [block.words for block in converted.index.sections[1].body] == ["B."]
    assert converted.html.count("<section>") == 1


@pytest.mark.parametrize("text", [" ## New {#new}", "> ## New {#new}", "```\n## New {#new}\n```", "    ## New {#new}"])
def test_what_is_no_section_of_the_page_is_none_of_the_index(text):
    assert [section.id for section in read(f"A.\n\n{text}\n\nB.").index.sections] == [""]


def test_the_looks_of_a_section_are_its_classes():
    assert read("## New {#new .steps .alarm}").index.named[0].looks == ("steps", "alarm")


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[a](key)", ["key"]),
        ('[a](key "title")', ["key"]),
        ("[a](<key>)", ["key"]),
        ("[a [b] c](key#id)", ["key#id"]),
        ("[a][ref]\n\n[ref]: key", ["key"]),
        ("[ref]\n\n[ref]: key", ["key"]),
        ("<https://example.org/>", ["https://example.org/"]),
        ("<us@example.org>", ["mailto:us@example.org"]),
        ("[a](java&#115;cript:x)", ["javascript:x"]),
        ("[![a](b.svg)](key)", ["key"]),
        ("`[a](key)` and \\[a](key)", []),
    ],
)
def test_every_link_of_the_page_is_found_however_it_is_typed(text, targets):
    assert [link.target for link in read(text).index.links] == targets


def test_a_thing_stands_in_its_own_line_of_a_block():
    text = "A[^R]\nb {{ phone }}\n[c](key) 3 ml\n![d](a.svg)\n[^X]"
    index = read(text).index
    assert [each.place.line for each in (*index.citations, *index.placeholders, *index.links, *index.pictures)] == [
        1,
        2,
        3,
        4,
    ]
    (number,) = (each for block in index.blocks() for each in block.numbers)
    assert (number.value, number.unit, number.place.line) == (3, "ml", 3)
    assert [fault.place.line for fault in index.faults] == [5]


def test_a_unit_is_found_across_marks_and_a_number_is_none_in_code_a_foreign_language_or_an_address():
    text = "Take **5** *mg*, not `7`, *two people*{lang=en}, {{ phone }}, [x](page#id2), <https://example.org/9>[^R]\n\n1. Ring"
    (number,) = (each for block in read(text).index.blocks() for each in block.numbers)
    assert (number.value, number.unit) == (5, "mg")


def test_a_caption_is_a_block_of_its_own():
    blocks = read('![a](b.svg "Wait 3 hours")').index.sections[0].blocks
    assert [(block.kind, block.words) for block in blocks] == [(Kind.FIGURE, ""), (Kind.CAPTION, "Wait 3 hours")]
    assert [number.value for block in blocks for number in block.numbers] == [3]


def test_a_heading_is_looked_up_by_its_words_without_the_number_of_a_source():
    assert read("## Wait[^R] &amp; see {#x}\n\n## {{ phone }} {#y}").index.headings == (("x", "Wait & see"),)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("{{ hours }}", True),
        ("{{ hours }} x", False),
        ("x\n{{ hours }}", False),
        ("- {{ hours }}", False),
        ("> {{ hours }}", False),
    ],
)
def test_a_block_of_the_theme_is_alone_where_nothing_else_is_in_its_paragraph(text, alone):
    (placed,) = read(text).index.placeholders
    assert placed.alone is alone


def test_the_same_fault_at_three_places_is_told_at_each():
    assert told("[^X]\n\nA.[^X]\n\n- <i>b</i>\n- [](key)\n\n## A {#a}\n\n## A {#a}\n\nC <i>[^X]</i>") == sorted(
        [("text.md", line, "no source in content/sources.yaml carries “X”") for line in (1, 3, 12)]
        + [("text.md", line, "<i> cannot stand in a text") for line in (5, 12)]
        + [("text.md", 6, "this link has no words"), ("text.md", 10, "the id “a” stands twice in this text")]
    )


def test_a_source_that_is_typed_is_told_at_each_line_also_when_the_same_one_is_typed_twice():
    text = "A.[^x]\n\n[^x]: One\n[^x]: Two\n\nB.\n\n[^x]: Three\n    and more\n\nC."
    assert [line for _file, line, _wrong in told(text)] == [3, 4, 8]
    assert [block.place.line for block in read(text).index.blocks()] == [1, 6, 11]


def test_a_section_that_is_included_keeps_its_file_and_its_lines():
    other = "## One {#one}\n\nA.\n\n## Two {#two}\n\n- b {{ phone }}\n- <i>c</i>\n\nThree {#three}\n-----\n\nd[^X]\n\n##four {#four}\n\ne"
    converted = read(
        "a\n\n{{ section other#two }}\n\nb\n\n{{ section other#three }}\n\n## z {#z}\n\n{{ section other#four }}",
        other=other,
    )
    places = [(block.words, block.place.file, block.place.line, block.place.here) for block in converted.index.blocks()]
    assert places == [
        ("a", "text.md", 1, 1),
        ("b \ufffc", "other.md", 9, 3),
        ("c", "other.md", 10, 3),
        ("b", "text.md", 5, 5),
        ("d[^X]", "other.md", 15, 7),
        ("z", "text.md", 9, 9),
        ("e", "other.md", 19, 11),
    ]
    assert [(each.key, each.id, each.place.line) for each in converted.index.includes] == [
        ("other", "two", 3),
        ("other", "three", 7),
        ("other", "four", 11),
    ]
    assert [(fault.place.file, fault.place.line) for fault in converted.index.faults] == [
        ("other.md", 15),
        ("other.md", 10),
    ]


def test_an_include_that_leads_nowhere_is_told_at_its_line():
    other = "## One {#one}\n\n{{ section text#x }}\n\n##Two {#two}\n\nb"
    text = "{{ section nothing#x }}\n\n{{ section other#three }}\n\n{{ section other#one }}\n\n{{ section other#two }}"
    assert [(line, wrong) for _file, line, wrong in told(text, other=other)] == [
        (1, "there is no page “nothing” in this language"),
        (3, "“other” has no section “three”"),
        (5, "the section other#one includes another one itself"),
    ]


def test_two_sections_that_are_included_with_the_same_id_are_told_where_they_are_included():
    other = "## One {#one}\n\n### a {#a}"
    assert told("## x {#x}\n\n{{ section other#one }}\n\n{{ section other#one }}", other=other) == [
        ("text.md", 5, "the id “a” stands twice in this text")
    ]


def test_a_parser_that_failed_is_not_used_again():
    class Failing(Others):
        def note(self, row):
            raise RecursionError

    extension._kept(ENGLISH).clear()
    with pytest.raises(RecursionError):
        convert(RawText("text.md", "- a\n\n    > b[^R]"), ENGLISH, Failing())
    assert extension._kept(ENGLISH) == []
    assert read("A.\n\nB.").html == "<p>A.</p>\n<p>B.</p>"
    assert len(extension._kept(ENGLISH)) == 1


@given(st.text(max_size=300))
@example("<p title='`' onclick=x>")
def test_no_text_can_bring_a_script_a_handler_or_another_scheme_past_the_checks(text):
    text = text_of(text.replace("\r", "\n").encode("utf-8", "replace"), "x", 10**6) if _plain(text) else ""
    converted = read(text)
    if not converted.index.faults:
        assert not re.search(r"<(?!/?(?:[a-z][a-z0-9]*)[\s/>])", converted.html)
        assert not re.search(
            r"<(script|iframe|object|embed|style|form|input|svg|math)\b", converted.html, re.IGNORECASE
        )
        assert not re.search(r"<[^>]*\s(on\w+|style)\s*=", converted.html)


def _plain(text):
    return not any(
        (c < " " and c not in "\n\t") or "\ue000" <= c <= "\uf8ff" or "\ud800" <= c <= "\udfff" for c in text
    )


@given(PLAIN.filter(str.strip))
def test_a_name_in_braces_becomes_one_mark(name):
    converted = read(f"Ring {{{{ {name} }}}} nu.")
    assert [placed.name for placed in converted.index.placeholders] == [name.strip()]
    assert len(MARK.findall(converted.html)) == 1


@given(st.dictionaries(st.text(string.ascii_lowercase, min_size=1, max_size=5), PLAIN.filter(str.strip), max_size=5))
def test_a_text_is_the_sum_of_its_sections(parts):
    text = "".join(f"## Heading {{#{key}}}\n\n{body}\n\n" for key, body in parts.items())
    whole = read("\n\n".join(f"{{{{ section page#{key} }}}}" for key in parts), page=text)
    alone = read("\n\n".join(parts.values()))
    assert whole.html == alone.html and whole.index.faults == ()
    assert [section.id for section in read(text).index.named] == list(parts)
