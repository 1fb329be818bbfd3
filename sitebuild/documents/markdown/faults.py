"""What a text may not do by itself, wherever it stands: headings without an id, HTML, attributes, links without words."""

import re
import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor

from sitebuild.diagnostics.messages import _
from sitebuild.documents.block import Place
from sitebuild.documents.markdown.blocks import HEADINGS
from sitebuild.documents.markdown.citations import NOTES, Citations
from sitebuild.documents.markdown.conversion import Conversion
from sitebuild.documents.markdown.marks import by_key
from sitebuild.documents.markdown.raw import ATTRIBUTES, refused_attribute, refused_tag

PRIORITY = 4.5  # once everything is collected (5), while links are as they were written (4)


class Faults(Treeprocessor):
    conversion: Conversion
    citations: Citations

    def run(self, root: etree.Element) -> None:
        self.level, self.ids = 1, dict[str, Place]()
        place = self.conversion.start
        for element in root.iter():
            if element.get("class") == NOTES:
                place = self.conversion.start
            place = self.conversion.element_at.get(element, place)
            self._element(element, place)
        self.conversion.ids = frozenset(self.ids)
        for element, row in self.citations.unknown.items():
            wrong = _("no source in content/sources.yaml carries “{row}”", row=row)
            instead = _("Write the id of a row that one of them lists, or add the source")
            self.conversion.fault(self.conversion.element_at.get(element, self.conversion.start), wrong, instead)

    def _element(self, element: etree.Element, place: Place) -> None:
        for name in element.attrib:
            if name.lower() not in ATTRIBUTES:
                self._attribute(name, place)
        if identifier := element.get("id"):
            self._identifier(identifier, place)
        if element.tag == "a":
            self._link(element, place)
        elif element.tag in HEADINGS:
            self._heading(element, int(element.tag[1]), place)

    def _identifier(self, identifier: str, place: Place) -> None:
        before = self.ids.setdefault(identifier, place)
        if before is not place:
            own = [each for each in (place, before) if each.file == self.conversion.source.file]
            # Two sections that are included can both be right where they stand: what is wrong is to include both.
            at = own[0] if own else Place(self.conversion.source.file, place.here, place.here)
            wrong = _("the id “{id}” stands twice in this text", id=identifier)
            self.conversion.fault(at, wrong, _("Give each heading its own id"))

    def _link(self, element: etree.Element, place: Place) -> None:
        has_words = "".join(element.itertext()).strip() or element.find("img") is not None
        if by_key(element) is not None and not has_words:
            self.conversion.fault(place, _("this link has no words"), _("Write them between [ and ]"))

    def _heading(self, element: etree.Element, level: int, place: Place) -> None:
        words = "".join(element.itertext()).strip()
        if level == 1:
            wrong = _("the title is the only heading of the first level")
            self.conversion.fault(place, wrong, _("Begin the heading with ##"))
        elif level > self.level + 1:
            wrong, marks = _("this heading leaves out a level"), "#" * (self.level + 1)
            self.conversion.fault(place, wrong, _("Begin the heading with {marks}", marks=marks))
        if not words or re.fullmatch(r"\{[^}]*\}", words):  # an id alone is taken for the heading's words
            self.conversion.fault(place, _("this heading is empty"), _("Write the heading's words"))
        elif level == 2 and not element.get("id"):
            wrong = _("this heading has no id")
            self.conversion.fault(place, wrong, _("End the line with a short English word: {#hands}"))
        self.level = max(level, 1)

    def _attribute(self, name: str, place: Place) -> None:
        wrong = _("“{name}” cannot stand in a text", name=name)
        self.conversion.fault(place, wrong, _("Take it out: a text may set an id, a class or a language"))

    def raw_html(self) -> None:
        """Note the first tag or attribute of each piece of raw HTML that a text may not use."""
        for number, piece in enumerate(self.md.htmlStash.rawHtmlBlocks):
            raw = piece if isinstance(piece, str) else etree.tostring(piece, encoding="unicode")
            if raw.startswith(("\ue000", "&")):
                continue
            place = self.conversion.raw_at.get(number, self.conversion.start)
            if (tag := refused_tag(raw)) is not None:
                wrong = _("{tag} cannot stand in a text", tag=f"<{tag}>" if tag else _("a hidden comment"))
                self.conversion.fault(place, wrong, _("Take it out: texts are Markdown, without HTML"))
            elif attribute := refused_attribute(raw):
                self._attribute(attribute, place)
