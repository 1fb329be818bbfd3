"""What stands within a block: its words in runs, its citations, facts, links, pictures and numbers, each with its place."""

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Collection, Iterator
from typing import cast

from markdown import Markdown
from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import AMP_SUBSTITUTE, STX

from sitebuild.diagnostics.messages import _
from sitebuild.documents.block import (
    OBJECT,
    Block,
    Citation,
    Kind,
    Link,
    Mark,
    Number,
    Picture,
    Place,
    Placeholder,
    Run,
    place_at,
    without,
)
from sitebuild.documents.markdown.citations import cited
from sitebuild.documents.markdown.conversion import Conversion
from sitebuild.documents.markdown.lines import PLACEHOLDER
from sitebuild.documents.markdown.marks import FACT
from sitebuild.documents.numbers import numbers

BRACES = re.compile(r"\{\{|\}\}")  # without a partner: the others are facts by now
NAMES = frozenset(("name", "quote"))  # such words may be any: *words*{.name}, *words*{.quote}


def alone(element: etree.Element, tag: str) -> bool:
    """Tell whether an element holds one other with this tag and nothing else."""
    texts = [element.text, *(child.tail for child in element)]
    return [child.tag for child in element] == [tag] and not any((text or "").strip() for text in texts)


class Inlines:
    """Reads one block. places: of its lines; each line end in the words leads to the next of them.

    titled: whether titles belong to it; a picture's own becomes a block of its own, its caption.
    """

    def __init__(self, md: Markdown, conversion: Conversion, places: list[Place], titled: bool = True):
        self.md, self.conversion, self.places, self.titled = md, conversion, places, titled
        self.ends = 0  # of lines, so far
        self.runs: list[Run] = []
        self.citations: list[Citation] = []
        self.placeholders: list[Placeholder] = []
        self.links: list[Link] = []
        self.pictures: list[Picture] = []

    @property
    def place(self) -> Place:
        return self.places[min(self.ends, len(self.places) - 1)]

    def block(self, kind: Kind, top: bool = False, heading: etree.Element | None = None) -> Block:
        """Return what was read. top: whether a fact that is all of it stands alone on the page. heading: which it is."""
        placeholders = tuple(self.placeholders)
        if top and kind is Kind.PARAGRAPH and "".join(run.words for run in self.runs).strip() == OBJECT:
            placeholders = tuple(Placeholder(each.name, each.place, alone=True) for each in placeholders)
        return Block(
            kind,
            self.places[0],
            tuple(self.runs),
            tuple(self.citations),
            placeholders,
            tuple(self.links),
            tuple(self.pictures),
            tuple(self._numbers()),
            level=int(heading.tag[1]) if heading is not None else 0,
            id=(heading.get("id") or "") if heading is not None else "",
        )

    def _numbers(self) -> Iterator[Number]:
        words = without(self.runs, Mark.CODE | Mark.FOREIGN | Mark.FACT)
        for found in numbers(words, self.conversion.language):
            place = place_at(self.runs, found.at) or self.places[0]
            yield Number(found.written, found.value, found.unit, place)

    def code(self, kind: Kind, words: str) -> Block:
        """Return a block that is shown as it is written, line by line."""
        self._words(words, Mark.CODE)
        return Block(kind, self.places[0], tuple(self.runs))

    def element(self, element: etree.Element, blocks: Collection[str]) -> None:
        """Read an element up to the first block in it."""
        marks = _marks(element, Mark.NONE)
        if element.tag != "tr":
            self.text(element.text, marks)
        for child in element:
            if child.tag in blocks:
                return
            if child.tag in ("td", "th"):
                self._words(" | " if self.runs else "", marks)
            self._inline(child, marks)
            if element.tag != "tr":
                self.text(child.tail, marks)

    def _inline(self, element: etree.Element, marks: Mark) -> None:
        self.conversion.element_at[element] = self.place
        marks = _marks(element, marks)
        if element.tag == "sup" and len(element) and element[0].get("class") == "footnote-ref":
            self.conversion.element_at[element[0]] = self.place
            self.citations.append(Citation(cited(element[0]), self.place))
            return
        if element.tag == "a":
            target = html.unescape((element.get("href") or "").replace(AMP_SUBSTITUTE, "&"))
            self.links.append(Link(target, self.place))
            if target == element.text:
                marks |= Mark.CODE  # an address that shows itself
        elif element.tag == "img":
            described = bool((element.get("alt") or "").strip())
            self.pictures.append(Picture(html.unescape(element.get("src") or ""), self.place, described))
            self._unseen(element.get("alt"), marks)
        if self.titled:
            self._unseen(element.get("title"), marks)
        self.text(html.unescape(element.text or "") if element.tag == "code" else element.text, marks)
        for child in element:
            self._inline(child, marks)
            self.text(child.tail, marks)

    def _unseen(self, words: str | None, marks: Mark) -> None:
        if words:
            self.text(f" {words} ".replace("\n", " "), marks | Mark.UNSEEN)

    def text(self, text: str | None, marks: Mark = Mark.NONE) -> None:
        """Read words as Python-Markdown keeps them: escaped letters, and placeholders for entities, tags and facts."""
        if not text:
            return
        if ("{{" in text or "}}" in text) and not marks & (Mark.CODE | Mark.UNSEEN):
            self._open_braces(text)
        if STX in text:
            escapes = cast(UnescapeTreeprocessor, self.md.treeprocessors["unescape"])
            text = escapes.unescape(text.replace(AMP_SUBSTITUTE, "&"))
            at = 0
            for held in PLACEHOLDER.finditer(text):
                self._words(text[at : held.start()], marks)
                self._held(int(held[1]), marks)
                at = held.end()
            text = text[at:]
        self._words(text, marks)

    def _open_braces(self, text: str) -> None:
        if braces := BRACES.search(text):
            ends = self.ends + text.count("\n", 0, braces.start())
            place = self.places[min(ends, len(self.places) - 1)]
            wrong = _("{braces} has no partner", braces=braces[0])
            self.conversion.fault(place, wrong, _("Write {example}", example="{{ phone }}"))

    def _held(self, number: int, marks: Mark) -> None:
        raw = self.md.htmlStash.rawHtmlBlocks[number]
        self.conversion.raw_at.setdefault(number, self.place)
        if not isinstance(raw, str):
            return
        if fact := FACT.fullmatch(raw):
            self.placeholders.append(Placeholder(html.unescape(fact[1]), self.place))
            self._words(OBJECT, marks | Mark.FACT)
        elif raw.startswith("&"):
            self._words(html.unescape(raw), marks)
        elif raw.startswith("<br"):
            self._words(" ", marks)

    def _words(self, words: str, marks: Mark) -> None:
        """Keep words, a run for each line."""
        if "\n" not in words:
            if words:
                self.runs.append(Run(words, self.place, marks))
            return
        *lines, last = words.split("\n")
        for line in lines:
            self.runs.append(Run(f"{line}\n", self.place, marks))
            self.ends += 1
        if last:
            self.runs.append(Run(last, self.place, marks))


def _marks(element: etree.Element, around: Mark) -> Mark:
    marks = around
    if element.tag == "code":
        marks |= Mark.CODE
    if element.get("lang"):
        marks |= Mark.FOREIGN
    if NAMES & set((element.get("class") or "").split()):
        marks |= Mark.NAME
    return marks
