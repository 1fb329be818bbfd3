"""What README, CONTRIBUTING and the pages in docs/ say of the project is so: commands, paths, links, licence."""

import re
import unicodedata
from importlib.metadata import distribution
from pathlib import Path

import pytest
from conftest import ROOT

README, CONTRIBUTING, DOCS = ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "docs"
GUIDE, PUBLISHING, DECISIONS = DOCS / "redaktion.md", DOCS / "publishing.md", DOCS / "decisions"
PAGES = [README, CONTRIBUTING, *sorted(DOCS.rglob("*.md"))]
NAMED = [README, CONTRIBUTING, GUIDE, *sorted(DECISIONS.glob("0*.md"))]  # pages that send people to files
PATH = re.compile(r"`([\w.][\w.-]*(?:/[\w.-]*)+|[\w-]+\.(?:py|md|toml|txt))`")
MADE = re.compile(
    r"^(output|print)/|recipe|postcard"
)  # what there is once something was built, or somebody has made it
NO_ANCHOR = re.compile(r"[^\w\s-]")  # GitHub leaves these out of a heading's anchor


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def anchors(path: Path) -> set[str]:
    """Return what GitHub calls the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", unicodedata.normalize("NFC", path.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"\s", "-", NO_ANCHOR.sub("", heading.lower())) for heading in headings}


def test_the_readme_is_short_enough_to_be_read():
    assert README.read_text("utf-8").count("\n") <= 120
    assert CONTRIBUTING.read_text("utf-8").count("\n") <= 90
    assert all(path.read_text("utf-8").count("\n") <= 30 for path in DECISIONS.glob("*.md"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_each_command_that_a_page_names_is_a_target_of_make(path):
    text = path.read_text("utf-8")
    commands = set(re.findall(r"(?:`|^    |^)make ([a-z-]+)", text, re.MULTILINE))
    assert commands <= targets()


def test_the_pages_together_name_the_commands_that_people_need():
    for path, needed in {
        README: {"devserver", "test", "publish", "deploy", "help"},
        GUIDE: {"devserver", "check", "html", "print", "publish"},
        CONTRIBUTING: {"test", "test-quick", "test-content", "test-long", "translations", "styleguide", "schema"},
        PUBLISHING: {"publish", "deploy", "rollback"},
    }.items():
        assert needed <= set(re.findall(r"make ([a-z-]+)", path.read_text("utf-8")))


@pytest.mark.parametrize("path", NAMED, ids=lambda path: path.name)
def test_each_path_that_a_page_names_exists(path):
    named = {name for name in PATH.findall(path.read_text("utf-8")) if not MADE.search(name)}
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_pages_that_lead_to_files_name_many():
    assert all(len(PATH.findall(path.read_text("utf-8"))) > 12 for path in (README, CONTRIBUTING, GUIDE))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_each_link_to_another_page_of_ours_leads_to_it(path):
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for link in re.findall(r"(?<!!)\[[^\]`]*\]\(((?!https:)[^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text)):
        name, _hash, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_decision_is_in_the_index_and_says_what_why_and_what_was_tried():
    pages = sorted(DECISIONS.glob("0*.md"))
    assert len(pages) > 10
    assert re.findall(r"\((0.*?)\)", (DECISIONS / "README.md").read_text("utf-8")) == [path.name for path in pages]
    for number, path in enumerate(pages, start=1):
        text = path.read_text("utf-8")
        assert path.name.startswith(f"{number:04}-") and text.startswith(f"# {number}. ")
        assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE) == ["What", "Why", "Tried"]


def test_nothing_leads_to_where_only_its_writer_has_been():
    for path in PAGES:
        assert not re.search(r"\.\./shared|/work/|/tmp/|/root/|DESIGN", path.read_text("utf-8")), path


def test_the_licence_is_the_one_that_pelican_has_and_says_whose_the_texts_are():
    (pelicans,) = (file for file in distribution("pelican").files if file.name == "LICENSE")
    preface, licence = re.split(r"^-+\n\n", (ROOT / "LICENSE").read_text("utf-8"), maxsplit=1, flags=re.MULTILINE)
    assert licence == pelicans.locate().read_text("utf-8")
    assert "AGPL-3.0-or-later" in preface and "belong to BrugerForeningen" in preface
