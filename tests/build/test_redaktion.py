"""What docs/redaktion.md tells editors is so: its examples are accepted, its commands do what they say."""

import re

import pytest
import yaml
from conftest import MINIMAL, ROOT, Editor

GUIDE = (ROOT / "docs" / "redaktion.md").read_text("utf-8")
EXAMPLE = re.compile(r"^```(?P<sort>markdown|yaml|svg) ?(?P<path>\S*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
CHAPTERS = dict(re.findall(r"^## (.*)\n((?:(?!^## [^{\n]*$).*\n)*)", GUIDE, re.MULTILINE))
SHOWN = {heading: list(EXAMPLE.finditer(body)) for heading, body in CHAPTERS.items() if EXAMPLE.search(body)}
COMMANDS = sorted(set(re.findall(r"^make (.*)$", GUIDE, re.MULTILINE)))
HEADER = (
    "---\ntitle: Et eksempel\nsummary: Det, guiden viser.\nslug: et-eksempel\nkind: information\n---\n\nDet her.\n\n"
)

ADVICE = HEADER.replace(
    "information", "advice\nchecked: 2026-11-24\nchecked_by: author\nnext_check: 2027-05-24"
).replace("her.", "her.[^OD-03]")


class Quoting(yaml.SafeDumper):
    """Writes each text in quotes, for some facts demand them."""


Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def merged(old, new):
    """Return what is written over what was there; a fact takes the place of the whole old one."""
    if not isinstance(old, dict) or not isinstance(new, dict) or {"value", "way"} & new.keys():
        return new
    return old | {key: merged(old.get(key), value) for key, value in new.items()}


def puts(editor: Editor, sort: str, path: str, text: str) -> None:
    """Put an example where the guide says; one without a file of its own becomes a page, the same in both languages."""
    exists = path and (editor.folder / path).exists()
    if sort == "yaml":
        old = yaml.safe_load(editor.reads(path)) if exists else {}
        text = yaml.dump(merged(old, yaml.safe_load(text)), Dumper=Quoting, allow_unicode=True)
    if not path:  # a section with a look stands on advice
        path, text = "content/pages/about/example.da.md", (ADVICE if re.search(r"\{#\w+ \.", text) else HEADER) + text
    editor.writes(path, text)
    twin = path.replace(".da.md", ".en.md")
    if not (editor.folder / twin).exists() and f" {twin}\n" not in GUIDE:
        editor.writes(twin, text)


def test_the_guide_is_cut_into_its_chapters_and_examples():
    assert len(SHOWN) > 10 and sum(map(len, SHOWN.values())) == len(EXAMPLE.findall(GUIDE)) > 15
    assert len(re.findall(r"^```.", GUIDE, re.MULTILINE)) == len(EXAMPLE.findall(GUIDE)) + len(
        re.findall("^```sh$", GUIDE, re.M)
    )


@pytest.mark.parametrize("chapter", SHOWN)
def test_what_a_chapter_shows_is_accepted_by_the_build(editor, chapter):
    for number, example in enumerate(SHOWN[chapter]):
        if example["path"] in {each["path"] for each in SHOWN[chapter][:number]}:  # it may write over that one
            assert editor.runs("check").problems == []
        puts(editor, example["sort"], example["path"], example["text"])
    run = editor.runs()  # of the whole chapter: a source that no text cites would be refused
    assert (run.problems, run.status) == ([], 0)


@pytest.mark.parametrize("typed", COMMANDS)
def test_each_command_that_the_guide_gives_does_what_it_should(tmp_path, typed):
    made = {"html": "output/om/index.html", "print": "print", "publish": "content/published.yaml", "check": "content"}
    small, (name, *options) = Editor(tmp_path, MINIMAL), typed.split()
    run = small.runs(name, LC_ALL="da_DK.UTF-8", **dict(option.split("=", 1) for option in options))
    assert (run.problems, run.status) == ([], 0) and (small.folder / made[name]).exists()
    if name == "check":
        assert run.said.endswith("Der er ingen fejl\n") and "»Der er ingen fejl«" in GUIDE
    if name == "print":
        assert list((small.folder / "print").rglob("*.pdf"))


def test_the_words_of_command_and_guide_are_the_same_for_who_looks_after_the_site():
    assert "»Spørg dem, der passer hjemmesiden«" in GUIDE
    assert "Spørg dem, der passer hjemmesiden" in (ROOT / "translations/da/LC_MESSAGES/problems.po").read_text("utf-8")


def test_a_closure_is_not_shown_before_the_hours_are_confirmed_and_the_guide_warns_of_it(small):
    closed = "exceptions: [{day: 2026-12-22, closed: true, why: {da: juleferie, en: holiday}}]"
    for confirmed, shown in (("{missing: U-104}", False), ("{value: 2026-11-24, by: board, origin: owner}", True)):
        facts = re.sub(
            "confirmed: .*", f"confirmed: {confirmed}\n    {closed}", (MINIMAL / "facts.yaml").read_text("utf-8")
        )
        small.writes("content/facts.yaml", facts)
        assert small.runs().status == 0
        assert ("juleferie" in small.page("aabningstider/index.html").html) is shown
    assert "**Lukkedage vises heller ikke før da.**" in GUIDE
