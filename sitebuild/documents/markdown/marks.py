"""What only the whole site can know (a fact's value, a page's address) stays in the HTML as a mark, to be filled in later."""

import html
import re
import xml.etree.ElementTree as etree

from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from sitebuild.documents.block import SCHEMES

PRIORITY = 4  # once everything is collected (5)
FACT_PRIORITY = 175  # after code spans (190), so that nothing is filled in there; before links (160) and the rest
PLACED = r"\{\{\s*(.*?)\s*\}\}"
# Private-use characters, which no text may hold, so that nobody can type a mark.
KINDS = "fact|link|image|shows|width|height"
MARK = re.compile(f"(?P<alone><p>)?\ue000(?P<kind>{KINDS}) (?P<name>[^\ue001]*)\ue001(?(alone)</p>)")
SPEAKS = re.compile(' lang="\ue000speaks ([^\ue001]*)\ue001"')  # a picture's description that is not its text's own
FACT = re.compile("\ue000fact ([^\ue001]*)\ue001")
OF_FOOTNOTES = ("footnote-ref", "footnote-backref")


class Fact(InlineProcessor):
    """{{ name }} becomes a mark."""

    # As Python-Markdown itself does: an inline processor is given more than a pattern.
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        return self.md.htmlStash.store(f"\ue000fact {html.escape(m[1])}\ue001"), m.start(), m.end()


def by_key(link: etree.Element) -> str | None:
    """Return the key, key#id or #id to which a link leads; None where it is an address, or a footnote's own."""
    target = html.unescape(link.get("href") or "")
    if link.get("class") in OF_FOOTNOTES or "\x02" in target:
        return None  # the second: a mail address, which Python-Markdown hides from robots
    return None if target.lower().startswith(SCHEMES) else target


class Marks(Treeprocessor):
    """Turn links by key and pictures into marks."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.tag == "a":
                if (target := by_key(element)) is not None:
                    element.set("href", f"\ue000link {target}\ue001")
            elif element.tag == "img":
                self._image(element)

    @staticmethod
    def _image(element: etree.Element) -> None:
        """What only the picture's file can tell becomes a mark."""
        name = html.unescape(element.get("src") or "")
        if not (element.get("alt") or "").strip():
            element.set("alt", f"\ue000shows {name}\ue001")
            element.set("lang", f"\ue000speaks {name}\ue001")
        element.set("src", f"\ue000image {name}\ue001")
        element.set("width", f"\ue000width {name}\ue001")
        element.set("height", f"\ue000height {name}\ue001")
