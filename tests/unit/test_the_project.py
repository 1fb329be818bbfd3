"""What the project says of itself is true: its help, its schema, its catalogues, its pinned packages."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po
from conftest import ROOT

from sitebuild.data.facts import Facts


def test_make_help_names_every_target():
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert all(f"make {target}" in said for target in targets)


def test_the_schema_of_the_facts_is_up_to_date():
    written = json.loads((ROOT / "content" / "facts.schema.json").read_text("utf-8"))
    assert written == json.loads(json.dumps(Facts.model_json_schema()))
    assert (
        (ROOT / "content" / "facts.yaml")
        .read_text("utf-8")
        .startswith("# yaml-language-server: $schema=facts.schema.json")
    )


def test_the_commands_words_are_all_in_danish_and_none_is_left_over(editor):
    before = editor.reads("translations/da/LC_MESSAGES/problems.po")
    assert editor.runs("translations").status == 0
    assert editor.reads("translations/da/LC_MESSAGES/problems.po") == before
    with (ROOT / "translations/da/LC_MESSAGES/problems.po").open("rb") as file:
        words = [message for message in read_po(file, abort_invalid=True) if message.id]
    for message in words:
        assert message.string and not message.fuzzy, message.id
        assert set(re.findall(r"\{\w*\}", message.id)) == set(re.findall(r"\{\w*\}", message.string)), message.id


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_package_is_pinned_with_its_hashes_and_no_registrys_address(name):
    text = (ROOT / name).read_text("utf-8")
    for package in re.split(r"\n(?=[a-z])", text.strip()):
        assert re.match(r"[\w.\[\]-]+==\S+", package) and "--hash=sha256:" in package
    assert "://" not in text
    pinned = dict(re.findall(r"^([\w-]+)==([\w.]+)", text, re.MULTILINE))
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert all(pinned[requirement.split("==")[0]] == requirement.split("==")[1] for requirement in wanted)


def test_no_module_is_longer_than_an_editor_would_read():
    for path in (ROOT / "sitebuild").rglob("*.py"):
        assert path.read_text("utf-8").count("\n") <= 200, path


def test_nothing_but_settings_and_catalogues_names_a_language():
    for path in [*(ROOT / "sitebuild").rglob("*.py"), *(ROOT / "theme" / "templates").rglob("*.html")]:
        code = re.sub(
            r'""".*?"""|#.*|\{#.*?#\}', "", path.read_text("utf-8"), flags=re.DOTALL if path.suffix == ".html" else 0
        )
        assert not re.search(r"""['"](da|en|en_GB|da_DK)['"]""", code.replace('_("en")', "")), path


def test_no_room_imports_from_a_floor_above_it():
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "A floor imports only from floors below it KEPT" in done.stdout, done.stdout


def test_what_must_be_green_before_a_change_lands_begins_with_the_habits_of_the_code():
    steps = re.findall("(?m)^make (.*)$", (ROOT / ".ci" / "run").read_text("utf-8"))
    assert steps == ["lint", "test", "test-long"]
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert [(each["repo"], hook["entry"]) for each in hooks for hook in each["hooks"]] == [("local", "make lint")]
