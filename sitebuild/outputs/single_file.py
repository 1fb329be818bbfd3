"""All guidance in one file per language, to hand over by Bluetooth or on a USB stick: it needs nothing else.

Its parts are the pages as they stand on the site. Each page's ids begin with its key, so that no two are alike;
links between the pages become links within the file, drawings stand in it, and other pages have their full address.
"""

import base64
import mimetypes
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import minify_html
from jinja2 import Environment
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from sitebuild.documents.front_matter import GUIDANCE, PAMPHLET, address_of
from sitebuild.documents.page import Page, Sheet, Shown
from sitebuild.documents.printed import Handout
from sitebuild.documents.site import Site
from sitebuild.i18n.languages import Language
from sitebuild.outputs.svg_sprite import Symbols
from sitebuild.rendering.nodes import sure
from sitebuild.rendering.placeholders import SOURCES, filled_alone

HEADING = re.compile(r"(</?h)([2-5])\b")
# A source's address takes more room than its name; the page on the site has it.
SOURCE = re.compile(r'<a href="http[^"]*" hreflang="[^"]*"( lang="[^"]*")?>(.*?)</a>')
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls")  # attributes that hold ids


@dataclass(frozen=True)
class Part:
    """A page of the file."""

    page: Page
    html: Markup


def made(env: Environment, site: Site) -> dict[str, Handout]:
    """Return the file of each language that has guidance, for pages that say how large it is."""
    files = {}
    for language in site.languages.values():
        if pages := guidance(site, language):
            symbols = Symbols()
            parts = [Part(page, _inside(filled_alone(env, page), page, pages, site, symbols)) for page in pages]
            page = Shown(Sheet(language))
            html = env.get_template("handout.html").render(page=page, parts=parts, drawings=symbols.html)
            word = language.translations.pgettext("all guidance, in a file's name", "all advice")
            path = f"{language.prefix}{address_of(word)}.html"
            small = minify_html.minify(html, keep_html_and_head_opening_tags=True)
            files[language.code] = Handout(path, small)
    return files


def put(site: Site, folder: Path) -> None:
    """Write the files to their places in a folder."""
    for handout in site.handouts.values():
        (folder / handout.path).write_text(handout.html, "utf-8")


def guidance(site: Site, language: Language) -> list[Page]:
    """Return the pages on which people act: the emergency first, then in the order in which the menu leads to them."""
    every = [page for page in site.listed() if page.language == language]
    wanted = {page.key: page for page in every if page.header.kind in GUIDANCE and page.header.kind != PAMPHLET}
    keys = dict.fromkeys(key for key, page in wanted.items() if page.header.kind == "emergency")
    for page in site.menu(language):
        leads_to = (
            [page.key] if page.key in wanted else [link.target.partition("#")[0] for link in page.text.index.links]
        )
        keys |= dict.fromkeys(key for key in leads_to if key in wanted)
    return [wanted[key] for key in (keys | dict.fromkeys(wanted))]


def _inside(filled: str, page: Page, pages: Iterable[Page], site: Site, symbols: Symbols) -> Markup:
    """Return a page's HTML as it stands among the others, its headings one level down."""
    named = SOURCES.sub(lambda notes: SOURCE.sub(r"<cite\1>\2</cite>", notes[0]), filled)
    tree = LexborHTMLParser(f"<body>{named}</body>")
    keys = {f"/{each.url}": each.key for each in pages}
    for node in tree.css("script"):
        node.decompose()
    for node in tree.css(".footnote-ref, .footnote-backref"):  # by the hundred, and their words say enough
        for name in {"class", "title", "aria-label"} & node.attributes.keys():
            del node.attrs[name]
    _name_ids(tree, page)
    for node in tree.css("img[src]"):
        path = site.content / urljoin(f"/{page.url}", node.attributes["src"]).lstrip("/")
        if path.suffix != ".svg" or not symbols.show(node, path):
            del node.attrs["loading"]
            node.attrs["src"] = _data(path)
    for node in tree.css("a[href]"):
        address = _address(node.attributes["href"] or "", page, keys, site)
        if address is None:
            node.unwrap()
        else:
            node.attrs["href"] = address
    return Markup(HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) + 1}", sure(sure(tree.body).inner_html)))


def _name_ids(tree: LexborHTMLParser, page: Page) -> None:
    """Let each id of a page, and what refers to it, begin with the page's key."""
    for node in tree.css("[id]"):
        node.attrs["id"] = f"{page.key}.{node.attributes['id']}"
    for name in REFERENCES:
        for node in tree.css(f"[{name}]"):
            node.attrs[name] = " ".join(f"{page.key}.{one}" for one in (node.attributes[name] or "").split())


def _address(href: str, page: Page, keys: dict[str, str], site: Site) -> str | None:
    """Return where a link leads from within the file; None where nobody knows the site's address."""
    if href.startswith("#") and f"/{page.url}" in keys:  # to a source and back, by the hundred
        return f"#{page.key}.{href[1:]}" if href[1:] else f"#{page.key}"
    if urlsplit(href).scheme:
        return href
    path, fragment = urldefrag(urljoin(f"/{page.url}", href))
    if path in keys:
        return f"#{keys[path]}.{fragment}" if fragment else f"#{keys[path]}"
    return f"{site.siteurl}{urljoin(f'/{page.url}', href)}" if site.siteurl else None


def _data(path: Path) -> str:
    """Return a picture as an address that holds it."""
    kind, _encoding = mimetypes.guess_type(path.name)
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
