"""The workflow that publishes is one that GitHub can read, asks for no more than it needs, and runs what there is."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def tool(name: str, *arguments: str | Path) -> subprocess.CompletedProcess:
    command = [Path(sys.executable).parent / name, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.name)
def path(request) -> Path:
    return request.param


def test_github_can_read_it(path):
    done = tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", path)
    assert done.returncode == 0, done.stdout


def test_nothing_in_it_is_known_to_be_unsafe(path):
    done = tool("zizmor", "--offline", "--no-progress", "--persona", "auditor", path)
    assert done.returncode == 0, done.stdout


def test_the_two_checks_find_what_is_wrong(path, tmp_path):
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(re.sub("@[0-9a-f]{40}", "@v7", path.read_text("utf-8")), "utf-8")
    assert "unpinned-uses" in tool("zizmor", "--offline", "--no-progress", wrong).stdout
    wrong.write_text(path.read_text("utf-8").replace("runs-on:", "runs-in:"), "utf-8")
    assert tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", wrong).returncode == 1


def test_each_action_is_pinned_to_a_commit_and_says_which_version_that_is(path):
    for line in re.findall(r"uses:.*", path.read_text("utf-8")):
        assert re.fullmatch(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_each_command_of_make_is_a_target(path):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)", path.read_text("utf-8")))
    assert {"check", "publish", "deploy"} <= named <= targets


def test_one_job_alone_may_write_and_it_runs_on_main_alone_and_after_the_tests(path):
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {}
    jobs = workflow["jobs"]
    (writes,) = (name for name, job in jobs.items() if "write" in job["permissions"].values())
    assert jobs[writes]["if"].startswith("github.event_name == 'push' && ") and jobs[writes]["needs"] == "test"
    assert workflow[True]["push"] == {"branches": ["main"]}  # YAML 1.1 reads “on” as true
    assert all("secrets." not in str(job) for name, job in jobs.items() if name != writes)


def test_every_variable_and_secret_that_it_needs_is_in_the_page_on_publishing(path):
    names = set(re.findall(r"\b(?:vars|secrets)\.(\w+)", path.read_text("utf-8")))
    page = (ROOT / "docs" / "publishing.md").read_text("utf-8")
    assert names and all(f"`{name}`" in page for name in names)
