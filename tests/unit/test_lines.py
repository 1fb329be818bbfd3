"""Each block of a text is known by its line, whatever the letters are: in texts as people type them, and in made-up ones."""

import re
from pathlib import Path

import pytest
from babel import Locale
from conftest import REAL, SITES
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitebuild.documents.block import Mark
from sitebuild.documents.front_matter import split
from sitebuild.documents.markdown.conversion import Body, RawText
from sitebuild.documents.markdown.extension import Converted, convert, outline
from sitebuild.i18n.languages import UNTRANSLATED, Language

ENGLISH = Language("en", Locale.parse("en_GB"), "", UNTRANSLATED)
TEXTS = sorted(path for folder in (REAL, SITES) for path in folder.rglob("*.md"))
# Lines as they may follow each other in a text; W becomes a word, which is another one in each line or always the same.
LINES = (
    "", "", "", "W", "W", "W W  ", "*W* W", "**W", "## W {#W}", "##W", "### W", "# W #", "##", "---", "===", "- W", "- W", "* W",
    "+ W", "1. W", "2. W", "    W", "        W", "  W", "  - W", "    - W", "> W", "> - W", "> ## W", ">", "W | W", "| W | W |",
    "--- | ---", "| | |", ": W", ":   W", "```", "```", "~~~", "[W](W)", '[W](W "W")', "[W][r]", "[r]: R", '[r]: R "R"', "<https://W>",
    "![W](W.svg)", '![](W.svg "W")', "W[^r]", "W[^q]", "{{ W }}", "W {{ W }}", "{{ section A#A }}", "<b>W</b>", "<div>W</div>",
    "<div>", "</div>", "<!-- W -->", "<hr>", "W &amp; W", "\\# W", "\\", "{: .a}", "W {: .a }", "W\u00a0W", "-", "- ", "#", "1.", "*", "\t W",
)  # fmt: skip


class Alone:
    """The other texts of a text that has none."""

    def bodies(self, key: str) -> dict[str, Body] | None:
        return {"A": Body("other.md", 3, ("* A", "", "A"))} if key == "A" else None

    def note(self, row: str) -> str | None:
        return "A source" if row == "r" else None


class Folder(Alone):
    """The other texts of a folder, as far as they are included."""

    def __init__(self, folder: Path, code: str):
        self.paths = {path.name.removesuffix(f".{code}.md"): path for path in folder.rglob(f"*.{code}.md")}

    def bodies(self, key: str) -> dict[str, Body] | None:
        return outline(source(self.paths[key]), ENGLISH) if key in self.paths else None

    def note(self, row: str) -> str | None:
        return "A source"


def source(path: Path) -> RawText:
    _front, text, line = split(path.read_text("utf-8"))
    return RawText(str(path), text, line)


def read(text: str, library=None) -> Converted:
    return convert(RawText("text.md", text), ENGLISH, library or Alone())


def lines(converted: Converted) -> list[tuple[str, str, int]]:
    return [(block.kind, block.place.file, block.place.line) for block in converted.index.blocks()]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(path.parents[3]).as_posix())
def test_each_block_of_each_text_is_found_at_the_line_that_begins_with_its_words(path):
    root = next(folder for folder in path.parents if folder.name == "content")
    converted = convert(source(path), ENGLISH, Folder(root, path.name.split(".")[1]))
    assert converted.doubts == ()
    for block in converted.index.blocks():
        written = Path(block.place.file).read_text("utf-8").split("\n")[block.place.line - 1]
        first = re.search(r"\w+", block.words.replace("\ufffc", ""))
        assert not first or first[0] in written
        for run in block.runs:
            assert Path(run.place.file).read_text("utf-8").split("\n")[run.place.line - 1].strip()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(path.parents[3]).as_posix())
def test_no_line_is_found_by_its_words(path):
    _file, text, first = (written := source(path)).file, written.text, written.first_line
    word = re.compile(r"(?<![\w#{.(\[^\\&/:])[^\W\d_]+(?![\w}:)/;]|\]\()")
    same = "\n".join(line if "{{" in line else word.sub("ord", line) for line in text.split("\n"))
    one, other = (convert(RawText("text.md", each, first), ENGLISH, Alone()) for each in (text, same))
    assert lines(one) == lines(other) and other.doubts == ()


def made(kinds: list[str], word) -> str:
    """Return a text of lines; word: the one of a line, from 1."""
    return "\n".join(kind.replace("W", word(number)) for number, kind in enumerate(kinds, start=1))


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=14))
@example(["- W", "- W", "===", "W", "W | W"])
@settings(max_examples=400, deadline=None)
def test_a_made_up_text_has_the_same_lines_whatever_its_words_are(kinds):
    named, alike = (read(made(kinds, word)) for word in (lambda number: f"w{number}x", lambda _number: "W"))
    if named.doubts or alike.doubts:
        return  # see the next test
    assert lines(named) == lines(alike)
    for block in (each for each in named.index.blocks() if each.kind not in ("raw", "code")):
        said = [block.without(Mark.NONE), *(link.target for link in block.links)]
        said += (each.name for each in (*block.placeholders, *block.pictures))
        numbers = sorted(int(number) for number in re.findall(r"w(\d+)x", " ".join(said)))
        if numbers and block.place.file == "text.md":
            before = kinds[block.place.line - 1 : numbers[0] - 1]
            assert block.place.line <= numbers[0] and "W" not in "".join(before)
        # What swallows the end of a line, or takes a line out, may shift the lines within its block.
        if not {"```", "{: .a}"} & set(kinds):
            for run in block.runs:
                found = [int(number) for number in re.findall(r"w(\d+)x", run.words)]
                assert run.place.file != "text.md" or found in ([], [run.place.line] * len(found))


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=14))
@settings(max_examples=400, deadline=None)
def test_a_made_up_text_raises_no_doubt(kinds):
    assert read(made(kinds, lambda number: f"w{number}x")).doubts == ()
