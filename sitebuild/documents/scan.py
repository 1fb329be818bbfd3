"""What a Markdown text holds, and what it may not: the look that is taken at it once, while it is converted."""

import html
import re
from dataclasses import dataclass, field

from markdown.treeprocessors import Treeprocessor

from sitebuild.diagnostics.messages import _

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
    headings: list[tuple[str, str]] = field(default_factory=list)  # id and words
    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)  # key, key#id or #id
    images: list[str] = field(default_factory=list)
    undescribed: list[str] = field(default_factory=list)  # of these: what the drawing itself says is enough
    placed: list[str] = field(default_factory=list)  # names in {{ braces }}
    faults: list[Fault] = field(default_factory=list)


def check_raw(raw: str, found: Found) -> None:
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


def alone(element, tag: str) -> bool:
    """Tell whether an element holds one other with this tag and nothing else."""
    texts = [element.text, *(child.tail for child in element)]
    return [child.tag for child in element] == [tag] and not any((text or "").strip() for text in texts)


def _attribute_fault(name: str) -> Fault:
    wrong = _("“{name}” cannot stand in a text", name=name)
    return Fault(name, wrong, _("Take it out: a text may set an id, a class or a language"))


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
            elif element.tag in ("p", "li"):
                self._only_a_link(element)
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
        if not words or re.fullmatch(r"\{[^}]*\}", words):  # an id alone is taken for the heading's words
            found.faults.append(Fault(words or "##", _("this heading is empty"), _("Write the heading's words")))
        elif level == 2:
            if element.get("id"):
                found.sections.append(element.get("id"))
                if "\x02" not in words:  # a heading with a fact in it is no word to look up
                    found.headings.append((element.get("id"), words))
            else:
                wrong = _("this heading has no id")
                found.faults.append(Fault(needle, wrong, _("End the line with a short English word: {#hands}")))
        return max(level, 1)

    @staticmethod
    def _only_a_link(element):
        """Give what holds nothing but a link a class, so that it can be made large enough for a thumb."""
        if alone(element, "a"):
            element.set("class", "alone")

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
        """What only the drawing's file can tell becomes a mark (fill.py)."""
        name = html.unescape(element.get("src", ""))
        found.images.append(name)
        if not (element.get("alt") or "").strip():
            found.undescribed.append(name)
            element.set("alt", f"\ue000shows {name}\ue001")
            element.set("lang", f"\ue000speaks {name}\ue001")
        element.set("src", f"\ue000image {name}\ue001")
        element.set("width", f"\ue000width {name}\ue001")
        element.set("height", f"\ue000height {name}\ue001")
