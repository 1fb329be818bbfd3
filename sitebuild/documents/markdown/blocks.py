"""Give each element of the block tree the places of its lines: by their order.

The block parser never changes the order of a text, so the next line that holds words belongs to the next element. A
cursor walks both. The order finds the line and the text only confirms it: a line with words that no element claims,
or an element that no line confirms, is a doubt. What the parser sees is left as it is, so that a mistake here can cost
a line number, never the page.
"""

import html
import re
import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from sitebuild.diagnostics.messages import _
from sitebuild.documents.block import Place
from sitebuild.documents.markdown.conversion import TAIL, Body, Conversion, RawText

PRIORITY = 60  # the block tree with its raw text: before footnotes (50), inlines (20), attribute lists (8)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
WORD = re.compile(r"\w")
SIGNS = re.compile(r"^(?:[ ]*(?:>|[*+-]|\d+\.|:))*[ ]*")  # of quotations, lists and definitions
# A line that the parser did not take for a heading, for something stands before it. Escaped, it is meant so.
LOST_HEADING = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]*#{1,6}[^#]")
NAME = re.compile(r"[ ]{0,3}(\[[^\[\]]*\]:)")  # of a definition, which the block parser took out of the text


class Blocks(Treeprocessor):
    conversion: Conversion
    at = 0  # the line at which the cursor stands

    def run(self, root: etree.Element) -> None:
        self.at = 0
        self.typed = [(f"[^{name}]:", text.count("\n") + 1) for name, text in self.conversion.typed]
        self.claimed_until = 0  # the line after a definition
        self.conversion.where = {}
        self._walk(root)
        for number in range(self.at, len(self.conversion.lines)):
            self._passed(number)
        for _typed in self.typed:  # one that no line was found for
            self._refuse(self.conversion.start)
        self._bodies(root)

    def _walk(self, parent: etree.Element) -> None:
        where = self.conversion.where
        for element in parent:
            if element.tag == "tr":
                words = ((cell.text or "").strip() for cell in element)
                where[element] = [self._row([each for each in words if each])]
                continue
            if element.tag in HEADINGS:
                where[element] = self._heading(element)
            elif (element.text or "").strip():
                where[element] = self._lines(element.text or "")
            self._walk(element)
            if (element.tail or "").strip():  # words of an item behind a block in it
                where[element, TAIL] = self._lines(element.tail or "")

    def _lines(self, text: str) -> list[Place]:
        code = isinstance(text, AtomicString)
        places: list[Place | None] = []
        for part in (html.unescape(text) if code else text).split("\n"):  # code is escaped by now
            if part.strip():
                places.append(place := self._next([part.strip()]))
                if "#" in part and not code and LOST_HEADING.match(part):
                    self._lost_heading(place)
            else:  # an empty line has the place of the one before, or of the first with words
                places.append(places[-1] if places else None)
        first = next(place for place in places if place)
        return [place or first for place in places]

    def _row(self, cells: list[str]) -> Place:
        """A row is one line with all its cells. Python-Markdown makes an empty one below a head without any."""
        lines, places = self.conversion.lines, self.conversion.places
        if cells:
            return self._next(cells)
        line = lines[self.at] if self.at < len(lines) else ""
        if "|" in line and not line.strip("| "):
            self.at += 1
        return places[max(self.at - 1, 0)]

    def _heading(self, element: etree.Element) -> list[Place]:
        places = [self._next([(element.text or "").strip() or "#"])]
        if element.tag in ("h1", "h2") and not SIGNS.sub("", self.conversion.lines[self.at - 1]).startswith("#"):
            self.at += 1  # the line under it
        return places

    def _next(self, parts: list[str]) -> Place:
        """Return the place of the next line that holds the parts, in their order."""
        lines, places = self.conversion.lines, self.conversion.places
        for at in range(self.at, len(lines)):
            if not self._definition(at, parts[0]) and _holds(lines[at], parts):
                self.at = at + 1
                return places[at]
            self._passed(at)
        self.conversion.doubts.append(f"{self.conversion.source.file}: {parts}")
        return places[min(self.at, len(places) - 1)]

    def _passed(self, at: int) -> None:
        """Note a doubt where a line with words is passed over that is no definition."""
        line = self.conversion.lines[at]
        if WORD.search(line) and WORD.search(SIGNS.sub("", line)) and not self._definition(at, ""):
            self.conversion.doubts.append(f"{self.conversion.places[at]}: {line}")

    def _definition(self, at: int, words: str) -> bool:
        """Tell whether a line belongs to a definition, of a source or of a link, and is not the words looked for."""
        if at < self.claimed_until:
            return True
        if not (self.typed or self.md.references):
            return False
        line = self.conversion.lines[at]
        name = NAME.match(SIGNS.sub("", line))
        if not name or (words and line.strip().startswith(words)):
            return False
        until = self._taken(name[1], at)
        if until:
            self.claimed_until = at + until
        return bool(until)

    def _taken(self, name: str, at: int) -> int:
        """Return how many lines the definition of a name takes; 0 if the parser did not take it."""
        for number, (typed, lines) in enumerate(self.typed):
            if typed == name:
                del self.typed[number]
                self._refuse(self.conversion.places[at])
                return lines
        reference = self.md.references.get(name[1:-2].strip().lower())
        if not reference:
            return 0
        under_way, count = self.conversion.lines, 1
        for piece in reference:  # an address and a title, each on the same line or on the next one
            if (
                piece
                and piece not in "\n".join(under_way[at : at + count])
                and piece in "".join(under_way[at + count :][:1])
            ):
                count += 1
        return count

    def _lost_heading(self, place: Place) -> None:
        wrong = _("this heading does not begin at the start of its line")
        instead = _("Take out what stands before the #: a space, or a character that cannot be seen")
        self.conversion.fault(place, wrong, instead)

    def _refuse(self, place: Place) -> None:
        wrong = _("a source is not written in the text")
        self.conversion.fault(place, wrong, _("Add it to content/sources.yaml and take this line out"))

    def _bodies(self, root: etree.Element) -> None:
        """Note what stands between each heading of the second level and the next."""
        source, own = self.conversion.source, self.conversion.own
        headings = [child for child in root if child.tag == "h2"]
        starts = [self.conversion.where[heading][0].here - source.first_line for heading in headings]
        mirror = etree.Element("div")
        for heading in headings:
            etree.SubElement(mirror, "h2").text = heading.text
        self.md.treeprocessors["attr_list"].run(mirror)
        for copy, start, until in zip(mirror, starts, [*starts, len(own)][1:], strict=True):
            if identifier := copy.get("id"):
                first = start + (1 if own[start].startswith("#") else 2)
                self.conversion.bodies[identifier] = _body(source, own, first, until)


def _body(source: RawText, own: list[str], first: int, until: int) -> Body:
    while until > first and not own[until - 1].strip():
        until -= 1
    while first < until and not own[first].strip():
        first += 1
    return Body(source.file, source.first_line + first, tuple(own[first:until]))


def _holds(line: str, parts: list[str]) -> bool:
    here = 0
    for part in parts:
        here = line.find(part, here)
        if here < 0:
            return False
        here += len(part)
    return (
        WORD.search(parts[0]) is not None or parts[0] == "#" or not line[here:].strip(" #|")
    )  # "-" is no part of "---"
