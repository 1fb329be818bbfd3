"""An editor gets one clear line for each mistake, nothing is published, and what was published stays as it was."""

import itertools
import os
import subprocess
import sys

import pytest
from conftest import MINIMAL, Editor, snapshot

DA, EN = "content/pages/about/coffee.da.md", "content/pages/about/coffee.en.md"
FACTS, WORDS = "content/facts.yaml", "translations/da/LC_MESSAGES/messages.po"
OVERDOSE = "content/pages/overdose/overdose.da.md"
TEXT = """---
title: {title}
summary: {summary}
slug: {slug}
kind: information
---

{{{{ name }}}}: {title}.

## {title} {{#place}}

[Vi](about) æøå.

## {title} {{#more}}

{title}.
"""
CUP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><title lang="en">A cup</title></svg>'
PATTERNS = {"DA": DA, "EN": EN, "FACTS": FACTS, "WORDS": WORDS, "OVERDOSE": OVERDOSE}


@pytest.fixture
def editor(tmp_path):
    """An editor whose site has one page more, in two languages, to make mistakes in."""
    editor = Editor(tmp_path, MINIMAL)
    editor.writes(DA, TEXT.format(title="Vores kaffe", summary="Kaffe", slug="om/kaffe"))
    editor.writes(EN, TEXT.format(title="Our coffee", summary="Coffee", slug="about/coffee"))
    return editor


def put(text):
    """Return a mistake: text stands before the link."""
    return lambda editor: editor.changes(DA, "[Vi]", f"{text} [Vi]")


def change(path, old, new):
    return lambda editor: editor.changes(path, old, new)


def write(path, text=None):
    return lambda editor: editor.writes(path, editor.reads(DA) if text is None else text)


def both(*mistakes):
    return lambda editor: [mistake(editor) for mistake in mistakes]


def link(path, target):
    return lambda editor: os.symlink(target, editor.folder / path)


SPAN = '- {days: daily, opens: "11:00", closes: "17:00"}'
HTML = "Take it out: texts are Markdown, without HTML."
ATTRIBUTE = "“onclick” cannot stand in a text. Take it out: a text may set an id, a class or a language."
ADDRESS = "Write a page's key, or an address that begins with https://, tel: or mailto:."
KEY = "is one language's address or file. Write the page's key, which leads to it in the page's own language: about."
NO_PICTURE = (
    "this is no picture that a browser can show. "
    "Save it once more from your drawing program, as SVG with a viewBox; or as PNG, JPEG or WebP."
)
SMALL = "a file's name has only small letters a–z, digits and hyphens."
SAME = "Give both languages the same sections, with the same ids in the same order."
HEADER = "Write one “name: value” on each line, as in the other files."
ELSEWHERE = "this is a link to a file or folder elsewhere. Put the file itself here."

# What the editor did, and all that the editor is told.
MISTAKES = {
    # the header
    "no title": (
        change(DA, "title: Vores kaffe\n", ""),
        ["{DA}:2: “title” is missing. Add a line that begins with title:."],
    ),
    "no slug": (change(DA, "slug: om/kaffe\n", ""), ["{DA}:2: “slug” is missing. Add a line that begins with slug:."]),
    "no summary": (
        change(DA, "summary: Kaffe\n", ""),
        ["{DA}:2: “summary” is missing. Add a line that begins with summary:."],
    ),
    "empty title": (
        change(DA, "title: Vores kaffe", "title:"),
        ["{DA}:2: “title” is empty. Write a text after title:."],
    ),
    "title of digits": (
        change(DA, "title: Vores kaffe", "title: 1993"),
        ['{DA}:2: “title” must be a text. Put it in quotes: title: "…".'],
    ),
    "empty file": (
        write(DA, ""),
        ["{DA}:1: this file is empty. Write a header and a text, as in the other files, or delete the file."],
    ),
    "no header": (
        write(DA, "Kaffe.\n"),
        [
            "{DA}:1: this file has no header. Begin with a line of ---, then title:, summary:, slug: and kind:, then a line of ---."
        ],
    ),
    "a colon in a title": (
        change(DA, "Vores kaffe", "Vores: kaffe"),
        ['{DA}:2: there is a colon too many in this line. Put the whole text in quotes: title: "First: call".'],
    ),
    "quotes inside": (
        change(DA, "Vores kaffe", '"Vores" kaffe'),
        ['{DA}:2: a quotation mark in this line has no partner. Put " before and after the text, and none inside it.'],
    ),
    "a tab": (
        change(DA, "kind: information", "only:\n\tda"),
        ["{DA}:6: a tab stands at the start of this line. Use spaces instead."],
    ),
    "a list for a header": (
        write(DA, "---\n- x\n---\n"),
        ["{DA}:2: the header is not a list of names and values. " + HEADER],
    ),
    "brackets without end": (
        change(DA, "kind: information", "kind: " + "[" * 5000),
        ["{DA}:5: this cannot be read as YAML (while parsing a flow node). " + HEADER],
    ),
    "a typo in a key": (
        change(DA, "summary:", "sumary:"),
        [
            "{DA}:2: “summary” is missing. Add a line that begins with summary:.",
            "{DA}:3: “sumary” is not known here. Write summary:.",
        ],
    ),
    "an unknown kind": (
        change(DA, "kind: information", "kind: informaton"),
        ["{DA}:5: there is no kind of page called “informaton”. Write information."],
    ),
    "an alias bomb": (
        change(DA, "kind: information", "kind: information\na: &a [x, x]\nb: &b [*a, *a]"),
        ["{DA}:6: * and & (aliases) are not used here. Write the value out."],
    ),
    "no day": (
        change(OVERDOSE, "2026-11-24", "2026-13-24"),
        ["{OVERDOSE}:6: “2026-13-24” is no day. Write year-month-day: 2026-11-24."],
    ),
    "advice that nobody checked": (
        change(OVERDOSE, "checked_by: editor\n", ""),
        ["{OVERDOSE}:2: the page does not say when it was checked. Write checked:, checked_by: and next_check:."],
    ),
    # addresses and file names
    "a slug with capitals": (
        change(DA, "om/kaffe", "Om/Kaffe"),
        ["{DA}:4: “Om/Kaffe” cannot be an address. Write om/kaffe."],
    ),
    "a slug with a space": (
        change(DA, "om/kaffe", "om/god kaffe"),
        ["{DA}:4: “om/god kaffe” cannot be an address. Write om/god-kaffe."],
    ),
    "a slug with å": (change(DA, "om/kaffe", "om/åben"), ["{DA}:4: “om/åben” cannot be an address. Write om/aaben."]),
    "two pages with one address": (
        change(DA, "om/kaffe", "om/for-medlemmer"),
        [
            "content/pages/about/members.da.md:4: {DA} has the same address, om/for-medlemmer. Write another slug: in one of the two."
        ],
    ),
    "an unknown language": (
        write("content/pages/about/kaffe.dk.md"),
        ["content/pages/about/kaffe.dk.md:1: “dk” is no language of this site. Call it kaffe.da.md / kaffe.en.md."],
    ),
    "no language": (
        write("content/pages/about/kaffe.md"),
        [
            "content/pages/about/kaffe.md:1: the file's name does not say its language. Call it kaffe.da.md / kaffe.en.md."
        ],
    ),
    "a file name with a space": (
        write("content/pages/about/vores mad.da.md"),
        ["content/pages/about/vores mad.da.md:1: " + SMALL + " Call it vores-mad.da.md."],
    ),
    "a file name with an emoji": (
        write("content/pages/about/☕.da.md"),
        ["content/pages/about/☕.da.md:1: " + SMALL + " Call it name.da.md."],
    ),
    "a file name with a decomposed å": (
        write("content/pages/about/a\u030aben.da.md"),
        ["content/pages/about/a\u030aben.da.md:1: " + SMALL + " Call it aaben.da.md."],
    ),
    "a drawing's name with a space": (
        write("content/images/en kop.svg", CUP),
        ["content/images/en kop.svg:1: " + SMALL + " Call it en-kop.svg."],
    ),
    "a document among the texts": (
        write("content/pages/about/kaffe.docx"),
        [
            "content/pages/about/kaffe.docx:1: only texts belong here, and their names end in .md. Move the file elsewhere, or save it as Markdown."
        ],
    ),
    "the same name twice": (
        write("content/pages/site/coffee.da.md"),
        [
            "content/pages/site/coffee.da.md:1: {DA} has the same name. Give one of them another name: it is the page's key.",
        ],
    ),
    "a link out of content": (
        link("content/pages/about/ude.da.md", "/etc/hostname"),
        ["content/pages/about/ude.da.md:1: " + ELSEWHERE],
    ),
    "a link in a circle": (link("content/pages/loop", ".."), ["content/pages/loop:1: " + ELSEWHERE]),
    # languages
    "no twin": (
        lambda editor: editor.deletes(EN),
        [
            "{DA}:1: this page has no version in English. Write coffee.en.md beside it, or say only: da and why: in the header."
        ],
    ),
    "only Danish, but with a twin": (
        change(DA, "kind:", "only: da\nwhy: Kun for danskere\nkind:"),
        [
            "{DA}:5: “only” names another language than this file has, or the page has several. Take only: and why: out, or delete the other file."
        ],
    ),
    "only Danish, without a reason": (
        both(change(DA, "kind:", "only: da\nkind:"), lambda editor: editor.deletes(EN)),
        ["{DA}:2: a page in one language says which and why. Write both only: and why:."],
    ),
    "other sections than the twin": (
        change(DA, "{#place}", "{#sted}"),
        ["{EN}:10: section 1 is #place here, but #sted in coffee.da.md. " + SAME],
    ),
    "a word not translated": (
        change(WORDS, 'msgid "Menu"\nmsgstr "Menu"', 'msgid "Menu"\nmsgstr ""'),
        ["{WORDS}:*: “Menu” is not translated. Write it after msgstr."],
    ),
    "a word unsure": (
        change(WORDS, 'msgid "Menu"', '#, fuzzy\nmsgid "Menu"'),
        [
            "{WORDS}:*: the translation of “Menu” is marked as unsure (fuzzy). Read it, mend it, and take the word fuzzy out."
        ],
    ),
    "a word left over": (
        change(WORDS, 'msgid "Menu"', 'msgid "Old"\nmsgstr "Gammel"\n\nmsgid "Menu"'),
        ["{WORDS}:*: “Old” is not used any more. Take the entry out: make translations."],
    ),
    "a word with another name in it": (
        change(WORDS, 'msgstr "Ring %(number)s"', 'msgstr "Ring %(nummer)s"'),
        [
            "{WORDS}:*: the translation of “Ring %(number)s” has not the same %(names)s as the message. Keep each %(name)s as it is in the message."
        ],
    ),
    "a damaged catalogue": (
        change(WORDS, 'msgstr "Menu"', "msgstr Menu"),
        ["{WORDS}:*: this file is damaged (msgstr Menu). Look at how the other entries are written."],
    ),
    # links, drawings, sections
    "a link to no page": (change(DA, "](about)", "](abuot)"), ["{DA}:12: there is no page “abuot”. Write about."]),
    "a link to a file that only holds sections": (
        change(DA, "](about)", "](emergency)"),
        ["{DA}:12: there is no page “emergency”. Write the key of a page: its file's name up to the first full stop."],
    ),
    "a link to no section": (
        change(DA, "](about)", "](about#hous)"),
        ["{DA}:12: the page “about” has no section “hous”. Write about#house."],
    ),
    "a link to the other language's address": (
        change(DA, "](about)", "](/en/about/)"),
        ["{DA}:12: “/en/about/” " + KEY],
    ),
    "a link to the other language's file": (
        change(DA, "](about)", "](about.en.md)"),
        ["{DA}:12: “about.en.md” " + KEY],
    ),
    "a link that is not safe": (
        change(DA, "](about)", "](http://example.org)"),
        ["{DA}:12: “http://example.org” is no safe address. Write https://example.org."],
    ),
    "no such drawing": (
        put("![En kop](qqqq.svg)"),
        ["{DA}:12: there is no drawing “qqqq.svg” in content/images. Put the file there, or take the drawing out."],
    ),
    "a drawing's name with a slip": (
        put("![Huset](huose.svg)"),
        ["{DA}:12: there is no drawing “huose.svg” in content/images. Write house.svg."],
    ),
    "a drawing without description": (
        both(write("content/images/kop.svg", CUP), put("![](kop.svg)")),
        ["{DA}:12: the drawing kop.svg has no description. Say what it shows: ![A hand is washed](kop.svg)."],
    ),
    "a drawing that is none": (
        both(write("content/images/kop.svg", "<svg>\n<kop></svg>"), put("![En kop](kop.svg)")),
        ["content/images/kop.svg:2: " + NO_PICTURE],
    ),
    "a drawing without a size": (
        both(write("content/images/kop.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>'), put("![En kop](kop.svg)")),
        ["content/images/kop.svg:1: " + NO_PICTURE],
    ),
    "a photo that is none": (
        both(write("content/images/kop.jpg", "en kop"), put("![En kop](kop.jpg)")),
        ["content/images/kop.jpg:1: " + NO_PICTURE],
    ),
    "a heading without id": (
        change(DA, " {#place}", ""),
        ["{DA}:10: this heading has no id. End the line with a short English word: {{#hands}}."],
    ),
    "one id twice": (
        change(DA, "{#place}", "{#more}"),
        ["{DA}:14: the id “more” stands twice in this text. Give each heading its own id."],
    ),
    "a second title": (
        change(DA, "## Vores kaffe {#place}", "# Kaffe"),
        ["{DA}:10: the title is the only heading of the first level. Begin the heading with ##."],
    ),
    "a heading out of order": (
        put("#### Mere\n\n"),
        ["{DA}:12: this heading leaves out a level. Begin the heading with ###."],
    ),
    "an unknown section to include": (
        put("{{ section emergency#setps }}\n\n"),
        ["{DA}:12: “emergency” has no section “setps”. Write one of: signs, steps, short."],
    ),
    "an unknown source": (
        put("Hej.[^OD-99]"),
        [
            "{DA}:12: no source in content/sources.yaml carries “OD-99”. Write the id of a row that one of them lists, or add the source."
        ],
    ),
    "a source in the text": (
        put("Hej.[^x]\n\n[^x]: Min kilde\n\n"),
        ["{DA}:14: a source is not written in the text. Add it to content/sources.yaml and take this line out."],
    ),
    # what runs, loads or hides
    "a script": (put("<script>alert(1)</script>\n\n"), ["{DA}:12: <script> cannot stand in a text. " + HTML]),
    "a script in capitals": (
        put("<SCRIPT>alert(1)</SCRIPT>\n\n"),
        ["{DA}:12: <SCRIPT> cannot stand in a text. " + HTML],
    ),
    "a frame": (
        put('<iframe src="https://example.org"></iframe>\n\n'),
        ["{DA}:12: <iframe> cannot stand in a text. " + HTML],
    ),
    "a comment": (put("<!-- husk -->\n\n"), ["{DA}:12: a hidden comment cannot stand in a text. " + HTML]),
    "a handler": (put('<span onclick="x()">hej</span>'), ["{DA}:12: " + ATTRIBUTE]),
    "a handler in Markdown": (change(DA, "](about)", "](about){onclick=x}"), ["{DA}:12: " + ATTRIBUTE]),
    "a link that runs": (
        change(DA, "](about)", "](javascript:alert(1))"),
        ["{DA}:12: a link cannot lead to “javascript:alert(1)”. " + ADDRESS],
    ),
    "a link that runs, disguised": (
        change(DA, "](about)", "](java&#115;cript:alert(1))"),
        ["{DA}:12: a link cannot lead to “javascript:alert(1)”. " + ADDRESS],
    ),
    # facts
    "hours that close before they open": (
        change(FACTS, 'closes: "17:00"', 'closes: "09:00"'),
        ["{FACTS}:*: the house closes (09:00) before it opens (11:00). Write a later time after closes:."],
    ),
    "25:00": (
        change(FACTS, 'closes: "17:00"', 'closes: "25:00"'),
        ['{FACTS}:*: “25:00” is no time of day. Write hours and minutes, from "00:00" to "23:59".'],
    ),
    "hours that overlap": (
        change(FACTS, SPAN, SPAN + '\n      - {days: [mon], opens: "16:00", closes: "18:00"}'),
        ["{FACTS}:*: two of these hours overlap (16:00 is before 17:00). Change one of them."],
    ),
    "hours without quotes": (
        change(FACTS, 'opens: "11:00"', "opens: 11:00"),
        ['{FACTS}:*: 11:00 must stand in quotes. Write "11:00".'],
    ),
    "a digit too few": (
        change(FACTS, '"+45 12 34 56 78"', '"+45 12 34 56 7"'),
        [
            """{FACTS}:*: “+45 12 34 56 7” is no phone number. Write all its digits, with the country's code: "+45 12 34 56 78"."""
        ],
    ),
    "a fact's name twice": (
        change(FACTS, "numbers:", "years:"),
        ["{FACTS}:*: “years” stands here twice. Keep one of the two lines."],
    ),
    "an unknown fact": (
        change(DA, "{{ name }}", "{{ naem }}"),
        ["{DA}:8: there is no fact called “naem”. Write {{{{ name }}}}."],
    ),
    "a fact that is missing": (
        put("Skriv til {{ email }}."),
        [
            "{DA}:12: “email” is still missing in content/facts.yaml (U-102). Fill it in there, or write the sentence without it."
        ],
    ),
    "a block in a sentence": (
        put("Se {{ hours }} her."),
        [
            "{DA}:12: “hours” cannot stand inside a sentence. Give it a line of its own, with an empty line before and after."
        ],
    ),
    "braces without end": (put("Ring {{ phone."), ["{DA}:12: {{{{ has no partner. Write {{{{ phone }}}}."]),
    "a phone number written out": (
        put("Ring 12 34 56 78."),
        ["{DA}:12: “12 34 56 78” is written out here. Write {{{{ phone }}}}."],
    ),
    "no facts": (
        lambda editor: editor.deletes(FACTS),
        ["{FACTS}:1: this file does not exist. Put it back: without it the site has no phone number and no hours."],
    ),
    "a menu entry that is no page": (
        change(FACTS, "find-help, opening-hours", "find-help, opening-huors"),
        ["{FACTS}:5: there is no page “opening-huors”. Write opening-hours."],
    ),
    # bytes
    "Latin-1": (
        lambda editor: editor.writes(DA, editor.reads(DA).encode("latin-1")),
        ["{DA}:12: this file is not stored as UTF-8. Save it again and choose the encoding UTF-8."],
    ),
    "2 MB": (
        lambda editor: editor.writes(DA, editor.reads(DA) + "kaffe " * 350_000),
        ["{DA}:1: this file is 2100 kB; the most is 200 kB. Split it in two, or take out what does not belong here."],
    ),
    "a character that cannot be seen": (
        lambda editor: editor.writes(DA, editor.reads(DA) + "\0"),
        ["{DA}:17: an invisible character stands in this line. Delete the line and write it again."],
    ),
    # the project
    "no content": (
        lambda editor: editor.deletes("content"),
        ["content:1: this folder does not exist. Put it back: it holds the texts."],
    ),
    "a misspelt name in a template": (
        change("theme/templates/base.html", "{{ body() }}", "{{ boddy() }}"),
        ["theme/templates/base.html:*: UndefinedError: 'boddy' is undefined. Ask the people who look after the site."],
    ),
    "a broken template": (
        change("theme/templates/base.html", "{{ body() }}", "{{ body( }}"),
        ["theme/templates/base.html:*: unexpected '}}', expected ')'. Mend the template."],
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_in_one_clear_line_and_nothing_is_published(name, editor):
    mistake, expected = MISTAKES[name]
    editor.writes("output/index.html", "what was published before")
    before = snapshot(editor.output)
    mistake(editor)
    run = editor.runs()
    wanted = [line.format(**PATTERNS) for line in expected]
    assert [_plain(*pair) for pair in itertools.zip_longest(run.problems, wanted, fillvalue="")] == wanted
    assert run.status == 1
    assert snapshot(editor.output) == before
    assert [path.name for path in editor.folder.glob(".output.*")] == [".output.lock"]


def _plain(line, wanted):
    """Return the line with * for its number, where the expected one leaves it open: other people's files move."""
    return ":*:".join([line.split(":", 2)[0], line.split(":", 2)[2]]) if ":*:" in wanted else line


def test_the_site_of_the_mistakes_builds_without_them(editor):
    assert editor.runs().status == 0
    assert editor.page("om/kaffe/index.html").css_first("h1").text() == "Vores kaffe"


@pytest.mark.parametrize(
    "change", [lambda text: b"\xef\xbb\xbf" + text.encode(), lambda text: text.replace("\n", "\r\n").encode()]
)
def test_a_byte_order_mark_and_windows_line_ends_simply_work(editor, change):
    editor.writes(DA, change(editor.reads(DA)))
    assert editor.runs().status == 0
    assert editor.page("om/kaffe/index.html").css_first("h2").text() == "Vores kaffe"


def test_a_page_in_one_language_with_a_reason_is_published_in_that_language_alone(editor):
    editor.deletes(EN)
    editor.changes(DA, "kind:", "only: da\nwhy: Gælder kun i Danmark\nkind:")
    assert editor.runs().problems == []
    page = editor.page("om/kaffe/index.html")
    assert not page.css("a[hreflang]")
    assert not (editor.output / "en/about/coffee").exists()


def test_all_problems_of_a_run_are_told_at_once_and_sorted(editor):
    editor.changes(EN, "](about)", "](abuot)")
    editor.changes(DA, "{{ name }}", "{{ naem }}")
    editor.changes(FACTS, 'closes: "17:00"', 'closes: "25:00"')
    editor.changes(WORDS, 'msgstr "Menu"', 'msgstr ""')
    run = editor.runs()
    assert [line.split(":")[0] for line in run.problems] == [FACTS, EN, WORDS]  # a fact's name waits for the facts
    assert run.problems == sorted(run.problems)


def test_check_shows_the_same_problems_and_writes_nothing(editor):
    editor.changes(DA, "](about)", "](abuot)")
    assert editor.runs("check").problems == editor.runs("html").problems
    editor.changes(DA, "](abuot)", "](about)")
    before = snapshot(editor.folder)
    run = editor.runs("check")
    assert (run.status, run.said.splitlines()[-1], run.problems) == (0, "No problems found", [])
    after = snapshot(editor.folder)
    assert {name: data for name, data in after.items() if not name.startswith(".cache/") or name in before} == before


def test_problems_are_told_in_danish_where_the_machine_speaks_danish(editor):
    editor.changes(DA, "](about)", "](abuot)")
    english = editor.runs().problems
    danish = editor.runs_alone(LC_ALL="da_DK.UTF-8").problems
    assert len(danish) == len(english) == 1
    assert danish[0].startswith(f"{DA}:12: der ")
    assert danish != english


def test_editors_own_files_are_left_alone(editor):
    for name in ("coffee.da.md~", ".coffee.da.md.swp", "#coffee.da.md#", ".DS_Store", "coffee.da.md.bak"):
        editor.writes(f"content/pages/about/{name}", "whatever")
    assert editor.runs().problems == []


def test_plain_pelican_builds_the_same_pages(editor):
    """A Pelican user finds what they expect; only the swap is ours."""
    assert editor.runs().status == 0
    built = snapshot(editor.output)
    editor.deletes("output")
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "--fatal", "warnings"]
    done = subprocess.run(
        command, cwd=editor.folder, env=editor.environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert snapshot(editor.output) == built


def test_plain_pelican_fails_on_a_problem_when_told_that_problems_are_fatal(editor):
    editor.changes(DA, "](about)", "](abuot)")
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "--fatal", "errors"]
    done = subprocess.run(
        command, cwd=editor.folder, env=editor.environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
