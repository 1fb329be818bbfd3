"""A pamphlet that paper cannot hold stops the build with one clear line, and what was printed before stays whole."""

import pytest
from conftest import snapshot

TRIFOLD, CARD = "content/pamphlets/safer-injecting-trifold", "content/pamphlets/overdose-card"
BOOKLET, POSTER = "content/pamphlets/relatives-booklet", "content/pamphlets/overdose-poster"
PLUM = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="20" height="20"><title>Hus</title><path fill="#663399" d="M0 0h9v9H0z"/></svg>'


def in_both(path, old, new):
    """Return a mistake that stands in both languages, where it would else be told as a difference between them."""

    def make(editor):
        for lang in ("da", "en"):
            editor.changes(f"{path}.{lang}.md", old, new)

    return make


def in_danish(path, old, new):
    return lambda editor: editor.changes(f"{path}.da.md", old, new)


def drawing(text):
    def make(editor):
        editor.writes("content/images/plum.svg", text)
        in_both(BOOKLET, "{#talk}\n", "{#talk}\n\n![Hus](plum.svg)\n")(editor)

    return make


def both(*mistakes):
    return lambda editor: [mistake(editor) for mistake in mistakes]


SECTION = "## Mere {#more}\n\nPas på dig selv.[^INJ-03]\n\n## "
MISTAKES = {
    "seven panels in a trifold": (
        in_both(TRIFOLD, "## ", SECTION),
        [
            "{file}:{line}: a trifold has 6 panels, and this is number 7. Put it into another section, or take a section out."
        ],
        (TRIFOLD, "{#overdose"),
    ),
    "five panels in a trifold": (
        lambda editor: [
            editor.changes(
                f"{TRIFOLD}.{lang}.md",
                next(h for h in editor.reads(f"{TRIFOLD}.{lang}.md").split("\n") if "{#hit" in h),
                "",
            )
            for lang in ("da", "en")
        ],
        ["{file}:{line}: a trifold has 6 panels, and this text has 5. Write a section for each: ## Heading {{#id}}."],
        (TRIFOLD, "format:"),
    ),
    "a panel without a heading": (
        in_danish(TRIFOLD, "## Før du fixer {#before .steps}", "## {#before .steps}"),
        ["{file}:{line}: this heading is empty. Write the heading's words."],
        (TRIFOLD, "{#before .steps}"),
    ),
    "a word that is wider than its panel": (
        in_danish(
            TRIFOLD,
            "## Før du fixer {#before .steps}\n",
            "## Før du fixer {#before .steps}\n\nBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB\n",
        ),
        [
            "{file}:{line}: “BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB” is wider than "
            "panel 3. Write a shorter word, or say it in several."
        ],
        (TRIFOLD, "BBBB"),
    ),
    "a panel that is too full": (
        in_danish(
            TRIFOLD,
            "## Før du fixer {#before .steps}",
            "## Før du fixer {#before .steps}\n" + "\nPas godt på dig selv og hinanden.\n" * 40,
        ),
        ["{file}:{line}: Panel 3 (Dansk) is {lines} lines too long. Cut about {words} words."],
        (TRIFOLD, "{#before .steps}"),
    ),
    "a drawing that is not there": (
        in_danish(CARD, "{{ section", "![Hus](zzzzzzzz.svg)\n\n{{ section"),
        [
            "{file}:{line}: there is no drawing “zzzzzzzz.svg” in content/images. Put the file there, or take the drawing out."
        ],
        (CARD, "![Hus]"),
    ),
    "a drawing in a fifth colour": (
        drawing(PLUM),
        [
            "{file}:{line}: this pamphlet holds the colour #663399, which paper does not have. In its drawings and in "
            "paper.css, write one of: #000000, #ffffff, #ffd60a, #b3001e."
        ],
        (BOOKLET, "![Hus]"),
    ),
    "a section that does not exist": (
        in_danish(CARD, "emergency#short", "emergency#shorter"),
        ["{file}:{line}: “emergency” has no section “shorter”. Write one of: signs, steps, short."],
        (CARD, "{{ section"),
    ),
    "a format nobody knows": (
        in_danish(CARD, "format: card", "format: kort"),
        [
            "{file}:{line}: there is no format of paper called “kort”. Write one of: booklet, card, pocket, poster, trifold."
        ],
        (CARD, "format:"),
    ),
    "no format": (
        in_danish(CARD, "format: card\n", ""),
        ["{file}:{line}: “format” is missing. Add a line that begins with format:."],
        (CARD, "title:"),
    ),
    "a QR code to somewhere else": (
        in_danish(CARD, "qr: /112/", "qr: /113/"),
        ["{file}:{line}: the QR code leads to /113/, which is not on this site. Write an address such as /overdosis/."],
        (CARD, "qr:"),
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_what_paper_cannot_hold_is_told_in_one_clear_line(editor, name):
    assert editor.runs("print").status == 0
    before = snapshot(editor.folder / "print")
    mistake, lines, where = MISTAKES[name]
    path = f"{where[0] if where else CARD}.da.md"
    mistake(editor)
    line = next(n for n, text in enumerate(editor.reads(path).split("\n"), start=1) if not where or where[1] in text)
    for command in ("print", "html"):
        run = editor.runs(command)
        assert run.status == 1
        told = [problem for problem in run.problems if ".en.md" not in problem]
        assert len(told) == len(lines)
        for problem, wanted in zip(told, lines, strict=True):
            assert matches(problem, wanted.format(file=path, line=line, lines="{}", words="{}"))
    assert snapshot(editor.folder / "print") == before
    assert not editor.output.exists()


def matches(problem: str, wanted: str) -> bool:
    """Tell whether a line is as wanted, where {} stands for a number from 10 to 999."""
    parts = wanted.split("{}")
    for part in parts[:-1]:
        if not problem.startswith(part):
            return False
        problem = problem.removeprefix(part).lstrip("0123456789")
    return problem == parts[-1]


def test_an_editor_who_cuts_what_the_line_says_is_done_in_two_rounds(editor):
    words = ("Pas godt på dig selv og hinanden. " * 60).split()
    path, text = f"{TRIFOLD}.da.md", editor.reads(f"{TRIFOLD}.da.md")
    cuts = []
    for _round in range(3):
        editor.writes(path, text.replace("{#before .steps}\n", f"{{#before .steps}}\n\n{' '.join(words)}\n"))
        if not (problems := editor.runs("print").problems):
            break
        (line,) = problems
        cuts.append(int(line.split("Cut about ")[1].split()[0]))
        words = words[cuts[-1] :]
    assert 1 <= len(cuts) <= 2 and cuts[0] > 100 and words
