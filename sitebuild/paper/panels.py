"""A pamphlet as panels: the front with its title, then each section of its text, as they stand on paper.

Paper has neither links nor notes: a link to a page keeps its words, and the sources stand on the pamphlet's page.
"""

import re
from dataclasses import dataclass

from markupsafe import Markup, escape
from selectolax.lexbor import LexborHTMLParser

from sitebuild.fill import without_notes
from sitebuild.model import Page
from sitebuild.paper.formats import FORMATS
from sitebuild.paper.layout import Format

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# What a line's end never parts: a range of numbers and what it counts, a short number and the word before it.
TOGETHER = re.compile(r"""\d+–\d+(?: \w+)?(?![^<]*>)|\w+ <a class="phone" href="tel:\d{3,4}">\d+</a>""")
ITEM = re.compile(r"<li>\s+<p>")  # no space between an item's number and its words
BEFORE_DRAWING = re.compile(r"\s+(?=<img )")  # a last line that is full but for this space would be broken


@dataclass(frozen=True)
class Panel:
    """number: from 1, as panels are read. identifier: of its section; "" for the front. css_class: of its section."""

    number: int
    identifier: str
    html: Markup
    css_class: str = ""

    @property
    def name(self) -> str:
        return f"panel-{self.number}"


@dataclass(frozen=True)
class Setting:
    """A pamphlet in one language, ready to be set: its panels, and the HTML document that holds them."""

    page: Page
    form: Format
    panels: list[Panel]
    html: str


def panels(page: Page, filled: Markup, breaks: list[str]) -> list[Panel]:
    """Return a pamphlet's panels.

    filled: its HTML with facts filled in. breaks: words that may be broken only at their hyphens.
    """
    form = FORMATS[page.header.format]
    lead, sections = parts(filled, form.drawings)
    broken = _broken(breaks)
    front = f"<h1>{broken(str(escape(page.header.front)))}</h1>\n{broken(lead)}"
    if form.panels[1] == 1:
        return [Panel(1, "", Markup("\n".join([front, *(broken(section.html) for section in sections)])))]
    return [
        Panel(1, "", Markup(front)),
        *(
            Panel(number, section.identifier, Markup(broken(section.inside)), section.css_class)
            for number, section in enumerate(sections, start=2)
        ),
    ]


@dataclass(frozen=True)
class Section:
    """A section of a text's HTML. inside: without its own tags."""

    identifier: str
    css_class: str
    html: str
    inside: str


def parts(filled: Markup, drawings: bool = True) -> tuple[str, list[Section]]:
    """Return what stands before a text's first section, and its sections, without links to pages, notes and sources.

    drawings: with its drawings.
    """
    html = BEFORE_DRAWING.sub("", ITEM.sub("<li><p>", without_notes(filled)))
    tree = LexborHTMLParser(f"<body>{html}</body>")
    for node in tree.css(".alone"):  # nothing but a way to another page
        node.decompose()
    for node in tree.css("a:not([href^='tel:'])"):
        node.unwrap()
    for node in () if drawings else tree.css("figure, img"):
        node.decompose()
    for node in () if drawings else tree.css(".drawn"):
        del node.attrs["class"]
    lead, sections = [], []
    for node in tree.body.iter():
        if node.tag == "section":
            heading = node.css_first("h2")
            inside = "".join(child.html for child in node.iter(include_text=True))
            identifier = heading.attributes.get("id") or "" if heading else ""
            sections.append(Section(identifier, node.attributes.get("class") or "", node.html, inside))
        else:
            lead.append(node.html)
    return "\n".join(lead), sections


def _broken(breaks):
    """Return what says where lines may break: listed words at their hyphens and nowhere else, some things not at all."""
    words = {word.replace("-", ""): word.replace("-", SOFT_HYPHEN) for word in breaks}
    pattern = re.compile(r"(<[^>]*>)|\b(" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)

    def put(match):
        if match[1]:
            return match[1]
        fit = words[match[2].lower()]
        return match[2][0] + fit[1:]

    def broken(html: str) -> str:
        html = pattern.sub(put, html) if words else html
        return TOGETHER.sub(r'<span class="together">\g<0></span>', html)

    return broken
