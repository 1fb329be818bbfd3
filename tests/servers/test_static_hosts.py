"""_headers and _redirects, read as Netlify and Cloudflare Pages document that they read them, say what nginx says."""

import re

import pytest
from conftest import GONE, MOVED
from servers_in_use import Nginx

pytestmark = pytest.mark.parametrize("server", [Nginx], indirect=True)
SERVERS_OWN = {"server", "date", "content-length", "last-modified", "connection", "etag", "accept-ranges", "vary"}
REDIRECTS = {"301", "302", "303", "307", "308"}  # what Cloudflare Pages knows; it passes over other lines


def rules(published) -> dict[str, list[tuple[str, str]]]:
    """Return the headers of each rule of _headers, by its path."""
    found = {}
    for line in (published / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            assert line not in found
            headers = found[line] = []
        else:
            name, value = re.fullmatch(r"  ([A-Za-z-]+): (\S.*)", line).groups()
            headers.append((name.lower(), value))
    return found


def netlify(rule: str, path: str) -> bool:
    """Return whether Netlify applies a rule: docs.netlify.com/manage/routing/headers, and netlify-headers-parser."""
    pattern = ""
    for part in filter(None, rule.split("/")):
        pattern += "/?(.*)" if part == "*" and not pattern else "/" + re.escape(part).replace(r"\*", "(.*)")
    return bool(re.fullmatch(pattern + "/?", path, re.IGNORECASE))


def cloudflare(rule: str, path: str) -> bool:
    """Return whether Cloudflare Pages applies a rule: developers.cloudflare.com/pages/configuration/headers."""
    return bool(re.fullmatch(re.escape(rule).replace(r"\*", "(.*)"), path))


def applied(published, path: str, host) -> dict[str, str]:
    """Return the headers that a host adds for a path: both join what several rules say of one header."""
    headers = {}
    for rule, lines in rules(published).items():
        for name, value in lines if host(rule, path) else ():
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


@pytest.mark.parametrize("host", [netlify, cloudflare])
def test_every_file_gets_the_headers_that_nginx_sends(server, host):
    names = [line.split("  ")[1] for line in (server.published / "SHA256SUMS").read_text("utf-8").splitlines()]
    paths = [f"/{name.removesuffix('index.html')}" for name in names if not name.endswith((".br", ".gz", ".conf"))]
    paths = [path for path in paths if "/." not in path and "/_" not in path and path not in MOVED]
    paths = [path for path in paths if not path.endswith((".moved", ".gone", ".pdf.html"))]  # for other servers
    assert len(paths) > 150
    for path in paths:
        ours = applied(server.published, path, host)
        theirs = {n.lower(): v for n, v in server.asked(path).headers.items() if n.lower() not in SERVERS_OWN}
        if "cache-control" not in ours:  # left to the host, which keeps for nobody what has no name of its own
            assert "immutable" not in theirs.pop("cache-control")
        if "content-type" not in ours:  # left to the host, which knows it
            assert theirs.pop("content-type") in ("text/html; charset=utf-8", "image/svg+xml") or path.endswith(
                (".pdf", ".zip", ".png", ".ico")
            )
        assert ours == theirs, path


def test_the_limits_of_cloudflare_pages_are_kept(server):
    found = rules(server.published)
    assert len(found) <= 100 and all(rule.count("*") <= 1 for rule in found)
    assert max(map(len, (server.published / "_headers").read_text("utf-8").splitlines())) <= 2_000
    lines = (server.published / "_redirects").read_text("utf-8").splitlines()
    assert len(lines) <= 2_000 and max(map(len, lines)) <= 1_000


def test_what_moved_leads_to_its_new_place_and_what_is_missing_is_told_in_its_language(server):
    lines = [line.split() for line in (server.published / "_redirects").read_text("utf-8").splitlines()]
    assert {old: new for old, new, status in lines if status in REDIRECTS} == MOVED
    # Netlify takes the first that fits and the root's 404.html for the rest; Cloudflare the nearest 404.html.
    assert [line for line in lines if line[2] not in REDIRECTS] == [["/en/*", "/en/404.html", "404"]]
    for page in ("404.html", "en/404.html", *GONE.values()):
        assert (server.published / page).exists()


@pytest.mark.parametrize("host", [netlify, cloudflare])
def test_that_a_script_is_missing_is_kept_by_nobody(server, host):
    assert "cache-control" not in applied(server.published, "/js/exit-00000000.js", host)
