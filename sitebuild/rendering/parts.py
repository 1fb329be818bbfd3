"""A page's finished HTML as its opening and its sections, for where neither links nor notes lead anywhere."""

import re
from dataclasses import dataclass

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from sitebuild.rendering.nodes import sure
from sitebuild.rendering.placeholders import without_notes

ITEM = re.compile(r"<li>\s+<p>")  # no space between an item's number and its words
BEFORE_DRAWING = re.compile(r"\s+(?=<img )")  # a last line that is full but for this space would be broken


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
    lead: list[str] = []
    sections: list[Section] = []
    for node in sure(tree.body).iter():
        if node.tag == "section":
            heading = node.css_first("h2")
            inside = "".join(sure(child.html) for child in node.iter(include_text=True))
            identifier = heading.attributes.get("id") or "" if heading else ""
            sections.append(Section(identifier, node.attributes.get("class") or "", sure(node.html), inside))
        else:
            lead.append(sure(node.html))
    return "\n".join(lead), sections
