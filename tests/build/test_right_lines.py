"""What is checked is what the page shows, however it was typed; and each fault is told at the line in which it stands."""

import pytest
from conftest import MINIMAL, Editor

DA, EN = "content/pages/advice/tea.da.md", "content/pages/advice/tea.en.md"
EMERGENCY = "content/pages/overdose/emergency.{lang}.md"
SOURCES, ROWS = "content/sources.yaml", "content/rows.yaml"
# Line 15 holds “A.”, line 19 “B.”, lines 21 and 22 the items.
TEXT = """---
title: {title}
summary: {title}
slug: {slug}
kind: advice
checked: 2026-11-24
checked_by: author
next_check: 2027-05-24
---

{title}.

## {title} {{#now}}

A.[^T-01] [{title}](overdose)

## {title} {{#more}}

B.[^T-02]

- C.
- D.
"""
SAME = "Let both languages say the same, in the same order."
NO_SOURCE = "gives advice without a source. Cite the row that it rests on: [^OD-03]."
NOT_HELD = "Cite the row that holds it, place it as a fact, or leave it out."


@pytest.fixture
def editor(tmp_path):
    editor = Editor(tmp_path, MINIMAL)
    editor.writes(DA, TEXT.format(title="Te", slug="raad/te"))
    editor.writes(EN, TEXT.format(title="Tea", slug="advice/tea"))
    source = "\ntea:\n  publisher: Te\n  title: Om te\n  lang: da\n  read: 2026-11-24\n  rows: [T-01, T-02]\n"
    editor.writes(SOURCES, editor.reads(SOURCES) + source)
    rows = "T-01: {confidence: seen, numbers: [3]}\nT-02: {confidence: seen, numbers: [2]}\n"
    editor.writes(ROWS, editor.reads(ROWS) + rows)
    return editor


def change(old, new, *paths):
    """Return a mistake in both languages, or in the files at paths."""
    return lambda editor: [editor.changes(path, old, new) for path in paths or (DA, EN)]


def all_of(*mistakes):
    return lambda editor: [mistake(editor) for mistake in mistakes]


def links(here, there):
    """Return a mistake: two links that lead elsewhere in each language."""
    return all_of(change("A.", f"A. {here}", DA), change("A.", f"A. {there}", EN))


def both(line, said):
    return [f"{path}:{line}: {said}" for path in (DA, EN)]


MISTAKES = {
    # what the page shows as a section is one for the rules
    "advice without a source under a heading without a space": (
        change("B.[^T-02]", "##Uden kilde {#nosrc}\n\nTag det nu, det er ufarligt.\n\n## B {#b}\n\nB.[^T-02]"),
        both(19, f"the section “nosrc” {NO_SOURCE}"),
    ),
    "advice without a source under an underlined heading": (
        change("## Te", "Uden kilde {#nosrc}\n---\n\nTag det nu.\n\n## Te", DA, EN),
        both(13, f"the section “nosrc” {NO_SOURCE}"),
    ),
    "a heading after a space": (
        change("B.[^T-02]", "B.[^T-02]\n\n ## Uden kilde {#nosrc}\n\nTag det nu."),
        both(21, "this heading does not begin at the start of its line. "
             "Take out what stands before the #: a space, or a character that cannot be seen."),
    ),
    "a heading after a character that cannot be seen": (
        change("A.[^T-01]", "\u200b## Mad {#food}\n\nA.[^T-01]", DA),
        [f"{DA}:15: this heading does not begin at the start of its line. "
         "Take out what stands before the #: a space, or a character that cannot be seen."],
    ),
    "a number under a heading without a space": (
        change("B.[^T-02]", "B.[^T-02]\n\n##Nyt {#new}\n\nVent 2 timer.[^T-01]"),
        both(23, f"no source of the section “new” holds the number 2. {NOT_HELD}"),
    ),
    # links, however they are typed
    "links with a title": (
        links('[x](urgent "t")', '[x](home "t")'),
        [f"{EN}:15: in section “now”, the link home stands here, but urgent at tea.da.md:15. {SAME}"],
    ),
    "links by reference": (
        links("[x][r]\n\n[r]: urgent\n\nx.", "[x][r]\n\n[r]: home\n\nx."),
        [f"{EN}:15: in section “now”, the link home stands here, but urgent at tea.da.md:15. {SAME}"],
    ),
    "addresses that show themselves": (
        links("<https://example.org/a>", "<https://example.org/b>"),
        [f"{EN}:15: in section “now”, the link https://example.org/b stands here, "
         f"but https://example.org/a at tea.da.md:15. {SAME}"],
    ),
    "links with brackets in their words": (
        links("[a [b] c](urgent)", "[a [b] c](home)"),
        [f"{EN}:15: in section “now”, the link home stands here, but urgent at tea.da.md:15. {SAME}"],
    ),
    "a reference that is not safe": (
        change("A.", "A. [x][r]\n\n[r]: http://example.org\n\nx.", DA),
        [f"{DA}:15: “http://example.org” is no safe address. Write https://example.org."],
    ),
    "an address that is not safe and shows itself": (
        change("- D.", "- D. <http://example.org/>", EN),
        [f"{EN}:22: “http://example.org/” is no safe address. Write https://example.org/."],
    ),
    # lines
    "one fault at three places": (
        all_of(change("A.", "A. [x](tae)"), change("B.", "B. {{ naem }} [x](tae)"), change("- D.", "- D. [x](tae)"),
               change("- C.", "- C. {{ naem }}"), change("\nTe", "\nTe {{ naem }} [^X]", DA), change("- C.", "- C.[^X]", DA)),
        [f"{DA}:11: no source in content/sources.yaml carries “X”. Write the id of a row that one of them lists, or add the source.",
         f"{DA}:11: there is no fact called “naem”. Write {{{{ name }}}}.",
         f"{DA}:15: there is no page “tae”. Write tea.",
         f"{DA}:19: there is no fact called “naem”. Write {{{{ name }}}}.",
         f"{DA}:19: there is no page “tae”. Write tea.",
         f"{DA}:21: no source in content/sources.yaml carries “X”. Write the id of a row that one of them lists, or add the source.",
         f"{DA}:21: there is no fact called “naem”. Write {{{{ name }}}}.",
         f"{DA}:22: there is no page “tae”. Write tea.",
         f"{EN}:15: there is no page “tae”. Write tea.",
         f"{EN}:19: there is no fact called “naem”. Write {{{{ name }}}}.",
         f"{EN}:19: there is no page “tae”. Write tea.",
         f"{EN}:21: there is no fact called “naem”. Write {{{{ name }}}}.",
         f"{EN}:22: there is no page “tae”. Write tea."],
    ),
    "a fault behind the same letters in code": (
        change("A.", "`[x](tae)` A.\n\nA. [x](tae)", DA),
        [f"{DA}:17: there is no page “tae”. Write tea."],
    ),
    "a number that is held in one section and not in another": (
        all_of(change("A.", "A, 3."), change("- D.", "- D, 3.")),
        both(22, f"no source of the section “more” holds the number 3. {NOT_HELD}"),
    ),
    "a word to avoid in the header, in a caption and in the text": (
        all_of(change("summary: Te", "summary: Te for misbrugere", DA),
               change("- D.", '- D.\n\n![](house.svg "En misbrugers hus")', DA), change("- D.", '- D.\n\n![](house.svg "A house")', EN),
               change("- C.", "- Hjælp\n  til misbrugere.", DA)),
        [f"{DA}:3: “misbrugere” is a word to avoid (W-01). Write stofbruger.",
         f"{DA}:22: “misbrugere” is a word to avoid (W-01). Write stofbruger.",
         f"{DA}:25: “misbrugers” is a word to avoid (W-01). Write stofbruger."],
    ),
    # sections that several texts include
    "a fault in a section that is included": (
        change("Det her er en prøvetekst.", "Det her er en prøvetekst for misbrugere. [x](tae). {{ naem }}. <i>x</i>.[^X]",
               EMERGENCY.format(lang="da")),
        [f"{EMERGENCY.format(lang='da')}:7: {said}" for said in (
            "<i> cannot stand in a text. Take it out: texts are Markdown, without HTML.",
            "no source in content/sources.yaml carries “X”. Write the id of a row that one of them lists, or add the source.",
            "there is no fact called “naem”. Write {{ name }}.",
            "there is no page “tae”. Write tea.",
            "“misbrugere” is a word to avoid (W-01). Write stofbruger.")],
    ),
    "a number in a section that several texts include": (
        all_of(change("Bliv der.", "Bliv der i 77 timer.", EMERGENCY.format(lang="da")),
               change("B.[^T-02]", "B.[^T-02]\n\n{{ section emergency#short }}")),
        ["content/pages/overdose/emergency.da.md:23: no source of the section “short” holds the number 77. " + NOT_HELD],
    ),
    "the same section included in one language alone": (
        change("B.[^T-02]", "B.[^T-02]\n\n{{ section emergency#signs }}", DA),
        [f"{DA}:21: in section “more”, the section emergency#signs stands here, but nothing at tea.en.md:17. {SAME}"],
    ),
    # one language alone
    "a link too many in Danish": (
        change("B.", "B. [x](urgent)", DA),
        [f"{DA}:19: in section “more”, the link urgent stands here, but nothing at tea.en.md:17. {SAME}"],
    ),
    "a source too many in English": (
        change("- D.", "- D.[^T-01]", EN),
        [f"{EN}:22: in section “more”, the source T-01 stands here, but nothing at tea.da.md:17. {SAME}"],
    ),
    "a fact that is lost in English": (
        change("- C.", "- C. {{ phone }}", DA),
        [f"{DA}:21: in section “more”, the fact phone stands here, but nothing at tea.en.md:17. {SAME}"],
    ),
    # the data's own lines
    "a key that stands elsewhere in the facts": (
        change("footer: [", "footer: [advice, ", "content/facts.yaml"),
        ["content/facts.yaml:*: there is no page “advice”. Write the key of a page: its file's name up to the first full stop."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_fault_is_told_once_at_the_line_in_which_it_stands(name, editor):
    mistake, wanted = MISTAKES[name]
    mistake(editor)
    if ":*:" in wanted[0]:
        lines = editor.reads("content/facts.yaml").split("\n")
        line = next(number for number, line in enumerate(lines, start=1) if line.startswith("footer:"))
        wanted = [each.replace(":*:", f":{line}:") for each in wanted]
    assert editor.runs("check").problems == sorted(wanted, key=_order)


def _order(problem):
    path, line, said = problem.split(":", 2)
    return path, int(line), said


def test_the_texts_of_the_mistakes_are_right_without_them(editor):
    assert editor.runs("check").problems == []


@pytest.mark.parametrize("heading", ["##Kort {#short}", "Kort {#short}\n---"])
def test_a_section_is_included_however_its_heading_is_typed(editor, heading):
    before = editor.runs()
    page = editor.page("index.html").css_first("main").html
    editor.changes(EMERGENCY.format(lang="da"), "## Kort {#short}", heading)
    assert before.problems == editor.runs().problems == []
    assert editor.page("index.html").css_first("main").html == page


def test_two_texts_may_include_each_other(editor):
    for path in (DA, EN):
        editor.changes(path, "B.[^T-02]", "B.[^T-02]\n\n{{ section urgent#artery }}")
        editor.changes(path.replace("tea", "urgent"), "## ", "{{ section tea#now }}\n\n## ")
    problems = editor.runs("check").problems
    assert not [problem for problem in problems if "no section" in problem or "Error" in problem], problems


def test_what_is_read_is_told_in_danish_too(editor):
    editor.changes(DA, "A.[^T-01]", " ## Mad {#food}\n\nA.[^T-01]")
    (problem,) = editor.runs("check", LC_ALL="da_DK.UTF-8").problems
    assert problem.startswith(f"{DA}:15: overskriften begynder ikke forrest på linjen.")
