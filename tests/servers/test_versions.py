"""While one version of the site takes the place of another, no reader meets a mixture: under load, and in Chromium."""

import subprocess
import sys

import pytest
from load import AFTERWARDS, ROOT, deployed, deploys, measured, versions
from servers_in_use import Apache, Nginx

NEVER = ("of no version", "mixed", "unstyled", "script 404", "404 kept", "moved, gone: wrong", "not yet: wrong", "5xx")


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    return versions(tmp_path_factory.mktemp("versions"), small=True)


class CachingNginx(Nginx):
    """nginx that remembers for a minute which files it found, as some set it up for speed."""

    def configuration(self):
        remembers = "open_file_cache max=1000; open_file_cache_valid 60s; open_file_cache_errors on; access_log off;"
        return super().configuration().replace("access_log off;", remembers)


def answers(server) -> dict[str, tuple[int, str | None]]:
    """Return what a server says now of each address that departs with the second version."""
    asked = {address: server.asked(address) for address in AFTERWARDS}
    return {address: (answer.status, answer.headers["Location"]) for address, answer in asked.items()}


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
    assert changes and met["pages"] and met["scripts"] and met["moved, gone"]
    assert {name: met[name] for name in NEVER} == dict.fromkeys(NEVER, 0)


@pytest.mark.parametrize("kind", [Nginx, Apache])
def test_a_browser_shows_every_page_with_its_style_while_versions_change(both, kind, seen):
    with deployed(kind, both) as (server, target):
        for turn in range(2):
            command = [sys.executable, "-c", "import sys; from load import *; deploys(*map(Path, sys.argv[1:]))"]
            command += [both[(turn + 1) % 2].folder, target]
            deploy = subprocess.Popen(command, cwd=ROOT / "tests")
            while True:
                going = deploy.poll() is None
                seen.goto(f"{server.address}/en/relatives/")
                assert seen.evaluate("document.styleSheets.length") == 1
                if not going:
                    break
            assert deploy.returncode == 0
    assert seen.complaints == []


@pytest.mark.parametrize("kind", [Nginx, CachingNginx, Apache])
def test_the_first_answer_of_a_version_is_that_versions_where_a_page_moved_or_is_gone(both, kind):
    """Nobody tells the server that there is another version; a page that moved is back with the version before."""
    with deployed(kind, both) as (server, target):
        assert answers(server) == both[0].said
        for turn in range(4):
            if turn % 2:
                deploys(both[0].folder, target, "rollback")
            else:
                deploys(both[1].folder, target)
            assert answers(server) == both[(turn + 1) % 2].said


def test_what_nginx_is_told_is_the_same_in_every_version(both):
    one, other = ((version.folder / "nginx.conf").read_bytes() for version in both)
    assert one == other


@pytest.mark.parametrize("kind", [Nginx, Apache])
def test_a_server_that_is_told_nothing_shows_all_of_the_new_version(both, kind, seen):
    with deployed(kind, both) as (server, target):
        deploys(both[1].folder, target)
        for address, page in both[1].pages.items():
            assert server.asked(address).body == page
        seen.goto(f"{server.address}/en/relatives/")
        assert seen.evaluate("document.styleSheets.length") == 1
        seen.goto(f"{server.address}/huset/")
        assert seen.url == f"{server.address}/om/huset/#inside"
    assert seen.complaints == []
