"""What a person types after make, or keeps in a setting, reaches the program as it was typed, and nothing of it runs."""

import json
import os
import shlex
import sys

import pytest
from by_make import HOSTILE, hostile, made_for, make
from conftest import SITEURL

NAMES = ("TARGET", "AFTER", "AFTER_LIMIT", "SSH", "SITEURL", "PORT", "pamphlet", "lang")
SAYS = "import json, os, sys; print(json.dumps([sys.argv[1:], dict(os.environ)]))"
PATH = {"PATH": os.environ["PATH"]}


@pytest.fixture
def folder(tmp_path):
    made_for(tmp_path, f"exec {shlex.quote(sys.executable)} -c '{SAYS}' \"$@\"")
    return tmp_path


@pytest.mark.parametrize("way", ["after make", "in the environment"])
@pytest.mark.parametrize("value", HOSTILE)
def test_it_arrives_as_it_was_typed(folder, tmp_path, value, way):
    typed = hostile(value, tmp_path / "pwned")
    for command in ("deploy", "rollback", "publish", "print", "devserver"):
        if way == "after make":
            done = make(folder, command, *(f"{name}={typed}" for name in NAMES), **PATH)
        else:
            done = make(folder, command, **PATH, **dict.fromkeys(NAMES, typed))
        assert done.returncode == 0, done.stderr
        arguments, environment = json.loads(done.stdout)
        assert len(arguments) == 3 and arguments[:2] == ["-m", "sitebuild"]
        assert {name: environment[name] for name in NAMES} == dict.fromkeys(NAMES, typed)
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize(
    "written",
    [
        "https://",
        "example.org",
        "https://example.org/a b",
        'https://example.org/"; }',
        "https://example.org/$(touch pwned)",
        "https://example.org/a\nb",
        "https://example.org/?x",
        "https://example.org/../x",
        "https://user@example.org",
        "ftp://example.org",
        "https://example.org//x",
        "https://example.org/{a}",
    ],
)
def test_what_is_no_address_of_a_site_is_told_in_one_line(small, written):
    for command in ("publish", "print"):
        run = small.runs(command, SITEURL=written)
        assert (run.status, run.problems) == (
            1,
            [
                f"make: “{written}” is no address of a site. ".replace("\n", " ")
                + "Write one like https://example.org or https://example.org/bf."
            ],
        )
    assert not small.output.exists()


@pytest.mark.parametrize("value", ["newlines", "a shell's command", "double quotes"])
def test_a_pamphlet_that_is_none_is_told_in_one_line_whatever_was_typed(small, value):
    typed = hostile(value, small.folder / "pwned")
    run = small.runs("print", pamphlet=typed, lang=typed)
    (line,) = run.problems
    assert run.status == 1 and line.startswith("make: there is no pamphlet “") and SITEURL not in line
    assert not (small.folder / "pwned").exists()


@pytest.mark.parametrize("written", ["²", "0", "65536", "8001; touch pwned", "$(x)", "8\n1"])
def test_what_is_no_port_is_told_in_one_line(small, written):
    (line,) = small.runs("preview", PORT=written).problems
    assert line == f"make: {written} is no port. Write a number: make devserver PORT=8001.".replace("\n", " ")
