"""Markdown as our texts use it: sections with names, facts in {{ braces }}, links by key, and no raw HTML.

`convert()` is a pure function of text and language. What only the whole site can know (a fact's value, the
address of a page) stays in the HTML as a mark, which `fill.py` replaces when the page is written.
"""

import functools
import html
import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass, field

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from sitebuild.languages import Language
from sitebuild.voice import _

# A mark in converted HTML: private-use characters, which no text may hold (see facts_file.text_of).
MARK = re.compile("(?P<alone><p>)?\ue000(?P<kind>fact|link|image) (?P<name>[^\ue001]*)\ue001(?(alone)</p>)")
# Out of the site. A text may not use http: (checks/links.py), but a source is cited where it was read.
SCHEMES = ("https:", "http:", "tel:", "mailto:")
# What a text may use beyond Markdown. Everything else could run, load or disguise something.
TAGS = frozenset("abbr bdi bdo br code del ins kbd mark pre q s small span sub sup var wbr".split())
ATTRIBUTES = frozenset(
    "id class lang dir href hreflang src alt title start value reversed colspan rowspan scope abbr datetime cite".split()
)
# Braces without a partner, with some of what stands beside them, so that the line can be found.
BRACES = re.compile("(?P<open>\\{\\{)[^\x02\x03\\n]{0,12}|[^\x02\x03\\n]{0,12}(?P<close>\\}\\})")
TAG = re.compile(r"</?([a-zA-Z][^\s/>]*)|<[!?]")
ATTRIBUTE = re.compile(r"""\s([^\s"'<>/=]+)\s*=""")


@dataclass(frozen=True)
class Fault:
    """Something a text may not do. needle: how it is written there, so that its line can be found."""

    needle: str
    wrong: str
    instead: str
    last: bool = False  # the last place where needle stands, not the first


@dataclass
class Found:
    """What a text holds, in its order: what the checks and the other pages need to know of it."""

    sections: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)  # key, key#id or #id
    images: list[str] = field(default_factory=list)
    placed: list[str] = field(default_factory=list)  # names in {{ braces }}
    faults: list[Fault] = field(default_factory=list)


@functools.lru_cache(maxsize=1024)
def convert(text: str, language: Language) -> tuple[str, Found]:
    """Return the HTML of a Markdown text, and what was found in it."""
    markdown = _markdown(language)
    markdown.reset()
    markdown.found = Found()
    body = markdown.convert(text)
    for raw in markdown.htmlStash.rawHtmlBlocks:
        _check_raw(raw if isinstance(raw, str) else etree.tostring(raw, encoding="unicode"), markdown.found)
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


def _check_raw(raw: str, found: Found) -> None:
    """Note the first tag or attribute in raw HTML that a text may not use."""
    if raw.startswith(("\ue000", "&")):
        return
    for tag in TAG.finditer(raw):
        if (tag[1] or "").lower() not in TAGS:
            wrong = _("{tag} cannot stand in a text", tag=f"<{tag[1]}>" if tag[1] else _("a hidden comment"))
            found.faults.append(Fault(tag[0], wrong, _("Take it out: texts are Markdown, without HTML")))
            return
    for attribute in ATTRIBUTE.findall(" ".join(re.findall(r"<[^>]*>", raw))):
        if attribute.lower() not in ATTRIBUTES - {"href", "src"}:
            found.faults.append(_attribute_fault(attribute))
            return


def _attribute_fault(name: str) -> Fault:
    wrong = _("“{name}” cannot stand in a text", name=name)
    return Fault(name, wrong, _("Take it out: a text may set an id, a class or a language"))


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


class Look(Treeprocessor):
    """Note what a text holds, and turn links by key and images into marks."""

    def run(self, root):
        found, level = self.md.found, 1
        for element in root.iter():
            for name in element.keys():
                if name.lower() not in ATTRIBUTES:
                    found.faults.append(_attribute_fault(name))
            if identifier := element.get("id"):
                if identifier in found.ids:
                    wrong = _("the id “{id}” stands twice in this text", id=identifier)
                    found.faults.append(Fault(f"#{identifier}", wrong, _("Give each heading its own id"), last=True))
                found.ids.add(identifier)
            if element.tag == "a":
                self._link(element, found)
            elif element.tag == "img":
                self._image(element, found)
            elif element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                level = self._heading(element, int(element.tag[1]), level, found)
            if element.tag not in ("code", "pre"):
                self._open_braces(element.text, found)
            self._open_braces(element.tail, found)

    @staticmethod
    def _open_braces(text, found):
        if braces := BRACES.search(text or ""):
            wrong = _("{braces} has no partner", braces=braces["open"] or braces["close"])
            found.faults.append(Fault(braces[0], wrong, _("Write {example}", example="{{ phone }}")))

    @staticmethod
    def _heading(element, level, before, found):
        words = "".join(element.itertext()).strip()
        needle = "# " + re.sub(r"[\x02\x03].*", "", element.text or "").strip()
        if level == 1:
            wrong = _("the title is the only heading of the first level")
            found.faults.append(Fault(needle, wrong, _("Begin the heading with ##")))
        elif level > before + 1:
            wrong = _("this heading leaves out a level")
            found.faults.append(Fault(needle, wrong, _("Begin the heading with {marks}", marks="#" * (before + 1))))
        if not words:
            found.faults.append(Fault("##", _("this heading is empty"), _("Write the heading's words")))
        if level == 2:
            if element.get("id"):
                found.sections.append(element.get("id"))
            else:
                wrong = _("this heading has no id")
                found.faults.append(Fault(needle, wrong, _("End the line with a short English word: {#hands}")))
        return max(level, 1)

    @staticmethod
    def _link(element, found):
        target = html.unescape(element.get("href", ""))
        if element.get("class") in ("footnote-ref", "footnote-backref") or "\x02" in target:
            return  # Python-Markdown's own: footnotes, and mail addresses that it hides from robots
        if target.lower().startswith(SCHEMES):
            return
        found.links.append(target)
        element.set("href", f"\ue000link {target}\ue001")
        if not "".join(element.itertext()).strip() and element.find("img") is None:
            found.faults.append(Fault(f"]({target}", _("this link has no words"), _("Write them between [ and ]")))

    @staticmethod
    def _image(element, found):
        name = html.unescape(element.get("src", ""))
        if not (element.get("alt") or "").strip():
            wrong = _("the drawing {name} has no description", name=name)
            instead = _("Say what it shows: ![A hand is washed]({name})", name=name)
            found.faults.append(Fault(f"]({name}", wrong, instead))
            element.set("alt", name)  # told already; Pelican would warn of it once more
        found.images.append(name)
        element.set("src", f"\ue000image {name}\ue001")


class Sections(Treeprocessor):
    """Put each heading and what follows it into a <section>, which takes the heading's class."""

    def __init__(self, md, language):
        super().__init__(md)
        self.language = language

    def run(self, root):
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
