"""The preview survives editors: it shows problems where they look, and goes on when they are mended."""

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time

import pytest
from conftest import ROOT

TEXT = "content/pages/about/members.da.md"


@pytest.fixture
def editor(small):
    return small


class Preview:
    """A running preview of an editor's copy."""

    def __init__(self, editor, port=""):
        self.editor = editor
        self.log = editor.folder / f"preview{len(list(editor.folder.glob('*.log')))}.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-u", "-m", "sitebuild", "preview"],
                cwd=editor.folder,
                env=editor.environment(PORT=port),
                stdout=log,
                stderr=log,
            )
        try:
            self.waits_for("log", "http://localhost:")
        except AssertionError:
            self.process.kill()
            self.process.wait()
            raise
        self.address = re.search(r"http://localhost:\d+", self.said())[0]

    def __enter__(self):
        return self

    def __exit__(self, *failed):
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(10) == 0

    def said(self) -> str:
        return self.log.read_text("utf-8")

    def get(self, path="/om/for-medlemmer/") -> tuple[int, str]:
        connection = http.client.HTTPConnection(self.address.removeprefix("http://"), timeout=10)
        with contextlib.closing(connection):
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def waits_for(self, where: str, text: str, path="/om/for-medlemmer/"):
        """Wait until text is in the log or on the page; fail after 20 seconds, which no machine needs."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if text in (self.said() if where == "log" else self.get(path)[1]):
                return
            time.sleep(0.02)
        raise AssertionError(f"{text!r} is not in the {where}:\n{self.said()}")


@pytest.fixture
def preview(editor):
    with Preview(editor) as preview:
        yield preview


def test_a_saved_text_is_on_the_page(preview):
    preview.editor.changes(TEXT, "## ", "Nyt om kaffen.\n\n## ")
    preview.waits_for("page", "Nyt om kaffen.")


@pytest.mark.parametrize(
    ("path", "old", "new", "seen"),
    [
        ("content/facts.yaml", "street: Opdigtet Allé 7", "street: Andetvej 1", "Andetvej 1"),
        ("theme/templates/base.html", "<h1>", "<h1>Ny ", "<h1>Ny "),
        ("theme/static/css/tokens.css", "--lead: 1.2em", "--lead: 1.3em", "--lead:1.3em"),
        ("translations/da/LC_MESSAGES/messages.po", 'msgstr "Menu"', 'msgstr "Kort"', ">Kort<"),
        ("pelicanconf.py", '"en": "en_GB"', '"en": "en_US"', None),
    ],
)
def test_every_kind_of_file_is_watched(preview, path, old, new, seen):
    built = preview.said().count("Built in")
    preview.editor.changes(path, old, new)
    if seen:
        preview.waits_for("page", seen)
    else:
        deadline = time.monotonic() + 20
        while preview.said().count("Built in") == built and time.monotonic() < deadline:
            time.sleep(0.02)
        assert preview.said().count("Built in") > built


def test_a_problem_shows_in_the_terminal_and_in_the_browser_and_goes_away_when_it_is_mended(preview):
    line = f"{TEXT}:5: there is no kind of page called “informaton”. Write information."
    for times in (1, 2):
        preview.editor.changes(TEXT, "kind: information", "kind: informaton")
        preview.waits_for("page", "there is no kind of page called “informaton”")
        status, page = preview.get("/en/")
        assert status == 500 and f"<code>{TEXT}:5</code>" in page
        assert preview.said().count(line) == times
        built = preview.said().count("Built in")
        preview.editor.changes(TEXT, "kind: informaton", "kind: information")
        preview.waits_for("page", "<h1>For medlemmer</h1>")
        assert preview.said().count("Built in") == built + 1


def test_after_a_problem_it_waits_for_a_change_and_does_not_build_in_a_loop(preview):
    preview.editor.changes(TEXT, "kind: information", "kind: informaton")
    preview.waits_for("page", "informaton")
    said = preview.said()
    time.sleep(1.5)
    assert preview.said() == said


@pytest.mark.browser
def test_the_browser_loads_the_page_again_by_itself(preview, browser):
    page = browser.new_page()
    page.goto(f"{preview.address}/om/for-medlemmer/")
    preview.editor.changes(TEXT, "kind: information", "kind: informaton")
    page.wait_for_selector("text=there is no kind of page")
    preview.editor.changes(TEXT, "kind: informaton", "kind: information")
    page.wait_for_selector("h1:has-text('For medlemmer')")
    page.close()


def test_what_was_built_for_publishing_is_left_alone(preview):
    assert not preview.editor.output.exists()


def test_a_page_that_is_not_there_gets_the_404(preview):
    status, page = preview.get("/ingenting/her/")
    assert status == 404 and "Siden findes ikke" in page


def test_a_site_that_has_a_problem_from_the_start_is_shown_once_it_is_mended(editor):
    editor.changes(TEXT, "kind: information", "kind: informaton")
    with Preview(editor) as preview:
        assert preview.get()[0] == 500
        editor.changes(TEXT, "kind: informaton", "kind: information")
        preview.waits_for("page", "<h1>For medlemmer</h1>")


def test_a_port_that_is_taken_is_told_in_one_line(editor):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        run = editor.runs("preview", PORT=port)
    assert run.status == 1
    assert run.problems == [
        f"make: the port {port} is already taken. "
        "Write another, make devserver PORT=8001, or none: then a free one is found."
    ]


def test_a_port_that_is_none_is_told_in_one_line(editor):
    run = editor.runs("preview", PORT="bageren")
    assert run.problems == ["make: bageren is no port. Write a number: make devserver PORT=8001."]


def test_without_a_port_a_free_one_is_found(editor):
    with Preview(editor) as one, Preview(editor) as another:
        assert one.address != another.address
        assert one.get()[0] == another.get()[0] == 200


def test_make_devserver_serves_the_site(editor):
    """The command of the README, with the environment that a bare machine has."""
    for name in ("Makefile", "bootstrap.py", "requirements.txt", "requirements-test.txt", "sitebuild"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, editor.folder / name)
    os.symlink(ROOT / ".venv", editor.folder / ".venv")
    environment = {"HOME": str(editor.folder), "PATH": "/usr/local/bin:/usr/bin:/bin"}
    with (editor.folder / "log").open("w") as log:
        make = subprocess.Popen(
            ["make", "devserver"], cwd=editor.folder, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    deadline = time.monotonic() + 30
    while "http://localhost" not in (editor.folder / "log").read_text() and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(make.pid, signal.SIGINT)
    make.wait(10)
    assert re.search(r"The site is at http://localhost:\d+/", (editor.folder / "log").read_text())


def asked(preview, *lines: str) -> bytes:
    """Return what the preview answers to a request in exactly these words."""
    host, port = preview.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall("\r\n".join((*lines, "", "")).encode("latin-1"))
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_only_a_browser_that_means_this_server_is_answered(preview):
    port = preview.address.rpartition(":")[2]
    here, path = f"localhost:{port}", "/om/for-medlemmer/"
    for path in ("/om/for-medlemmer/", "/-/reload.js", "/ingenting/"):
        for method in ("GET", "HEAD"):
            for headers in (
                ["Host: evil.example"],
                [f"Host: evil.example:{port}"],
                ["Host: localhost:1"],
                [f"Host: localhost.evil.example:{port}"],
                [f"Host: {here}", "Host: evil.example"],
                ["Host:"],
                [],
                [f"Host: {here}", "Origin: https://evil.example"],
                [f"Host: {here}", "Origin: null"],
                [f"Host: {here}", f"Origin: https://{here}"],
                [f"Host: {here}", f"Origin: http://{here}", "Origin: http://evil.example"],
            ):
                answer = asked(preview, f"{method} {path} HTTP/1.1", *headers)
                assert answer.split()[1] == b"403" and b"medlemmer" not in answer.lower(), headers
                assert answer.endswith(f"Open the preview at http://localhost:{port}/".encode())
    for headers in ([f"Host: {here}"], [f"Host: 127.0.0.1:{port}"], [f"Host: {here}", f"Origin: http://{here}"]):
        assert asked(preview, "GET /om/for-medlemmer/ HTTP/1.1", *headers).split()[1] == b"200"


@pytest.mark.parametrize(
    "path", ["/" + "x" * 300, "/" + "x/" * 3000, "/om/%00", "/%ff%fe", "/" + "%C3%A6" * 4000, "//", "/..%2f"]
)
def test_an_address_of_any_length_and_kind_is_answered(preview, path):
    host = preview.address.removeprefix("http://")
    assert asked(preview, f"GET {path} HTTP/1.1", f"Host: {host}").split()[1] in (b"404", b"200", b"301")
    assert asked(preview, f"HEAD {path} HTTP/1.1", f"Host: {host}").split()[1] == b"405"
    assert asked(preview, f"GET /{'x' * 70_000} HTTP/1.1", f"Host: {host}").split()[1] == b"414"
    assert "Traceback" not in preview.said()


def test_a_content_folder_that_is_replaced_by_another_is_watched_like_the_first(preview):
    folder = preview.editor.folder
    for turn in ("anden", "tredje"):
        shutil.copytree(folder / "content", folder / "new")
        text = folder / "new" / TEXT.removeprefix("content/")
        text.write_text(text.read_text("utf-8").replace("\n## ", f"\nDen {turn} mappe.\n\n## ", 1), "utf-8")
        (folder / "content").rename(folder / f"before the {turn}")
        (folder / "new").rename(folder / "content")
        preview.waits_for("page", f"Den {turn} mappe.")
        preview.editor.changes(TEXT, f"Den {turn} mappe.", f"Rettet i den {turn} mappe.")
        preview.waits_for("page", f"Rettet i den {turn} mappe.")


def test_a_content_folder_that_goes_and_comes_back_is_read_again(preview):
    folder = preview.editor.folder
    (folder / "content").rename(folder / "elsewhere")
    preview.waits_for("page", "this folder does not exist")
    (folder / "elsewhere").rename(folder / "content")
    preview.waits_for("page", "<h1>For medlemmer</h1>")
    preview.editor.changes(TEXT, "## ", "Igen.\n\n## ")
    preview.waits_for("page", "Igen.")
