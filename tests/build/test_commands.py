"""What the other tests run in their own process is what the commands do; and two projects do not touch each other."""

import subprocess
import sys

import pytest
from conftest import ENGLISH, MINIMAL, ROOT, SITEURL, Editor, snapshot

BUILT, PRINTED = ["The site is in output/"], ["The pamphlets are in print/"]
LAST = {"html": BUILT, "publish": BUILT, "print": PRINTED, "translations": []}  # line that a command says


def made(editor) -> dict[str, bytes]:
    """Return what a command has made in a project; what is kept for the next time is none of it."""
    return {name: data for name, data in snapshot(editor.folder).items() if not name.startswith(".cache/")}


@pytest.mark.parametrize("command", LAST)
def test_a_command_does_the_same_in_a_process_of_its_own(tmp_path, command):
    here, alone = (Editor(tmp_path / name, MINIMAL) for name in ("here", "alone"))
    address = {"SITEURL": SITEURL} if command == "publish" else {}
    runs = here.runs(command, **address), alone.runs_alone(command, **address)
    assert [(run.status, run.problems, run.said.splitlines()[-1:]) for run in runs].count((0, [], LAST[command])) == 2
    assert made(here) == made(alone)


def test_a_mistake_is_told_by_a_command_on_standard_error_and_in_its_exit_status(small):
    small.changes("content/pages/about/about.da.md", "](members)", "](membres)")
    run = small.runs_alone("check")
    assert run == small.runs("check") and run.problems == small.runs("html").problems
    assert run.status == 1 and len(run.problems) == 1 and "there is no page “membres”" in run.problems[0]


def test_two_projects_in_one_process_do_not_touch_each_other(tmp_path):
    """Other texts, another catalogue, other settings: each is built in turn as it is built alone."""
    one, other = Editor(tmp_path / "one", MINIMAL), Editor(tmp_path / "other", MINIMAL)
    other.changes("content/facts.yaml", "Opdigtet Allé 7", "Opdigtet Allé 8")
    other.changes("translations/da/LC_MESSAGES/messages.po", 'msgstr "Menu"', 'msgstr "Kort"')
    other.changes("pelicanconf.py", '"en": "en_GB"', '"en": "en_US"')
    built = {}
    for turn in range(2):
        for editor in (one, other):
            assert editor.runs("publish", SITEURL=SITEURL).problems == []
            assert turn == 0 or snapshot(editor.output) == built[editor]
            built[editor] = snapshot(editor.output)
    assert other.runs_alone("publish", SITEURL=SITEURL).problems == []
    assert snapshot(other.output) == built[other]
    assert b"11 a.m." not in built[one]["en/index.html"] and ">Kort<" in built[other]["index.html"].decode()


def test_what_a_run_changes_in_its_process_is_put_back(small):
    import locale
    import os

    def state():
        return os.getcwd(), dict(os.environ), locale.setlocale(locale.LC_ALL), list(sys.path), sys.dont_write_bytecode

    small.runs("print")  # from now on the engine of paper is loaded
    before = state()
    small.changes("content/facts.yaml", 'closes: "17:00"', 'closes: "9:00"')
    for name in ("html", "publish", "check"):
        assert small.runs(name, SITEURL=SITEURL, LC_ALL="da_DK.UTF-8").status == 1
    assert state() == before


def test_the_commands_explain_themselves():
    done = subprocess.run(
        [sys.executable, "-m", "sitebuild", "--help"], cwd=ROOT, env=ENGLISH, capture_output=True, text=True, check=True
    )
    assert "preview" in done.stdout
