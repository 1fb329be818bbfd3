"""The written pages hold together: every link, section, file and language link leads somewhere, and nothing
comes from another host or runs. What a browser or a checker would find later is found before publishing.
"""

import functools
import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from sitebuild.data.request_channel import LOOPBACK
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, shown
from sitebuild.documents.site import Site
from sitebuild.rendering.csp import style_hash
from sitebuild.rendering.nodes import sure

LOADING = "[src],[srcset],[poster],[data],[background],link[rel=stylesheet][href],link[rel=preload][href],link[rel=icon][href]"
# A script of ours comes last, and a page is whole without it; structured data does not run.
SCRIPT = "script:not([src$='.js'][defer]):not([type='application/ld+json'])"
# A form that sends what is typed in the clear; to this machine itself it may, to try things out.
INSECURE = "form[action^='http:']" + "".join(f":not([action^='http://{host}:'])" for host in LOOPBACK)
FORBIDDEN = f"{SCRIPT},iframe,object,embed,base,frame,{INSECURE}"
POLICY = "head > meta[http-equiv=Content-Security-Policy]"


@dataclass
class Written:
    """What one written page holds, as far as others link to it."""

    path: str  # from the output folder
    lang: str
    ids: Counter[str] = field(default_factory=Counter)
    links: list[tuple[str, str | None]] = field(default_factory=list)  # address, hreflang
    loads: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def check(folder: Path, site: Site) -> Iterator[Problem]:
    """Yield a problem for each fault of the pages in folder."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages = {name: _read((folder / name).read_text("utf-8"), name) for name in sorted(files) if name.endswith(".html")}
    sources = {page.save_as: page.text.shown for page in site.pages.values()}
    for page in pages.values():
        for fault in (*page.faults, *_dead(page, pages, files, site)):
            instead = _("Look at the text, or at the template that writes it")
            yield Problem(sources.get(page.path, shown(folder / page.path)), 1, fault, instead)


@functools.lru_cache(maxsize=512)
def _read(html: str, name: str) -> Written:
    tree = LexborHTMLParser(html)
    page = Written(name, sure(tree.root).attributes.get("lang") or "")
    for node in tree.css("[id]"):
        page.ids[node.attributes["id"] or ""] += 1
    for node in tree.css("a[href],link[rel=alternate][href],area[href]"):
        page.links.append((node.attributes["href"] or "", node.attributes.get("hreflang")))
    for node in tree.css(LOADING):
        page.loads += (
            value for name, value in node.attributes.items() if name in ("src", "data", "poster", "href") and value
        )
    page.faults += _faults(tree, page)
    return page


def _faults(tree: LexborHTMLParser, page: Written) -> Iterator[str]:
    """Yield what is wrong with a page by itself."""
    yield from _head(tree, page)
    yield from _names(tree, page)
    yield from _policy(tree)
    for node in tree.css(FORBIDDEN):
        yield _("the written page holds <{tag}>", tag=node.tag)
    for name in (name for node in tree.css("*") for name in node.attributes):
        if name.startswith("on") or name == "style":
            yield _("the written page holds the attribute {name}", name=name)
    if "main" not in page.ids:
        yield _("the written page has no main part")
    if tree.css("img:not([alt])"):
        yield _("the written page has a drawing without description")


def _head(tree: LexborHTMLParser, page: Written) -> Iterator[str]:
    if not page.lang:
        yield _("the written page does not say its language")
    title = tree.css_first("title")
    if not (title and title.text(strip=True)):
        yield _("the written page has no title")
    description = tree.css_first("meta[name=description]")
    if not (description and (description.attributes.get("content") or "").strip()):
        yield _("the written page has no description")


def _names(tree: LexborHTMLParser, page: Written) -> Iterator[str]:
    if len(tree.css("h1")) != 1:
        yield _("the written page has {number} main headings", number=len(tree.css("h1")))
    for identifier, times in page.ids.items():
        if times > 1:
            yield _("the id “{id}” stands {times} times in the written page", id=identifier, times=times)


def _policy(tree: LexborHTMLParser) -> Iterator[str]:
    policy = tree.css_first(POLICY)
    sources = (policy.attributes.get("content") or "").replace(";", " ").split() if policy else []
    if "default-src" not in sources or not all(style_hash(style.text()) in sources for style in tree.css("style")):
        yield _("the written page does not say what a browser may load")  # no header does it for the page


def _dead(page: Written, pages: dict[str, Written], files: set[str], site: Site) -> Iterator[str]:
    """Yield each link of a page, and each thing that it loads, that leads nowhere."""
    for address in dict.fromkeys(page.loads):
        if not address.startswith("data:") and _target(address, page, site) not in files:
            yield _("“{address}” is loaded, but is not part of the site", address=address)
    for address, language in dict.fromkeys(page.links):
        scheme, _path, _fragment = _parts(address)
        own = site.siteurl and address.startswith(f"{site.siteurl}/")
        if own or not scheme:
            target = _target(address.removeprefix(site.siteurl) if own else address, page, site)
            yield from _dead_end(address, language, target, pages, files)
        elif scheme not in ("http", "https", "tel", "mailto"):
            yield _("a link cannot lead to “{target}”", target=address)


def _dead_end(
    address: str, language: str | None, target: str, pages: dict[str, Written], files: set[str]
) -> Iterator[str]:
    """Yield what a link within the site says that is not so. target: the file that it leads to."""
    if target not in files:
        yield _("the link “{address}” leads nowhere", address=address)
    elif target in pages:
        _scheme, _path, fragment = _parts(address)
        if fragment and fragment not in pages[target].ids:
            yield _("the link “{address}” leads to a section that is not there", address=address)
        if language and language not in ("x-default", pages[target].lang):
            yield _(
                "the link “{address}” says {one}, but the page is in {other}",
                address=address,
                one=language,
                other=pages[target].lang,
            )


@functools.lru_cache(maxsize=65536)
def _parts(address: str) -> tuple[str, str, str]:
    """Return an address's scheme, path and fragment."""
    parts = urlsplit(address)
    return parts.scheme, unquote(parts.path), unquote(parts.fragment)


def _target(address: str, page: Written, site: Site) -> str:
    """Return the file that an address leads to, from the output folder."""
    _scheme, path, _fragment = _parts(address)
    return _file(path, posixpath.dirname(page.path), site.root) if path else page.path


@functools.lru_cache(maxsize=65536)
def _file(path: str, folder: str, root: str) -> str:
    """Return the file that a path leads to from a folder. root: the path under which the site is served."""
    if path.startswith("/"):
        path = path.removeprefix(root.rstrip("/")).lstrip("/")
    else:
        path = posixpath.normpath(posixpath.join(folder, path)) + ("/" if path.endswith("/") else "")
        path = "" if path in ("./", ".") else path
    return path if path and not path.endswith("/") else f"{path}index.html"
