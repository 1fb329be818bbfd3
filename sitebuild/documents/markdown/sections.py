"""Put each heading of the second level and what follows it into a <section>; give pictures, links and notes their form."""

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from sitebuild.documents.markdown.citations import NOTES
from sitebuild.documents.markdown.inlines import alone
from sitebuild.i18n.languages import Language

PRIORITY = 3  # the last: nobody looks for a heading where it stood


class Sections(Treeprocessor):
    def __init__(self, md: Markdown, language: Language):
        super().__init__(md)
        self.language = language

    def run(self, root: etree.Element) -> None:
        for mark in root.iter("a"):
            if mark.get("class") == "footnote-ref":  # read by itself, in a list of links, a number says nothing
                mark.set("aria-label", self.language.source_number(mark.text or ""))
        self._alone(root)
        children, section = list(root), root
        for child in children:
            if child.tag == "h2":
                root.remove(child)
                section = etree.SubElement(root, "section")
                if css_class := child.attrib.pop("class", None):
                    section.set("class", css_class)
                section.append(child)
            elif child.get("class") == NOTES:
                root.remove(child)
                root.append(self._sources(child))
            elif section is not root:
                root.remove(child)
                section.append(child)

    @staticmethod
    def _alone(root: etree.Element) -> None:
        """A picture by itself is a figure, its title the words below it; an item with one, and its list, are drawn.

        What holds nothing but a link has a class, so that it can be made large enough for a thumb.
        """
        for parent in root.iter():
            for child in parent:
                if child.tag in ("p", "li") and alone(child, "a"):
                    child.set("class", "alone")
                if child.tag == "p" and alone(child, "img"):
                    child.tag = "figure"
                    if words := child[0].attrib.pop("title", ""):
                        etree.SubElement(child, "figcaption").text = words
                if child.tag == "img":
                    child.set("loading", "lazy")  # the words come first
                if child.tag == "li" and child.find(".//img") is not None:
                    for each in (child, parent):
                        each.set("class", " ".join(dict.fromkeys(f"{each.get('class', '')} drawn".split())))

    def _sources(self, footnotes: etree.Element) -> etree.Element:
        section = etree.Element("section", {"class": "sources"})
        heading = etree.SubElement(section, "h2", {"id": "sources"})
        heading.text = self.language.sources
        section.extend(element for element in footnotes if element.tag != "hr")
        for item in section.iter("li"):  # a source that is cited five times needs one way back
            for parent in item.iter():
                backlinks = [element for element in parent if element.get("class") == "footnote-backref"]
                for backlink in backlinks[1:]:
                    parent.remove(backlink)
        return section
