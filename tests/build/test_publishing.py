"""What was published stays whole: killed at any moment, without room, or with a problem."""

import hashlib
import os
import random
import re
import resource
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from conftest import DAY, SITEURL, Editor, parsed, snapshot
from PIL import Image

from sitebuild.publishing import swap
from sitebuild.serving.description import file_type

HOUSE = ZoneInfo("Europe/Copenhagen")


@pytest.fixture
def editor(small):
    return small


def changed(editor):
    """Make a change that shows on every page."""
    editor.changes("content/facts.yaml", "street: Opdigtet Allé 7", "street: Andetvej 1")


@pytest.mark.long
def test_a_build_that_is_killed_at_any_moment_leaves_the_old_site_or_the_new_one(editor):
    assert editor.runs().status == 0
    old = snapshot(editor.output)
    changed(editor)
    start = time.perf_counter()
    assert editor.runs_alone().status == 0
    takes, new = time.perf_counter() - start, snapshot(editor.output)
    assert new != old
    editor.changes("content/facts.yaml", "street: Andetvej 1", "street: Opdigtet Allé 7")
    chance, seen, state = random.Random(1993), set(), new
    for _attempt in range(25):
        process = subprocess.Popen(
            editor.command("html"),
            cwd=editor.folder,
            env=editor.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
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
        env=editor.environment(),
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
        subprocess.Popen(editor.command("html"), cwd=editor.folder, env=editor.environment(), stderr=subprocess.PIPE)
        for _each in range(3)
    ]
    assert [(c.wait(), c.stderr.read()) for c in commands] == [(0, b"")] * 3
    for command in commands:
        command.stderr.close()
    assert (editor.output / "index.html").exists()


def test_the_same_texts_give_the_same_bytes(editor):
    assert editor.runs("publish", SITEURL=SITEURL).status == 0
    first = snapshot(editor.output)
    assert editor.runs_alone("publish", SITEURL=SITEURL, PYTHONHASHSEED="7").status == 0
    assert snapshot(editor.output) == first


def test_a_page_that_is_gone_from_the_texts_is_gone_from_the_site(editor):
    assert editor.runs().status == 0
    for lang in ("da", "en"):
        editor.deletes(f"content/pages/site/a-to-z.{lang}.md")
    editor.changes("content/facts.yaml", "footer: [a-to-z]", "footer: [members]")
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
    editor.has_no_pamphlets()
    for folder in ("overdose", "home"):
        editor.deletes(f"content/pages/{folder}")
    for page in ("visit/find-help", "advice/urgent"):
        for lang in ("da", "en"):
            editor.deletes(f"content/pages/{page}.{lang}.md")
    editor.changes("content/facts.yaml", "menu: [urgent, find-help, opening-hours, about]", "menu: [about]")
    for path, text in (("sources", "{}\n"), ("words", "avoid: []\neveryday: {}\n")):
        editor.writes(f"content/{path}.yaml", text)
    for lang, word in (("da", "Hej"), ("en", "Hello")):
        front = f"---\ntitle: {word}\nsummary: {word}\nslug: /\nkind: home\n---\n\n{word}.\n"
        editor.writes(f"content/pages/about/front.{lang}.md", front)
    run = editor.runs()
    assert run.problems == []
    assert editor.page("112/index.html").css_first("main a[href='tel:112']")


def test_a_shared_link_shows_a_picture_in_the_page_s_language(published):
    for path, page in ((path, parsed(path)) for path in published.rglob("*.html")):
        if page.css_first("link[rel=canonical]"):
            shown = {tag.attributes["property"]: tag.attributes["content"] for tag in page.css("meta[property]")}
            prefix = "en/" if page.root.attributes["lang"] == "en" else ""
            assert shown["og:image"] == f"{SITEURL}/{prefix}picture.png", path
            assert shown["og:image:alt"] in page.css_first("title").text()
    for prefix in ("", "en/"):
        with Image.open(published / f"{prefix}picture.png") as picture:
            assert (
                picture.size == (1200, 630) and len(picture.convert("RGB").getcolors()) > 3
            )  # letters, not only grounds
        assert (published / f"{prefix}picture.png").stat().st_size < 30_000


def test_those_who_ask_for_an_icon_get_ours(published, site):
    with Image.open(published / "favicon.ico") as icon, Image.open(published / "apple-touch-icon.png") as touch:
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)} and touch.size == (192, 192)
        for picture in (icon, touch):
            colours = picture.convert("RGB")
            assert [colours.getpixel((picture.width // 2, y)) for y in (2, picture.height - 2)] == [
                (0, 0, 0),
                (255, 214, 10),
            ]
    assert not list(site.rglob("*.png")) and not list(site.rglob("*.ico"))  # nobody could be told where they are


def test_only_a_published_site_holds_what_servers_need(published, site):
    for name in ("nginx.conf", ".htaccess", "_headers", "_redirects", "SHA256SUMS", ".well-known/security.txt"):
        assert (published / name).is_file() and not (site / name).exists(), name
    assert not list(site.rglob("*.br")) and not list(site.rglob("*.gz"))


def test_a_site_with_a_problem_is_not_made_ready_for_servers(editor):
    """Plain `pelican` goes on where our commands stop."""
    editor.changes("theme/templates/base.html", "<main ", "<main style=color:red ")
    command = [sys.executable, "-m", "pelican", "content", "-s", "publishconf.py"]
    done = subprocess.run(
        command, cwd=editor.folder, env=editor.environment(SITEURL=SITEURL), capture_output=True, text=True, check=False
    )
    assert "the written page holds the attribute style" in done.stdout + done.stderr
    assert (editor.output / "index.html").exists() and not (editor.output / "SHA256SUMS").exists()


def test_the_checksums_are_those_of_every_other_file(published):
    written = (published / "SHA256SUMS").read_text("utf-8")
    files = snapshot(published)
    del files["SHA256SUMS"]
    assert written == "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))


def test_every_file_that_is_published_has_a_type(published):
    names = [name for name in snapshot(published) if not name.endswith((".br", ".gz"))]
    assert [name for name in names if not file_type(name)] == [
        ".htaccess",
        ".redirect",
        "_headers",
        "_redirects",
        "en/.htaccess",
        "nginx.conf",
    ]


def test_who_finds_a_hole_is_told_whom_to_tell_for_half_a_year(published, editor):
    fields = dict(line.split(": ") for line in (published / ".well-known/security.txt").read_text().splitlines())
    expires = datetime.fromisoformat(fields.pop("Expires"))
    assert timedelta(days=178) < expires.date() - datetime.fromtimestamp(int(DAY), HOUSE).date() <= timedelta(days=180)
    assert fields == {
        "Contact": "tel:+4512345678",
        "Preferred-Languages": "da, en",
        "Canonical": f"{SITEURL}/.well-known/security.txt",
    }
    editor.changes("content/facts.yaml", "email: {missing: U-102}", "email: {value: bf@example.org, origin: owner}")
    assert editor.runs("publish", SITEURL=SITEURL).status == 0
    assert "Contact: mailto:bf@example.org\n" in (editor.output / ".well-known/security.txt").read_text()


def test_what_servers_say_of_the_pages_does_not_change_with_them(published, tmp_path):
    """A server reads its configuration at another moment than it gets the pages."""
    editor = Editor(tmp_path)
    way = "{way: post, address: 'https://forms.example.net/x', runs_it: {da: X, en: X}, sees_it: {da: os, en: us}, "
    editor.changes("content/facts.yaml", "requests: {missing: U-103}", f"requests: {way}origin: owner}}")
    editor.writes("theme/static/css/site.css", editor.reads("theme/static/css/site.css") + "body { orphans: 3 }")
    editor.changes("theme/static/js/exit.js", "5000", "5001")
    assert editor.runs("publish", SITEURL=SITEURL).status == 0
    for name in ("nginx.conf", ".htaccess"):
        assert (editor.output / name).read_text() == (published / name).read_text()
    before, after = ((folder / "_headers").read_text() for folder in (published, editor.output))
    assert set(re.findall("/js/exit-.*", before)) != set(re.findall("/js/exit-.*", after))  # it comes with them
    assert re.sub("-[0-9a-f]{8}", "", after) == re.sub("-[0-9a-f]{8}", "", before)
    action = re.search("form-action ([^;]*)", (editor.output / "foredrag-og-samarbejde/skriv/index.html").read_text())[
        1
    ]
    assert action == "https://forms.example.net https://example.org"


@pytest.mark.parametrize("command", ["html", "publish"])
def test_whatever_the_umask_a_web_server_can_read_what_was_made(editor, command):
    photo = editor.folder / "content/images/house.svg"
    photo.chmod(0o600)
    done = subprocess.run(
        ["sh", "-c", 'umask 077; exec "$@"', "sh", *editor.command(command)],
        cwd=editor.folder,
        env=editor.environment(SITEURL=SITEURL),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    modes = {(path.is_dir(), path.stat().st_mode & 0o777) for path in (editor.output, *editor.output.rglob("*"))}
    assert modes == {(True, 0o755), (False, 0o644)}


def test_an_output_that_is_a_link_stays_one_and_the_site_is_exchanged_where_it_leads_to(editor):
    there = editor.folder / "srv" / "site"
    editor.output.symlink_to("srv/site")  # it leads nowhere yet
    for street in ("Opdigtet Allé 7", "Andetvej 1"):
        assert editor.runs("publish", SITEURL=SITEURL).problems == []
        assert editor.output.is_symlink() and os.readlink(editor.output) == "srv/site"
        assert street in (there / "om/index.html").read_text("utf-8")
        assert [path.name for path in there.parent.iterdir() if path.is_dir()] == ["site"]
        if street.startswith("Opdigtet"):
            changed(editor)
    editor.changes("theme/templates/base.html", "<main ", "<main style=color:red ")
    before = snapshot(there)
    assert editor.runs().status == 1 and snapshot(there) == before
    deployed = editor.runs("deploy", TARGET=str(editor.folder / "www"))
    assert deployed.problems == [] and snapshot(editor.folder / "www" / "current") == before


@pytest.mark.parametrize(
    ("zone", "seconds", "day"),
    [("Pacific/Kiritimati", 1795647599, "25. november 2026"), ("America/Los_Angeles", 1795647601, "26. november 2026")],
)
def test_the_day_is_the_houses_wherever_the_site_is_built(editor, zone, seconds, day):
    """One second before midnight in Copenhagen, where elsewhere it is another day already; and one after, where not."""
    run = editor.runs_alone("publish", SITEURL=SITEURL, TZ=zone, SOURCE_DATE_EPOCH=str(seconds))
    assert run.problems == []
    number, _month, year = day.split()
    assert f"/om/: {year}-11-{number.rstrip('.')}" in editor.reads("content/published.yaml")
    assert day in (editor.output / "alle-raad.html").read_text("utf-8")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "UTC"])
def test_without_a_day_from_outside_it_is_the_houses_too(editor, zone):
    editor.clock = {}
    days = [datetime.now(HOUSE).date()]
    assert editor.runs_alone("publish", SITEURL=SITEURL, TZ=zone).problems == []
    days.append(datetime.now(HOUSE).date())  # midnight may have come
    assert any(f"/om/: {day}" in editor.reads("content/published.yaml") for day in days)
