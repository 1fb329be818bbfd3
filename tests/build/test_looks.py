"""A look that does not exist, or has no effect where it stands, is told at its line: alarm and never carry safety."""

import re

from conftest import ROOT
from editor import ENGLISH, environment_of

from sitebuild.data.looks import LOOKS, rows

DA, EN = "content/pages/advice/safer-injecting.da.md", "content/pages/advice/safer-injecting.en.md"
ABOUT = "content/pages/about/about.da.md"
ADVICE = ".steps, .alarm, .never"
THEME = ROOT / "theme"


def told(editor, path: str) -> list[str]:
    """Return what is told of a file, each with the words of its line in the place of its number."""
    lines, found = editor.reads(path).split("\n"), []
    for problem in editor.runs("check").problems:
        if problem.startswith(f"{path}:"):
            _path, line, said = problem.split(":", 2)
            found.append(f"{lines[int(line) - 1]} →{said}")
    return found


def adds(editor, path: str, text: str) -> None:
    editor.writes(path, editor.reads(path).rstrip() + "\n\n" + text)


def test_an_unknown_look_is_told_at_its_line_with_the_nearest_one(editor):
    nearest = {
        ".stpes": "Write .steps",
        ".Alarm": "Write .alarm",
        ".never2": "Write .never",
        ".xyzzy": f"Write one of: {ADVICE}",
        ".drawn": f"Write one of: {ADVICE}",  # a class of the theme, which nobody writes
    }
    headings = {written: f"## Vask hænder {{#wash-{written[1:].lower()} {written}}}" for written in nearest}
    adds(editor, DA, "\n\n".join(f"{heading}\n\n1. Vask hænder.[^INJ-03]" for heading in headings.values()))
    assert told(editor, DA) == [
        f"{headings[written]} → there is no look called “{written[1:]}”. {instead}."
        for written, instead in nearest.items()
    ]


def test_the_same_slip_is_told_wherever_it_stands_and_a_word_that_is_like_it_is_not(editor):
    adds(
        editor,
        DA,
        "## Et {#step .step}\n\n1. Det.[^INJ-03]\n\n## To {#two .steps}\n\n1. `{#x .step}` er kode.[^INJ-03]\n\n"
        "## Tre {#three .step}\n\n1. Det.[^INJ-03]\n",
    )
    said = "→ there is no look called “step”. Write .steps."
    assert told(editor, DA) == [f"## Et {{#step .step}} {said}", f"## Tre {{#three .step}} {said}"]


def test_a_slip_inside_a_section_is_told_where_it_is_written_and_not_where_it_is_included(editor):
    path = "content/pages/overdose/emergency.da.md"
    adds(editor, path, "## Mere {#more}\n\n### Et {#one .stpes}\n\nBliv.[^OD-03]\n")
    adds(editor, DA, "## Bliv {#stay}\n\n{{ section emergency#more }}\n")
    problems = [problem for problem in editor.runs("check").problems if "stpes" in problem]
    assert len(problems) == 1 and problems[0].startswith(f"{path}:")


def test_a_look_that_has_no_effect_where_it_stands_is_told(editor):
    a_list = "the look “.steps” is for a list. Write the section as a list: 1. …."
    adds(editor, DA, "## Før {#wash-one-more}\n\nLæs [om vask](safer-injecting#wash-one).[^INJ-03]\n")
    wrong = {
        "## Kaffe {#coffee .doors}\n\n- Kom.": f"a page of the kind “advice” has no look “.doors”. Write one of: {ADVICE}.",
        "## Vask {#wash-one .steps}\n\nVask hænder.": a_list,
        "## Vask {#wash-two .steps}\n\n- Vask hænder.": a_list,
        "## Vask {#wash-three .quote}\n\nVask hænder.": "the look “.quote” is for words in a sentence. Write *…*{.quote}.",
    }
    adds(editor, DA, "\n\n".join(f"{section}[^INJ-03]" for section in wrong))
    adds(editor, ABOUT, "## Kaffe {#coffee .bin}\n\nKom ind.\n")
    assert told(editor, DA) == [f"{section.splitlines()[0]} → {said}" for section, said in wrong.items()]
    assert told(editor, ABOUT) == [
        "## Kaffe {#coffee .bin} → a page of the kind “information” has no look “.bin”. Write one of: .doors."
    ]


def test_a_look_on_a_part_of_a_section_is_told(editor):
    adds(editor, DA, "## Vask {#wash-first}\n\n### Nu {#now .alarm}\n\nVask hænder.[^INJ-03]\n")
    said = "the look “.alarm” is for a whole section. Write it after the section's heading: ## … {#id .alarm}."
    assert told(editor, DA) == [f"### Nu {{#now .alarm}} → {said}"]


def test_names_and_quotations_and_blocks_that_bring_a_list_may_stand(editor):
    adds(
        editor,
        ABOUT,
        "## Kaffe {#coffee .doors}\n\n{{ services }}\n\nDe siger *kom ind*{.quote} hos *Kaffen*{.name}.\n",
    )
    assert [problem for problem in told(editor, ABOUT) if "look" in problem] == []


# --- The register is what the theme, the style guide and the guide for editors go by ------------------------------


def loaded(kind: str) -> str:
    """Return the style that pages of a kind load beside what all pages share."""
    template = THEME / "templates" / "kinds" / f"{kind}.html"
    while not (sheets := re.search(r"stylesheet\(([^)]*)\)", text := template.read_text("utf-8"))):
        template = THEME / "templates" / re.search(r'extends "([^"]+)"', text)[1]
    names = re.findall(r'"([^"]+)"', sheets[1])
    return "".join((THEME / "static/css/components" / f"{name}.css").read_text("utf-8") for name in names)


def test_each_look_stands_on_the_kinds_of_page_whose_style_knows_it():
    kinds = sorted(path.stem for path in (THEME / "templates" / "kinds").glob("*.html"))
    styles = {kind: re.sub(r"/\*.*?\*/", "", loaded(kind), flags=re.DOTALL) for kind in kinds}
    paper = (THEME / "static/css/paper.css").read_text("utf-8")
    for look in LOOKS.values():
        selector = re.compile(rf"\.{look.name}(?![\w-])[^{{}}]*\{{")
        known = {kind for kind in kinds if selector.search(styles[kind])}
        if look.on == "words":
            assert not known, look.name  # told apart by the rules, not seen
        elif look.screen:
            assert set(look.kinds) == known, look.name
        else:
            assert selector.search(paper) and look.kinds == ("pamphlet",)


def test_the_style_guide_is_refused_while_it_lacks_a_look(editor):
    path = "theme/styleguide/styleguide.da.md"
    editor.changes(path, "{#bin .bin}", "{#bin}")
    run = editor.runs("styleguide")
    assert run.status == 1
    assert [problem.partition(": ")[2] for problem in run.problems] == [
        "the look “.bin” is not shown here. Write a section with it: ## … {#id .bin}."
    ]
    assert run.problems[0].startswith(f"{path}:")


def test_what_is_written_for_editors_names_every_look():
    written = "\n".join(path.read_text("utf-8") for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")))
    named = set(re.findall(r"\.([a-z-]+)", " ".join(re.findall(r"`[^`\n]*`", written))))
    assert LOOKS.keys() - named == set()


def test_the_table_of_looks_speaks_danish_and_english():
    with environment_of(ENGLISH):
        english = list(rows())
    with environment_of({"LC_ALL": "da_DK.UTF-8"}):
        danish = list(rows())
    assert [row[0] for row in english] == [row[0] for row in danish] == [look.written for look in LOOKS.values()]
    assert all(a[1] != b[1] for a, b in zip(english, danish, strict=True))
    assert danish[0][1].startswith("Det, man gør, trin for trin")
