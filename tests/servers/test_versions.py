"""While one version of the site takes the place of another, no reader meets a mixture: under load, and in Chromium."""

import subprocess
import sys

import pytest
from load import ROOT, SAID, deployed, deploys, measured, versions
from servers_in_use import Apache, Nginx

NEVER = ("of no version", "mixed", "unstyled", "script 404", "404 kept", "departed, wrong", "5xx")


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    return versions(tmp_path_factory.mktemp("versions"), small=True)


@pytest.fixture
def seen(browser):
    """A browser's page, and what it had to say of those that it showed."""
    context = browser.new_context()
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()


@pytest.mark.parametrize("kind", [Nginx, Apache])
def test_under_load_no_answer_is_of_two_versions_and_no_page_without_its_style(both, kind):
    """The same with more answers, and the whole site: python -m tests.load 50000."""
    met, changes = measured(kind, both, answers=4000, seconds=60)
    assert changes and met["pages"] and met["scripts"]
    assert {name: met[name] for name in NEVER} == dict.fromkeys(NEVER, 0)


@pytest.mark.parametrize("kind", [Nginx, Apache])
def test_a_browser_shows_every_page_with_its_style_while_versions_change(both, kind, seen):
    with deployed(kind, both) as (server, target, after):
        for turn in range(2):
            command = [sys.executable, "-c", "import sys; from load import *; deploys(Path(sys.argv[1]), Path(sys.argv[2]), after=sys.argv[3])"]
            command += [both[(turn + 1) % 2].folder, target, after]
            deploy = subprocess.Popen(command, cwd=ROOT / "tests")
            while True:
                going = deploy.poll() is None
                seen.goto(f"{server.address}/en/relatives/")
                assert seen.evaluate("document.styleSheets.length") == 1
                if not going:
                    break
            assert deploy.returncode == 0
    assert seen.complaints == []


def test_nginx_that_reads_nothing_anew_shows_the_new_version_rightly(both, seen):
    with deployed(Nginx, both) as (server, target, _after):
        deploys(both[1].folder, target)
        for address, page in both[1].pages.items():
            assert server.asked(address).body == page
        seen.goto(f"{server.address}/en/relatives/")
        assert seen.evaluate("document.styleSheets.length") == 1
        seen.goto(f"{server.address}/huset/")
        seen.wait_for_url(f"{server.address}/om/#house")
        for address, status in SAID.items():
            answer = server.asked(address)
            assert answer.status == (200 if status == 301 else status)  # a page that leads on, until it reads its rule
            assert (b"refresh" in answer.body) == (status == 301)
    assert seen.complaints == []


def test_nginx_that_has_rules_of_another_version_shows_what_is_there(both):
    with deployed(Nginx, both) as (server, target, after):
        deploys(both[1].folder, target, after=after)
        assert {address: server.asked(address).status for address in SAID} == SAID
        deploys(both[0].folder, target, "rollback")
        assert {address: server.asked(address).status for address in SAID} == dict.fromkeys(SAID, 404)
