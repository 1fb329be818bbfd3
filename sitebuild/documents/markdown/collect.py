"""Collect the index: every block of the finished tree with its words and what stands in it, section by section."""

import html
import xml.etree.ElementTree as etree
from dataclasses import dataclass, field

from markdown.treeprocessors import Treeprocessor

from sitebuild.documents.block import Block, Dress, Dressed, Kind, Place
from sitebuild.documents.index import Section
from sitebuild.documents.markdown.blocks import HEADINGS
from sitebuild.documents.markdown.citations import NOTES
from sitebuild.documents.markdown.conversion import TAIL, Conversion, Leaf
from sitebuild.documents.markdown.inlines import Inlines, alone
from sitebuild.documents.markdown.lines import PLACEHOLDER
from sitebuild.documents.markdown.raw import without_tags

PRIORITY = 5  # after attribute lists (8), before links and pictures become marks (4)
IN_LIST = {"li": Kind.ITEM, "dd": Kind.DEFINITION}
BLOCKS = frozenset(
    ("p", "li", "dt", "dd", "tr", "pre", "ul", "ol", "dl", "table", "thead", "tbody", "blockquote", *HEADINGS)
)


@dataclass
class Begun:
    """A section whose blocks are being collected."""

    id: str
    looks: tuple[str, ...]
    place: Place
    blocks: list[Block]
    lists: set[str] = field(default_factory=set)

    def done(self) -> Section:
        return Section(self.id, self.looks, self.place, tuple(self.blocks), frozenset(self.lists))


class Collect(Treeprocessor):
    conversion: Conversion

    def run(self, root: etree.Element) -> None:
        self.begun = [Begun("", (), self.conversion.start, [])]
        for child in root:
            if child.get("class") == NOTES:
                continue
            if child.tag == "h2":
                place = self.conversion.where[child][0]
                looks = tuple((child.get("class") or "").split())
                self.begun.append(Begun(child.get("id") or "", looks, place, []))
            self.begun[-1].lists.update(each.tag for each in child.iter() if each.tag in ("ol", "ul"))
            self._dressed(child, self.begun[-1].place)
            self._block(child, Kind.PARAGRAPH, top=True)
        self.conversion.sections = tuple(each.done() for each in self.begun)

    def _dressed(self, element: etree.Element, place: Place) -> None:
        """Note the classes of an element and of those in it. place: of what it stands in."""
        places = (self.conversion.where.get(each) for each in element.iter())
        place = next((each[0] for each in places if each), place)
        names = tuple((element.get("class") or "").split())
        if names and names != ("footnote-ref",):
            on = Dress.SECTION if element.tag == "h2" else Dress.BLOCK if element.tag in BLOCKS else Dress.WORDS
            self.conversion.dressed.append(Dressed(names, place, on, len(self.begun) - 1))
        for child in element:
            self._dressed(child, place)

    def _block(self, element: etree.Element, kind: Kind, top: bool = False) -> None:
        """Collect an element of the block tree and those in it. kind: what a paragraph is here."""
        where, tag = self.conversion.where, element.tag
        if element in where:
            self.conversion.element_at[element] = where[element][0]
        if tag == "tr":
            self._add(Kind.ROW, element, element)
        elif tag in HEADINGS:
            self._add(Kind.HEADING, element, element)
        elif tag == "pre":
            self._code(element)
        elif tag == "dt":
            self._add(Kind.TERM, element, element)
        elif tag == "p" and element in where:
            self._paragraph(element, kind, top)
        else:
            self._container(element, IN_LIST.get(tag, kind))

    def _container(self, element: etree.Element, kind: Kind) -> None:
        """An item may begin with words of its own, and have more of them behind each block in it."""
        if element in self.conversion.where:
            self._add(kind, element, element)
        for child in element:
            if child.tag in BLOCKS:
                self._block(child, kind)
                if (child, TAIL) in self.conversion.where:
                    self._add(kind, child, (child, TAIL))

    def _paragraph(self, element: etree.Element, kind: Kind, top: bool) -> None:
        held = PLACEHOLDER.fullmatch((element.text or "").strip()) if not len(element) else None
        raw = self.md.htmlStash.rawHtmlBlocks[int(held[1])] if held else None
        if held and isinstance(raw, str) and not raw.startswith(("\ue000", "&")):
            self._raw(int(held[1]), raw, element)
        elif alone(element, "img"):
            self._add(Kind.FIGURE, element, element)
        else:
            self._add(kind, element, element, top=top)

    def _code(self, element: etree.Element) -> None:
        code = element[0] if len(element) else element
        lines = self.conversion.where.get(code) or self.conversion.where.get(element)
        if lines:
            self._whole(Kind.CODE, html.unescape("".join(element.itertext())), lines)

    def _raw(self, number: int, raw: str, element: etree.Element) -> None:
        place, words = self.conversion.where[element][0], without_tags(raw)
        self.conversion.raw_at[number] = place
        fenced = raw.startswith("<pre")
        below = [self._below(place, line) for line in range(fenced, words.count("\n") + 1 + fenced)]
        self._whole(Kind.CODE if fenced else Kind.RAW, words, below)

    def _below(self, place: Place, lines: int) -> Place:
        own = place.file == self.conversion.source.file
        return Place(place.file, place.line + lines, place.here + lines * own)

    def _whole(self, kind: Kind, words: str, places: list[Place]) -> None:
        self.begun[-1].blocks.append(Inlines(self.md, self.conversion, places).code(kind, words))

    def _add(self, kind: Kind, element: etree.Element, leaf: Leaf, top: bool = False) -> None:
        """Add the block of a leaf: an element's own words, or those behind it. top: see Inlines.block."""
        inlines = Inlines(self.md, self.conversion, self.conversion.where[leaf], titled=kind is not Kind.FIGURE)
        if isinstance(leaf, tuple):
            inlines.text(element.tail)
        else:
            inlines.element(element, BLOCKS)
        blocks = self.begun[-1].blocks
        blocks.append(inlines.block(kind, top, element if kind is Kind.HEADING else None))
        if kind is Kind.FIGURE and (title := element[0].get("title")):
            caption = Inlines(self.md, self.conversion, self.conversion.where[leaf])
            caption.text(title)
            blocks.append(caption.block(Kind.CAPTION))
