"""Markdown as our texts use it: sections with names, facts in {{ braces }}, links by key, and no raw HTML.

`convert()` is a pure function of text and language. What only the whole site can know (a fact's value, the
address of a page) stays in the HTML as a mark, which `fill.py` replaces when the page is written.
"""

import functools
import html
import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from sitebuild.documents.scan import Found, Look, alone, check_raw
from sitebuild.i18n.languages import Language

# A mark in converted HTML: private-use characters, which no text may hold (see facts_file.text_of).
KINDS = "fact|link|image|shows|width|height"
MARK = re.compile(f"(?P<alone><p>)?\ue000(?P<kind>{KINDS}) (?P<name>[^\ue001]*)\ue001(?(alone)</p>)")

SPEAKS = re.compile(' lang="\ue000speaks ([^\ue001]*)\ue001"')  # a picture's description that is not its text's own


@functools.lru_cache(maxsize=256)
def convert(text: str, language: Language) -> tuple[str, Found]:
    """Return the HTML of a Markdown text, and what was found in it."""
    markdown = _markdown(language)
    markdown.reset()
    markdown.found = Found()
    body = markdown.convert(text)
    for raw in markdown.htmlStash.rawHtmlBlocks:
        check_raw(raw if isinstance(raw, str) else etree.tostring(raw, encoding="unicode"), markdown.found)
    return body, markdown.found


@functools.lru_cache(maxsize=16)
def _markdown(language: Language) -> Markdown:
    return Markdown(
        extensions=["attr_list", "def_list", "fenced_code", "footnotes", "sane_lists", "tables", Texts(language)],
        extension_configs={
            "tables": {"use_align_attribute": False},
            "footnotes": {
                "BACKLINK_TEXT": language.back_to_text,
                "BACKLINK_TITLE": language.back_to_mark,
                "SEPARATOR": "-",
            },
        },
        output_format="html",
    )


class Texts(Extension):
    def __init__(self, language: Language):
        super().__init__()
        self.language = language

    def extendMarkdown(self, md):
        # After code spans (190), so that nothing is filled in there; before links (160) and the rest.
        md.inlinePatterns.register(PlacedFact(r"\{\{\s*(.*?)\s*\}\}", md), "fact", 175)
        # After attribute lists (8), footnotes (50) and inlines (20): the tree is complete.
        md.treeprocessors.register(Look(md), "look", 4)
        md.treeprocessors.register(Sections(md, self.language), "sections", 3)


class PlacedFact(InlineProcessor):
    """{{ name }} becomes a mark."""

    def handleMatch(self, m, data):
        self.md.found.placed.append(m[1])
        return self.md.htmlStash.store(f"\ue000fact {html.escape(m[1])}\ue001"), m.start(0), m.end(0)


class Sections(Treeprocessor):
    """Put each heading and what follows it into a <section>, which takes the heading's class."""

    def __init__(self, md, language):
        super().__init__(md)
        self.language = language

    def run(self, root):
        for mark in root.iter("a"):
            if mark.get("class") == "footnote-ref":  # read by itself, in a list of links, a number says nothing
                mark.set("aria-label", self.language.source_number(mark.text))
        self._pictures(root)
        children, section = list(root), root
        for child in children:
            if child.tag == "h2":
                root.remove(child)
                section = etree.SubElement(root, "section")
                if css_class := child.attrib.pop("class", None):
                    section.set("class", css_class)
                section.append(child)
            elif child.get("class") == "footnote":
                root.remove(child)
                root.append(self._sources(child))
            elif section is not root:
                root.remove(child)
                section.append(child)

    @staticmethod
    def _pictures(root):
        """A picture by itself is a figure, its title the words below it; an item with one, and its list, are drawn."""
        for parent in root.iter():
            for child in parent:
                if child.tag == "p" and alone(child, "img"):
                    child.tag = "figure"
                    if words := child[0].attrib.pop("title", ""):
                        etree.SubElement(child, "figcaption").text = words
                if child.tag == "img":
                    child.set("loading", "lazy")  # the words come first
                if child.tag == "li" and child.find(".//img") is not None:
                    for each in (child, parent):
                        each.set("class", " ".join(dict.fromkeys(f"{each.get('class', '')} drawn".split())))

    def _sources(self, footnotes):
        section = etree.Element("section", {"class": "sources"})
        heading = etree.SubElement(section, "h2", {"id": "sources"})
        heading.text = self.language.sources
        section.extend(e for e in footnotes if e.tag != "hr")
        for item in section.iter("li"):  # a source that is cited five times needs one way back
            for parent in item.iter():
                backlinks = [e for e in parent if e.get("class") == "footnote-backref"]
                for backlink in backlinks[1:]:
                    parent.remove(backlink)
        return section
