"""Citations are Python-Markdown's footnotes. What a note says comes from the sources, and is asked for as it is cited."""

import copy
import re
import xml.etree.ElementTree as etree
from collections import OrderedDict

from markdown import Markdown
from markdown.extensions.footnotes import (
    FN_BACKLINK_TEXT,
    NBSP_PLACEHOLDER,
    FootnoteExtension,
    FootnoteInlineProcessor,
    FootnoteTreeprocessor,
)
from markdown.util import AtomicString

from sitebuild.documents.markdown.conversion import Conversion
from sitebuild.i18n.languages import Language

NOTES_PRIORITY = 19.5  # once the inlines (20) have cited, before the notes are put in order (19)
NOTES = "footnote"  # the class of their list
MARK = r"\[\^([^\]]*)\]"


class Citations(FootnoteExtension):
    """Footnotes, of which a text writes the marks only."""

    conversion: Conversion

    def __init__(self, language: Language):
        super().__init__(BACKLINK_TEXT=language.back_to_text, SEPARATOR="-")
        self.unknown: dict[etree.Element, str] = {}  # a mark that nothing carries, and its row
        self.kept: dict[str, list[etree.Element]] = {}  # notes that were read, by what they say

    def extendMarkdown(self, md: Markdown) -> None:
        super().extendMarkdown(md)
        md.inlinePatterns.register(CitationMark(MARK, self), "footnote", 175)
        md.treeprocessors.register(Notes(self), "footnote", NOTES_PRIORITY)

    def reset(self) -> None:
        super().reset()
        self.unknown = {}

    def setFootnote(self, id: str, text: str) -> None:
        """Note a source that somebody typed; those of ours do not come this way."""
        self.conversion.typed.append((id, text))
        super().setFootnote(id, text)

    def makeFootnotesDiv(self, root: etree.Element) -> etree.Element | None:
        """Return the list of notes, read through. What a source says is read once for all texts that cite it."""
        if not self.footnotes:
            return None
        div = etree.Element("div", {"class": NOTES})
        etree.SubElement(div, "hr")
        notes = etree.SubElement(div, "ol")
        for row, text in self.footnotes.items():
            note = etree.SubElement(notes, "li", {"id": self.makeFootnoteId(row)})
            note.extend(self._note(text))
            back = etree.Element("a", {"href": f"#{self.makeFootnoteRefId(row)}", "class": "footnote-backref"})
            back.text = FN_BACKLINK_TEXT
            if len(note):
                last = note[-1] if note[-1].tag == "p" else etree.SubElement(note, "p")
                last.append(back)
        return div

    def _note(self, text: str) -> list[etree.Element]:
        if text not in self.kept:
            note, stashed = etree.Element("div"), self.md.htmlStash.html_counter
            self.parser.parseChunk(note, text)
            if len(note) and note[-1].tag == "p":
                note[-1].text = f"{note[-1].text or ''}{NBSP_PLACEHOLDER}"
            self.md.treeprocessors["inline"].run(note)
            if self.md.htmlStash.html_counter != stashed:  # it holds what only this text has
                return list(note)
            self.kept[text] = list(note)
        return copy.deepcopy(self.kept[text])

    def define(self, row: str) -> bool:
        """Ask what stands in the note of a row; tell whether there is one."""
        others = self.conversion.others
        if row not in self.footnotes and others and (text := others.note(row)) is not None:
            self.footnotes[row] = text
        return row in self.footnotes


class CitationMark(FootnoteInlineProcessor):
    """[^row]: a footnote's mark; one whose row nothing carries stays as it was typed."""

    footnotes: Citations

    # As Python-Markdown itself does: an inline processor is given more than a pattern.
    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | str | None, int | None, int | None]:
        if self.footnotes.define(m[1]):
            return super().handleMatch(m, data)
        element = etree.Element("span")
        element.text = AtomicString(m[0])
        self.footnotes.unknown[element] = m[1]
        return element, m.start(), m.end()


class Notes(FootnoteTreeprocessor):
    """The list of notes, in the order in which the text cites, once it is known which there are.

    Inlines are read by breadth, so that the numbers that they gave follow another order.
    """

    footnotes: Citations

    def run(self, root: etree.Element) -> None:
        notes, numbers = self.footnotes.footnotes, dict[str, int]()
        for mark in root.iter("a"):
            if mark.get("class") == "footnote-ref":
                mark.text = str(numbers.setdefault(cited(mark), len(numbers) + 1))
        self.footnotes.footnotes = OrderedDict((row, notes[row]) for row in dict.fromkeys((*numbers, *notes)))
        super().run(root)


def cited(mark: etree.Element) -> str:
    """Return the row that a mark leads to: #fn-OD-03."""
    return (mark.get("href") or "")[len("#fn-") :]
