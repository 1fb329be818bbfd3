"""`make deploy` with whatever may stand in TARGET, AFTER and SSH, typed, from the environment, and from the workflow."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from by_make import HOSTILE, ROOT, hostile, made_for, make
from test_deploy import ENVIRONMENT, NAMES, Project, words_of

WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text("utf-8"))
STEPS = {step.get("name"): step for step in WORKFLOW["jobs"]["publish"]["steps"]}


@pytest.fixture
def project(tmp_path):
    project = Project(tmp_path)
    made_for(tmp_path, f'exec {shlex.quote(sys.executable)} "$@"')
    project.publishes("first")
    return project


@pytest.mark.parametrize("way", ["after make", "in the environment", "in the workflow"])
@pytest.mark.parametrize("name", [*NAMES[:3], "$b", "a$$b", "$(shell touch pwned)"])
def test_the_site_arrives_in_the_folder_that_was_named_and_after_runs_as_it_was_written(project, name, way):
    target = project.folder / "srv" / name
    after = f"printf %s {shlex.quote(name)} > ../said; echo $HOME $(printf ran)`printf too` >> ../said"
    if way == "after make":
        done = make(project.folder, "deploy", f"TARGET={target}", f"AFTER={after}", **ENVIRONMENT)
    elif way == "in the environment":
        done = make(project.folder, "deploy", **ENVIRONMENT, TARGET=str(target), AFTER=after)
    else:
        done = by_the_workflow(project, TARGET=str(target), AFTER=after)
    assert done.returncode == 0, done.stderr
    assert words_of(target / "current") == "first"
    assert (target.parent / "said").read_text("utf-8") == f"{name}{os.environ['HOME']} rantoo\n"
    assert sorted(path.name for path in target.parent.iterdir()) == sorted([name, "said"])
    assert not list(project.folder.rglob("pwned"))


def by_the_workflow(project: Project, **settings: str) -> subprocess.CompletedProcess:
    """Do what the workflow's step does, as GitHub's runner does it: the settings are in the environment."""
    step = STEPS["make deploy"]
    assert set(step["env"]) == {"TARGET", "AFTER", "KEY", "KNOWN_HOSTS"} and "${{" not in step["run"]
    runner = {"RUNNER_TEMP": str(project.folder / "temp"), "KEY": "-n\\key", "KNOWN_HOSTS": "-e host"}
    (project.folder / "temp").mkdir(exist_ok=True)
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=project.folder,
        env=ENVIRONMENT | runner | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (project.folder / "temp/key").read_text() == "-n\\key\n"
    return done


def test_no_value_stands_in_a_command_of_the_workflow():
    for job in WORKFLOW["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            for line in step.get("run", "").splitlines():
                assert not line.strip().startswith("make ") or "=" not in line


@pytest.mark.parametrize("value", HOSTILE)
def test_nothing_of_a_target_runs_here_whether_it_can_be_meant_or_not(project, value):
    target = hostile(value, project.folder / "pwned")
    for written in (target, f"server:{target}", f"{target}:/srv"):
        done = make(project.folder, "deploy", f"TARGET={written}", SSH="false", **ENVIRONMENT)
        if done.returncode:
            # Make adds a line of its own about the exit status.
            assert len(done.stderr.splitlines()) == 2 and done.stderr.startswith("make: ")
    assert not (project.folder / "pwned").exists()


@pytest.mark.parametrize("written", ["ssh -i 'x", 'ssh "', "ssh \\"])
def test_a_quotation_mark_without_a_second_one_is_told_in_one_line(project, written):
    done = make(project.folder, "deploy", "TARGET=server:/srv", SSH=written, **ENVIRONMENT)
    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == (
        f'make: a quotation mark in SSH has no second one: {written}. Write a command, as in SSH="ssh -p 2222".'
    )


@pytest.mark.parametrize("name", ["a b", "a$b", "it's", 'a "b"', "$(touch pwned)", "`touch pwned`"])
def test_the_command_in_ssh_is_the_one_that_was_written(project, name):
    program = project.folder / name
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{project.folder}/asked"\nexit 255\n')
    program.chmod(0o755)
    option = shlex.quote(f"Option={name}")
    done = make(
        project.folder, "deploy", "TARGET=server:/srv", f"SSH={shlex.quote(str(program))} -o {option}", **ENVIRONMENT
    )
    assert done.returncode == 2 and "server:/srv cannot be reached" in done.stderr
    asked = Path(project.folder / "asked").read_text().splitlines()
    assert asked[:2] == ["-o", f"Option={name}"] and asked[-2:] == ["server", "sh -s"]
    assert not list(project.folder.rglob("pwned"))


def test_a_folder_whose_name_is_no_utf_8_is_taken(project):
    target = os.fsencode(project.folder) + b"/srv/\xe6\xf8\xe5"
    command = [b"make", b"deploy", b"TARGET=" + target]
    done = subprocess.run(command, cwd=project.folder, env=ENVIRONMENT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert words_of(target + b"/current") == "first"
