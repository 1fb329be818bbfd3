"""A format of paper is one entry: with it, a pamphlet in a sixth format is built, printed and told how to make.

In the project the entry is a file of sitebuild/data/formats; here the same value is put among the formats for one test.
"""

from dataclasses import replace

import pikepdf
import pytest
from conftest import SITEURL
from printed import MM, pictures, words

from sitebuild.data.formats import FORMATS
from sitebuild.data.layout import Format, Step
from sitebuild.data.sheets import A4, fixed, lying

POSTCARD = Format(
    sheet=lying(A4),
    panel=(148.5, 105),
    panels=(2, 2),
    sides=fixed(((1, 1), (1, 1)), ((2, 2), (2, 2))),
    flip="short",
    cut="all",
    margin=8,
    description="Postcard, four to an A4 sheet",
    finished="finished-postcard",
    stock="A postcard is thick paper: 200 g.",
    steps=(
        Step("Cut the sheet into four", ("50 sheets make 200: you took %(number)s.",), "cut-card"),
        Step("Write to whom it goes"),
    ),
)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 90"><path id="postcard" d="M9 9H99V79H9Z"/></svg>'
TEXT = """---
title: {title}
summary: Et opdigtet postkort.
slug: {slug}
kind: pamphlet
format: postcard
checked: 2026-11-24
checked_by: author
next_check: 2027-05-24
---

{lead}

## {heading} {{#act}}

{{{{ emergency }}}}[^OD-03]
"""
VERSIONS = {
    "da": {"title": "Et postkort", "slug": "pjecer/postkort", "lead": "Du kan redde liv.", "heading": "Gør det nu"},
    "en": {"title": "A postcard", "slug": "pamphlets/postcard", "lead": "You can save a life.", "heading": "Act now"},
}


@pytest.fixture
def written(small, monkeypatch):
    """An editor whose project has the format, with its own drawing and style, and a pamphlet in it."""
    monkeypatch.setitem(FORMATS, "postcard", POSTCARD)
    small.has_nothing_made()  # what is kept is known by its words and by the code, and this format stands in neither
    small.writes("theme/static/drawings/finished-postcard.svg", DRAWING)
    small.writes("theme/static/css/paper/postcard.css", ".postcard { font-size: 9pt }\n")
    for lang, words_ in VERSIONS.items():
        small.writes(f"content/pamphlets/overdose-postcard.{lang}.md", TEXT.format(**words_))
    return small


def test_one_entry_makes_a_format_that_is_printed_and_whose_page_says_how_to_make_it(written):
    run = written.runs("publish", SITEURL=SITEURL)
    assert (run.problems, run.status) == ([], 0)

    page = written.page("en/pamphlets/postcard/index.html")
    steps = [step.text(separator=" ") for step in page.css(".print__steps > li")]
    assert len(steps) == 4 and "flip on the short edge" in steps[1]
    assert POSTCARD.stock in steps[0]
    assert "Cut the sheet into four" in steps[2] and "you took 50." in steps[2]
    assert "Write to whom it goes" in steps[3]
    assert page.css_first(".cover .drawing #postcard") is not None
    assert not page.css_matches(".print__steps > li:nth-child(4) svg")

    folder = written.output / "en/pamphlets/postcard"
    assert sorted(path.name for path in folder.glob("*.pdf")) == [
        f"postcard-{name}.pdf" for name in ("black", "colour", "print-shop", "reading")
    ]
    front, back = words(folder / "postcard-reading.pdf")
    assert "Apostcard" in front and "Actnow" in back
    with pikepdf.open(folder / "postcard-black.pdf") as sheets:
        assert len(sheets.pages) == 2
        assert [round(float(edge) / MM) for edge in sheets.pages[0].MediaBox[2:]] == [297, 210]
    side = pictures(folder / "postcard-black.pdf")[0]
    quarters = [
        side.crop((x, y, x + side.width // 2, y + side.height // 2))
        for x in (0, side.width // 2)
        for y in (0, side.height // 2)
    ]
    assert all(quarter.getextrema()[0] < 100 for quarter in quarters)


def test_a_format_needs_no_style_no_drawing_and_no_steps_of_its_own(written, monkeypatch):
    monkeypatch.setitem(FORMATS, "postcard", replace(POSTCARD, finished=None, stock="", steps=()))
    written.deletes("theme/static/css/paper/postcard.css")
    written.deletes("theme/static/drawings/finished-postcard.svg")
    run = written.runs()
    assert (run.problems, run.status) == ([], 0)
    page = written.page("pjecer/postkort/index.html")
    assert len(page.css(".print__steps > li")) == 2 and not page.css(".cover svg")
