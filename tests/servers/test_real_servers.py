"""The published site on nginx and Apache, as the files that are published with it tell them to serve it."""

import base64
import gzip
import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli
import pytest
from conftest import DEPARTED, GONE, MOVED, SITEURL, Editor, parsed
from servers_in_use import Apache, BareApache, Nginx, readable_copy

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".png": "image/png",
    ".ico": "image/vnd.microsoft.icon",
    "": "text/plain; charset=utf-8",  # SHA256SUMS
}
UNPACKED = {None: bytes, "br": brotli.decompress, "gzip": gzip.decompress}
FOR_SERVERS = (
    "nginx.conf",
    ".htaccess",
    "_headers",
    "_redirects",
    ".redirect",
    ".moved",
    ".page",
    ".section-house",
    ".gone",
)
FIRST_VIEW = 14_600  # bytes: what one round trip brings (ten segments of 1,460; RFC 6928)
OUR_HEADERS = 1_100  # bytes of it; the server adds some 250
HANDED_OVER = ("/alle-raad.html", "/en/all-advice.html")  # all guidance in one file: nobody's first view
SAFE = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Strict-Transport-Security": "max-age=31536000",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}


def files(published: Path) -> list[str]:
    """Return what readers may ask for: every file of the list of checksums but servers' own and compressed twins.

    Nor a page that says why something is gone, or where it is now: at its address it is no answer by itself.
    """
    names = [line.split("  ")[1] for line in (published / "SHA256SUMS").read_text("utf-8").splitlines()]
    departed = {name.removesuffix(ending) for name in names for ending in (".moved", ".gone") if name.endswith(ending)}
    return [name for name in names if not name.endswith((*FOR_SERVERS, ".br", ".gz")) and name not in departed]


def addresses(published: Path) -> list[str]:
    """Return the address of every page; those of the pages for errors are the ones at which nothing is."""
    names = [f"/{name.removesuffix('index.html')}" for name in files(published) if name.endswith(".html")]
    return [name.replace("404.html", "nothing/here") for name in names]


def path_of(published: Path, address: str) -> Path:
    return published / (address.lstrip("/") + ("index.html" if address.endswith("/") else ""))


def asked_for_each_status(server) -> dict[int, object]:
    etag = server.asked("/").headers["ETag"]
    return {
        200: server.asked("/"),
        206: server.asked("/printertest.pdf", range="bytes=0-9"),
        301: server.asked("/raad"),
        304: server.asked("/", if_none_match=etag),
        404: server.asked("/findes/ikke/"),
        410: server.asked(next(iter(GONE))),
    }


def test_every_file_comes_whole_and_with_its_type(server):
    for name in files(server.published):
        answer = server.asked(f"/{name}")
        assert (answer.status, answer.headers["Content-Type"]) == (200, TYPES[Path(name).suffix]), name
        assert answer.body == (server.published / name).read_bytes(), name
        assert answer.headers.get_all("Content-Type") == [TYPES[Path(name).suffix]]


def test_every_address_of_the_sitemap_is_there(server):
    found = re.findall(r"<loc>(.*?)</loc>", (server.published / "sitemap.xml").read_text("utf-8"))
    assert len(found) > 40
    for address in found:
        answer = server.asked(address.removeprefix(SITEURL))
        assert answer.status == 200, address
        assert answer.body == path_of(server.published, urlsplit(address).path).read_bytes()


@pytest.mark.parametrize(
    ("takes", "sent"),
    [
        ("", None),
        ("identity", None),
        ("deflate", None),
        ("brotli", None),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=1.0, gzip;q=0.8", "br"),
        ("br ; q=0.001", "br"),
        ("BR", "br"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br;q=0.000,gzip;q=0", None),
        ("gzip;q=0", None),
    ],
)
def test_a_browser_gets_the_smallest_form_that_it_takes(server, takes, sent):
    for address in ("/", "/en/overdose/", "/robots.txt", "/en/nothing/"):
        answer = server.asked(address, accept_encoding=takes)
        assert answer.headers["Content-Encoding"] == sent
        assert UNPACKED[sent](answer.body) == server.asked(address).body


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_what_comes_compressed_is_the_file(server, encoding):
    for name in files(server.published):
        answer = server.asked(f"/{name}", accept_encoding=encoding)
        shrinks = TYPES[Path(name).suffix].startswith(("text/", "image/svg", "application/xml", "application/atom"))
        assert answer.headers["Content-Encoding"] == (encoding if shrinks else None), name
        assert answer.headers["Content-Type"] == TYPES[Path(name).suffix], name
        assert UNPACKED[answer.headers["Content-Encoding"]](answer.body) == (server.published / name).read_bytes()
        assert answer.headers.get_all("Vary", []) == ["Accept-Encoding"] * shrinks, name
        assert answer.headers["Content-Language"] is None  # that .br is Breton is a guess of Apache's


def test_a_cache_on_the_way_keeps_the_forms_apart(server):
    forms = [server.asked("/", accept_encoding=takes) for takes in ("br", "gzip", "")]
    assert [form.headers.get_all("Vary") for form in forms] == [["Accept-Encoding"]] * 3
    assert len({form.headers["ETag"] for form in forms}) == 3


def test_every_answer_carries_the_headers_that_keep_readers_safe_once(server):
    policy = server.asked("/").headers["Content-Security-Policy"]
    for status, answer in asked_for_each_status(server).items():
        assert answer.status == status
        for name, value in (SAFE | {"Content-Security-Policy": policy}).items():
            assert answer.headers.get_all(name) == [value], (status, name)
        features = answer.headers["Permissions-Policy"].split(", ")
        assert {"camera=()", "microphone=()", "geolocation=()"} < set(features)
        assert all(feature.endswith("=()") for feature in features)


def test_the_policy_is_the_same_whatever_the_pages_hold_and_each_page_narrows_it_to_its_own_style(server):
    policy = dict(part.split(" ", 1) for part in server.asked("/").headers["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "script-src": "'self'",
        "connect-src": "'self'",
        "img-src": "'self' data:",
        "form-action": "'self' https:",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    for path in server.published.rglob("*.html"):
        page = parsed(path)
        own = page.css_first("head > meta[http-equiv=Content-Security-Policy]").attributes["content"]
        hashes = [base64.b64encode(hashlib.sha256(css.text().encode()).digest()).decode() for css in page.css("style")]
        hashes = hashes or ["47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="]  # of nothing
        assert own.startswith("default-src 'none'; style-src " + " ".join(f"'sha256-{each}'" for each in hashes) + ";")


@pytest.mark.parametrize("takes", ["", "br"])
@pytest.mark.parametrize(
    "below", ["", "raad/", "raad/hiv/x/y/z", "js/", "js/open-00000000.js", "x.pdf", "%C3%A6%3F&%23"]
)
def test_what_is_missing_is_told_in_the_language_of_its_place(server, below, takes):
    for prefix, lang in (("/", "da"), ("/en/", "en")):
        answer = server.asked(f"{prefix}{below.replace('raad', 'advice') or 'ingen'}-intet", accept_encoding=takes)
        page = server.published / prefix.strip("/") / "404.html"
        assert answer.status == 404
        assert answer.headers["Content-Type"] == TYPES[".html"]
        assert UNPACKED[answer.headers["Content-Encoding"]](answer.body) == page.read_bytes()
        assert parsed(page).root.attributes["lang"] == lang


def test_the_links_of_the_page_for_what_is_missing_hold_at_every_depth(server):
    for page in ("404.html", "en/404.html"):
        for node in parsed(server.published / page).css("a[href], img[src], script[src]"):
            address = node.attributes.get("href") or node.attributes["src"]
            assert address.startswith(("/", "#", "tel:")), address
            if address.startswith("/") and "404" not in address:
                assert server.asked(urlsplit(address).path).status == 200, address


def test_a_folder_without_its_slash_leads_to_the_one_with_it(server):
    for address in ("/raad", "/en", "/en/advice/hiv"):
        answer = server.asked(address, accept_encoding="br")
        assert answer.status == 301 and answer.headers["Content-Encoding"] is None
        assert urlsplit(answer.headers["Location"]).path == f"{address}/"


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_way_to_another_address_names_no_host_for_another_server_may_stand_in_front(server, method):
    found = {"/raad": "/raad/", "//raad": "/raad/", "/raad//hiv": "/raad/hiv/", "/%72aad": "/raad/"} | MOVED
    found |= {"/./en": "/en/", "/raad?x=http://y/": "/raad/?x=http://y/", "/js": "/js/"}
    for address, new in found.items():
        for host in ("evil.example", "evil.example:8080", "127.0.0.1"):
            answer = server.asked(address, method, host=host, accept_encoding="br", x_forwarded_proto="https")
            if method != "POST" or answer.status == 301:  # nginx takes no form for a folder
                assert (answer.status, answer.headers.get_all("Location")) == (301, [new]), (address, host)
            assert b"evil" not in answer.body


@pytest.mark.parametrize("address", ["/robots", "/404", "/om/index", "/index.html/", "/om/index.html/x"])
def test_no_address_is_guessed(server, address):
    assert server.asked(address).status == 404


def test_an_address_that_moved_leads_to_where_it_is_now(server):
    for old, new in MOVED.items():
        answer = server.asked(old)
        assert answer.status == 301
        assert answer.headers["Location"].removeprefix(server.address) == new
        assert server.asked(urlsplit(new).path).status == 200


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("/huset", "/huset/"),
        ("//huset/", "/om/#house"),
        ("/%68uset/", "/om/#house"),
        ("/x/../huset/", "/om/#house"),
        ("/huset/?from=qr", "/om/#house"),
        ("/gammel-pjece.pdf?page=2", "/foredrag-og-samarbejde/"),
        ("/gammel-pjece.pdf/", None),
        ("/HUSET/", None),
        ("/huset/x", None),
    ],
)
def test_an_address_that_moved_is_known_as_others_are_however_it_is_written(server, written, leads):
    answer = server.asked(written)
    location = answer.headers["Location"]
    assert (answer.status, location and location.split("?")[0]) == (301 if leads else 404, leads)


def odd(folder: Path) -> list[str]:
    """Return what the list of checksums of a published folder finds wrong in it."""
    command = ["sha256sum", "--check", "--quiet", "SHA256SUMS"]
    return subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True, check=False).stdout.splitlines()


def test_nginx_without_the_links_of_a_release_shows_the_page_that_leads_on(served):
    """Some ways to copy a folder make files of links: the list of checksums holds there too."""
    with tempfile.TemporaryDirectory() as own, tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        copy = shutil.copytree(served, Path(folder, "copy"))
        assert not any(path.is_symlink() for path in copy.rglob("*"))
        assert odd(copy) == []
        with Nginx(copy, Path(own)) as server:
            for old in MOVED:
                answer = server.asked(old, accept_encoding="br")
                assert (answer.status, answer.headers["Content-Type"]) == (200, TYPES[".html"])
                assert b'http-equiv="refresh"' in UNPACKED[answer.headers["Content-Encoding"]](answer.body)


def test_the_list_of_checksums_finds_a_link_that_leads_elsewhere(served, tmp_path):
    copy = shutil.copytree(served, tmp_path / "copy", symlinks=True)
    mark = copy / "huset/index.html.moved"
    assert mark.is_symlink()
    mark.unlink()
    mark.symlink_to("../.moved-to/en/opening-hours/.page")
    assert odd(copy) == ["huset/index.html.moved: FAILED"]


def test_nginx_whose_site_is_not_there_yet_shows_nothing_of_the_machine(served):
    with tempfile.TemporaryDirectory() as own, tempfile.TemporaryDirectory() as folder:
        link = Path(folder, "current")
        Path(folder).chmod(0o755)
        link.symlink_to(served)
        Path(folder, "mine.txt").write_text("not for readers")
        with Nginx(link, Path(own)) as server:
            link.unlink()
            for address in ("/", "/huset/", "/x", f"{folder}/mine.txt"):
                assert server.asked(address).status == 404, address


def test_an_address_that_is_gone_says_so_and_shows_its_page(server):
    for old, page in GONE.items():
        for takes in ("br", ""):
            answer = server.asked(old, accept_encoding=takes)
            assert answer.status == 410
            body = UNPACKED[answer.headers["Content-Encoding"]](answer.body)
            assert body == (server.published / page).read_bytes()
            assert answer.headers["Content-Type"] == TYPES[".html"]


def test_a_part_of_a_pamphlet_can_be_asked_for(server):
    whole = server.asked("/printertest.pdf").body
    answer = server.asked("/printertest.pdf", range="bytes=100-199")
    assert (answer.status, answer.body) == (206, whole[100:200])
    assert answer.headers["Content-Range"] == f"bytes 100-199/{len(whole)}"
    assert server.asked("/printertest.pdf", range="bytes=99999999-").status == 416


def test_a_part_of_a_page_is_a_part_of_what_it_says_it_is(server):
    answer = server.asked("/", range="bytes=0-99", accept_encoding="br")
    assert answer.status == 206
    whole = server.asked("/", accept_encoding=answer.headers["Content-Encoding"] or "").body
    assert answer.body == whole[:100]
    assert answer.headers.get_all("Vary") == ["Accept-Encoding"]


@pytest.mark.parametrize(
    ("status", "method", "asking"),
    [
        (405, "PUT", {}),
        (412, "GET", {"if_match": '"another"'}),
        (412, "GET", {"if_unmodified_since": "Mon, 01 Jan 1990 00:00:00 GMT"}),
        (416, "GET", {"range": "bytes=99999999-"}),
    ],
)
def test_an_answer_of_the_servers_own_is_not_called_compressed(server, status, method, asking):
    answer = server.asked("/", method, accept_encoding="br", **asking)
    assert answer.status == status
    assert answer.headers["Content-Encoding"] is None


def test_a_page_is_kept_for_ten_minutes_a_pamphlet_for_a_day_and_a_script_for_ever(server):
    scripts = [name for name in files(server.published) if name.endswith(".js")]
    assert scripts
    for takes in ("", "br"):
        for name in scripts:
            kept = server.asked(f"/{name}", accept_encoding=takes).headers.get_all("Cache-Control")
            assert kept == ["public, max-age=31536000, immutable"]
        for address in ("/printertest.pdf", "/" + next(server.published.glob("*.zip")).name):
            assert server.asked(address).headers.get_all("Cache-Control") == ["public, max-age=86400"]
        for address in ("/", "/112/", "/robots.txt", "/huset/", *GONE):
            answer = server.asked(address, accept_encoding=takes)
            assert answer.headers.get_all("Cache-Control") == ["public, max-age=600"], address


def test_that_something_is_missing_is_not_kept_for_it_may_be_there_in_a_moment(server):
    for address in ("/missing", "/missing.pdf", "/en/x.zip", "/js/missing-00000000.js", "/js/x-00000000.js.br"):
        for takes in ("", "br"):
            answer = server.asked(address, accept_encoding=takes)
            assert (answer.status, answer.headers.get_all("Cache-Control")) == (404, ["no-store"]), address


@pytest.mark.parametrize("takes", ["", "gzip", "br"])
def test_what_a_browser_has_is_not_sent_again(server, takes):
    for address in ("/", "/en/404.html", "/printertest.pdf"):
        first = server.asked(address, accept_encoding=takes)
        for asking in (
            {"if_none_match": first.headers["ETag"]},
            {"if_modified_since": first.headers["Last-Modified"]},
        ):
            again = server.asked(address, accept_encoding=takes, **asking)
            assert (again.status, again.body) == (304, b"")
            assert again.headers["ETag"] == first.headers["ETag"]
            assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
        assert server.asked(address, accept_encoding=takes, if_none_match='"another"').status == 200


def test_head_says_what_get_says_without_the_body(server):
    for address in ("/", "/raad", "/nothing", "/printertest.pdf", *MOVED, *GONE):
        for takes in ("", "br"):
            got, head = (server.asked(address, method, accept_encoding=takes) for method in ("GET", "HEAD"))
            assert head.body == b"" and head.status == got.status
            # What a server itself writes to say where to go is nobody's to read: Apache does not say how long it is.
            left = {"Date", "Content-Length", "Content-Type"} if got.status == 301 else {"Date"}
            assert {(name, value) for name, value in head.headers.items() if name not in left} == {
                (name, value) for name, value in got.headers.items() if name not in left
            }


def test_what_is_there_for_servers_is_not_shown(server):
    hidden = [f"/{path.relative_to(server.published).as_posix()}" for path in server.published.rglob("*")]
    hidden = [path for path in hidden if path.endswith((*FOR_SERVERS, ".br", ".gz"))]
    assert len(hidden) > 100
    for address in (*hidden, "/%2ehtaccess", "/index.html%2ebr", "/.git/config", "/en/.env"):
        # Apache keeps .htaccess to itself before it reads it: 403, with the same page.
        expected = (403, 404) if server.name == "apache" and "htaccess" in address else (404,)
        answer = server.asked(address)
        assert answer.status in expected, address
        assert b"<h1>" in answer.body and answer.headers["Content-Type"] == TYPES[".html"]


def test_who_reports_a_hole_finds_whom_to_tell(server):
    answer = server.asked("/.well-known/security.txt")
    assert answer.status == 200
    fields = dict(line.split(": ", 1) for line in answer.body.decode().splitlines())
    assert fields["Contact"].startswith(("mailto:", "tel:+45"))
    assert fields["Canonical"] == f"{SITEURL}/.well-known/security.txt"


def test_no_folder_shows_what_lies_in_it(server):
    folders = {path.relative_to(server.published).as_posix() for path in server.published.rglob("*") if path.is_dir()}
    bare = [folder for folder in folders if not (server.published / folder / "index.html").exists()]
    assert {"js", ".well-known"} <= set(bare)
    for folder in bare:
        assert server.asked(f"/{folder}/").status == 404


@pytest.mark.parametrize("server", [Nginx], indirect=True)  # of Apache its host decides: .htaccess may not
def test_no_answer_tells_which_version_the_server_has(server):
    for answer in asked_for_each_status(server).values():
        assert answer.headers["Server"] == "nginx"
        assert not re.search(rb"nginx/\d", answer.body)


def test_our_headers_leave_room_for_the_page(server):
    headers = server.asked("/", accept_encoding="br").headers
    ours = {*SAFE, "Content-Security-Policy", "Permissions-Policy", "Cache-Control", "Content-Encoding", "Vary"}
    assert sum(len(f"{name}: {headers[name]}\r\n") for name in ours) <= OUR_HEADERS


def test_every_first_view_comes_in_one_round_trip(server):
    sizes = {address: server.asked(address, accept_encoding="br").size for address in addresses(server.published)}
    large = {address: size for address, size in sizes.items() if size > FIRST_VIEW and address not in HANDED_OVER}
    assert large == {}


@pytest.fixture(scope="module")
def in_a_folder(tmp_path_factory):
    """A small site that is published for a folder of its host."""
    editor = Editor(tmp_path_factory.mktemp("folder"))
    editor.has_no_pamphlets()
    editor.writes("content/moved.yaml", DEPARTED)
    assert editor.runs("publish", SITEURL=f"{SITEURL}/bf").status == 0
    with tempfile.TemporaryDirectory() as folder:
        yield readable_copy(editor.output, Path(folder), "bf")


@pytest.mark.parametrize("kind", [Nginx, Apache])
def test_a_site_in_a_folder_of_its_host_is_served_alike(in_a_folder, kind):
    with tempfile.TemporaryDirectory() as own, kind(in_a_folder, Path(own)) as server:
        answer = server.asked("/bf/", accept_encoding="br")
        assert brotli.decompress(answer.body) == (in_a_folder / "bf/index.html").read_bytes()
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert urlsplit(server.asked("/bf/om").headers["Location"]).path == "/bf/om/"
        moved = server.asked("/bf/huset/")
        assert (moved.status, moved.headers["Location"].removeprefix(server.address)) == (301, "/bf/om/#house")
        gone = server.asked("/bf/om/kaffe/")
        assert (gone.status, gone.body) == (410, (in_a_folder / "bf/om/kaffe/index.html").read_bytes())
        for address, page in (("/bf/x/y", "bf/404.html"), ("/bf/en/x/y", "bf/en/404.html")):
            missing = server.asked(address)
            assert (missing.status, missing.body) == (404, (in_a_folder / page).read_bytes())
        for address in ("/bf/nginx.conf", "/bf/index.html.br", "/bf/_headers", "/bf/.git/config"):
            assert server.asked(address).status == 404


def test_apache_without_its_modules_still_serves_the_site(served):
    with tempfile.TemporaryDirectory() as own, BareApache(served, Path(own)) as server:
        assert server.asked("/raad/").body == (served / "raad/index.html").read_bytes()
        assert server.asked("/raad/").headers["Content-Type"] == TYPES[".html"]
        missing = server.asked("/en/nothing/here")
        assert (missing.status, missing.body) == (404, (served / "en/404.html").read_bytes())
        unlisted = server.asked("/js/")
        assert (unlisted.status, unlisted.body) == (403, (served / "404.html").read_bytes())


def test_links_to_other_files_of_the_site_are_answered(server):
    asked = set()
    for page in server.published.rglob("*.html"):
        for node in parsed(page).css("a[href], img[src], script[src], link[href]"):
            address = urlsplit(node.attributes.get("href") or node.attributes["src"])
            if not address.scheme and address.path:
                base = page.parent if not address.path.startswith("/") else server.published
                target = (base / unquote(address.path).lstrip("/")).resolve()
                asked.add(f"/{target.relative_to(server.published.resolve()).as_posix()}{'/' * target.is_dir()}")
    assert len(asked) > 100
    assert {path: status for path in asked if (status := server.asked(path.replace("/./", "/")).status) != 200} == {}


class LoggingNginx(Nginx):
    """nginx as a system sets it up: it notes each visit, and all that goes wrong."""

    def configuration(self):
        logs = f"access_log {self.own}/visits; error_log {self.own}/errors info;"
        return super().configuration().replace("access_log off;", logs)


def test_nginx_notes_no_visit_and_nobodys_address(served):
    with tempfile.TemporaryDirectory() as own, LoggingNginx(served, Path(own)) as server:
        asked_for_each_status(server)
        for method, path, headers in (
            ("GET", "/nothing", {"referer": "http://127.0.0.1/"}),
            ("PUT", "/", {}),
            ("GET", "/%zz", {}),
            ("GET", "/", {"host": "a b"}),
            ("GET", "/%00", {}),
            ("GET", "/" + "x" * 9000, {}),
            ("POST", "/", {"content_length": "99999999"}),
        ):
            server.asked(path, method, **headers)
        written = [path.read_text("utf-8") for path in Path(own).iterdir() if path.name in ("visits", "errors", "said")]
    assert len(written) >= 2 and not any("127.0.0.1" in text or "GET" in text for text in written)
