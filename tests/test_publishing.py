"""What was published stays whole: killed at any moment, without room, or with a problem."""

import os
import random
import resource
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest
from conftest import ENGLISH, SITEURL, parsed, snapshot
from PIL import Image

from sitebuild import swap


@pytest.fixture
def editor(editor):
    """An editor whose site has no advice and no pamphlets, to be quick."""
    editor.leaves_out("advice", "relatives", "pamphlets")
    return editor


def changed(editor):
    """Make a change that shows on every page."""
    editor.changes("content/facts.yaml", "street: Sundholmsvej 38A", "street: Andetvej 1")


def test_a_build_that_is_killed_at_any_moment_leaves_the_old_site_or_the_new_one(editor):
    assert editor.runs().status == 0
    old = snapshot(editor.output)
    changed(editor)
    start = time.perf_counter()
    assert editor.runs().status == 0
    takes, new = time.perf_counter() - start, snapshot(editor.output)
    assert new != old
    editor.changes("content/facts.yaml", "street: Andetvej 1", "street: Sundholmsvej 38A")
    chance, seen, state = random.Random(1993), set(), new
    for _attempt in range(25):
        process = subprocess.Popen(
            editor.command("html"), cwd=editor.folder, env=ENGLISH, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.3, 1.05) * takes)
        process.send_signal(signal.SIGKILL)
        process.wait()
        state = snapshot(editor.output)
        assert state in (old, new)
        seen.add(process.returncode)
    assert -signal.SIGKILL in seen
    assert editor.runs().status == 0
    assert snapshot(editor.output) == old
    assert sorted(p.name for p in editor.folder.glob(".output*")) == [
        ".output.lock"
    ]  # what the killed ones left is gone


def test_without_room_the_published_site_stays_and_one_line_says_so(editor):
    assert editor.runs().status == 0
    before = snapshot(editor.output)
    changed(editor)
    done = subprocess.run(
        editor.command("html"),
        cwd=editor.folder,
        env=ENGLISH,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000)),
    )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.endswith(
        "this cannot be read or written (File too large). See that there is room and that you may write here."
    )
    assert snapshot(editor.output) == before


def test_a_publication_without_an_address_says_what_to_write(editor):
    run = editor.runs("publish")
    assert (run.status, run.problems) == (
        1,
        [
            "publishconf.py:1: the site's address is not known. "
            "Write make publish SITEURL=https://…, with the address at which people will find it."
        ],
    )
    assert not editor.output.exists()


def test_two_builds_at_once_wait_for_each_other(editor):
    commands = [
        subprocess.Popen(editor.command("html"), cwd=editor.folder, env=ENGLISH, stderr=subprocess.PIPE)
        for _each in range(3)
    ]
    assert [(c.wait(), c.stderr.read()) for c in commands] == [(0, b"")] * 3
    for command in commands:
        command.stderr.close()
    assert (editor.output / "index.html").exists()


def test_the_same_texts_give_the_same_bytes(editor):
    assert editor.runs("publish", SITEURL=SITEURL).status == 0
    first = snapshot(editor.output)
    assert editor.runs("publish", SITEURL=SITEURL, PYTHONHASHSEED="7").status == 0
    assert snapshot(editor.output) == first


def test_a_page_that_is_gone_from_the_texts_is_gone_from_the_site(editor):
    assert editor.runs().status == 0
    for lang in ("da", "en"):
        editor.deletes(f"content/pages/site/a-to-z.{lang}.md")
    editor.changes("content/facts.yaml", "sources, a-to-z,", "sources,")
    assert editor.runs().problems == []
    assert not (editor.output / "a-til-aa").exists()


def test_a_site_in_a_folder_of_its_host_keeps_its_404_working(editor):
    assert editor.runs("publish", SITEURL="https://example.org/bf").status == 0
    links = [a.attributes["href"] for a in editor.page("404.html").css("header a[hreflang], .mark")]
    assert links == ["/bf/", "/bf/en/404.html"]
    assert (
        editor.page("om/index.html").css_first("link[rel=canonical]").attributes["href"] == "https://example.org/bf/om/"
    )


@pytest.mark.parametrize("exchange", [swap._exchange, lambda *_paths: False], ids=["one call", "two renames"])
def test_folders_change_places(tmp_path, monkeypatch, exchange):
    monkeypatch.setattr(swap, "_exchange", exchange)
    published = tmp_path / "output"
    for text in ("first", "second"):
        with swap.side_folder(published) as folder:
            (folder / "index.html").write_text(text)
            swap.put_in_place(folder, published)
        assert (published / "index.html").read_text() == text
    assert [p.name for p in tmp_path.iterdir() if p.is_dir()] == ["output"]


def test_a_swap_that_was_killed_half_way_is_healed_by_the_next_build(tmp_path):
    published = tmp_path / "output"
    published.mkdir()
    (published / "index.html").write_text("published")
    published.rename(swap._old(published))
    with swap.side_folder(published):
        assert (published / "index.html").read_text() == "published"


def test_no_reader_meets_a_missing_page_while_folders_change_places(tmp_path):
    published, stop, missed = tmp_path / "output", threading.Event(), []
    page = published / "index.html"
    published.mkdir()
    page.write_text("0")

    def read():
        while not stop.is_set():
            try:
                Path(page).read_bytes()
            except FileNotFoundError:
                missed.append(time.time())

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(200):
        with swap.side_folder(published) as folder:
            (folder / "index.html").write_text(str(number))
            swap.put_in_place(folder, published)
    stop.set()
    reader.join()
    assert missed == []


def test_the_published_folder_can_be_read_by_a_web_server(editor):
    assert editor.runs().status == 0
    assert os.stat(editor.output).st_mode & 0o777 == 0o755


def test_a_site_without_a_page_on_overdose_still_has_112(editor):
    editor.leaves_out("overdose", "home")
    for lang, word in (("da", "Hej"), ("en", "Hello")):
        front = f"---\ntitle: {word}\nsummary: {word}\nslug: /\nkind: home\n---\n\n{word}.\n"
        editor.writes(f"content/pages/about/front.{lang}.md", front)
    run = editor.runs()
    assert run.problems == []
    assert editor.page("112/index.html").css_first("main a[href='tel:112']")


def test_a_shared_link_shows_the_name_and_a_picture_in_the_page_s_language(published):
    for path, page in ((path, parsed(path)) for path in published.rglob("*.html")):
        if canonical := page.css_first("link[rel=canonical]"):
            shown = {tag.attributes["property"]: tag.attributes["content"] for tag in page.css("meta[property]")}
            prefix = "en/" if page.root.attributes["lang"] == "en" else ""
            assert shown["og:url"] == canonical.attributes["href"]
            assert shown["og:image"] == f"{SITEURL}/{prefix}picture.png", path
            assert shown["og:title"] in page.css_first("title").text()
    for prefix in ("", "en/"):
        with Image.open(published / f"{prefix}picture.png") as picture:
            assert picture.size == (1200, 630) and len(picture.convert("RGB").getcolors()) > 3  # letters, not only grounds
        assert (published / f"{prefix}picture.png").stat().st_size < 30_000


def test_those_who_ask_for_an_icon_get_ours(published, site):
    with Image.open(published / "favicon.ico") as icon, Image.open(published / "apple-touch-icon.png") as touch:
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)} and touch.size == (192, 192)
        for picture in (icon, touch):
            colours = picture.convert("RGB")
            assert [colours.getpixel((picture.width // 2, y)) for y in (2, picture.height - 2)] == [
                (179, 0, 30),
                (255, 214, 10),
            ]
    assert not list(site.rglob("*.png")) and not list(site.rglob("*.ico"))  # nobody could be told where they are
