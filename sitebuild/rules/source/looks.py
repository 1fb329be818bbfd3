"""A look is one that the theme has, and stands where it has an effect: a red frame lost to a typing slip hurts people."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitebuild.data.loader import nearest
from sitebuild.data.looks import LOOKS, Look
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem
from sitebuild.documents.document import Text
from sitebuild.documents.site import Site

# Classes that converting a text gives; where an editor writes one, it is a look that does not exist.
OURS = frozenset(("alone", "drawn", "footnote", "footnote-backref", "footnote-ref", "sources"))
CLASS = re.compile(r' class="([^"]*)"')
BLOCK = re.compile("<p>\ue000fact [^\ue001]*\ue001</p>")  # it may bring a list with it
CODE = re.compile(r"`[^`\n]*`")
ITEM = {"ol": "1. …", "ul": "- …"}


def check(site: Site) -> Iterator[Problem]:
    """Yield a problem for each look that is unknown, or that has no effect where it stands."""
    for text in site.texts:
        if not _dressed(text):
            continue
        dressed = [node for node in LexborHTMLParser(text.html).css("[class]") if node.tag != "code"]
        for name in dict.fromkeys(name for node in dressed for name in _names(node)):
            if name in LOOKS:
                for node in dressed:
                    if name in _names(node):
                        yield from _misplaced(LOOKS[name], node, text)
            else:
                yield from _unknown(name, text)


def _dressed(text: Text) -> bool:
    """Tell whether a text may write a class; most hold none but those that their conversion gave."""
    names = {name for names in CLASS.findall(text.html) for name in names.split()}
    return not names <= OURS or any(f".{name}" in text.body for name in names)


def _names(node: LexborNode) -> list[str]:
    return (node.attributes["class"] or "").split()


def _unknown(name: str, text: Text) -> Iterator[Problem]:
    lines = _lines(text, name)
    if not lines and (name in OURS or not text.writes(name)):
        return
    for line in lines or [text.first_line]:
        wrong = _("there is no look called “{name}”", name=name)
        near = nearest(name, LOOKS)
        instead = _("Write {name}", name=f".{near}") if near else _listed(text)
        yield text.problem_at(line, wrong, instead)


def _misplaced(look: Look, node: LexborNode, text: Text) -> Iterator[Problem]:
    """Yield what is wrong with a look that there is."""
    name, section = f".{look.name}", node.tag == "section"
    if look.on == "words":
        if section:
            wrong = _("the look “{name}” is for words in a sentence", name=name)
            yield text.problem_at(_heading(node, text), wrong, _("Write {name}", name=look.written))
    elif not section:
        for line in _lines(text, look.name, headings=False):
            wrong = _("the look “{name}” is for a whole section", name=name)
            yield text.problem_at(
                line, wrong, _("Write it after the section's heading: {example}", example=look.written)
            )
    elif not look.stands_on(text.header.kind):
        wrong = _("a page of the kind “{kind}” has no look “{name}”", kind=text.header.kind, name=name)
        yield text.problem_at(_heading(node, text), wrong, _listed(text))
    elif look.list and not node.css_matches(look.list) and not BLOCK.search(node.html or ""):
        wrong = _("the look “{name}” is for a list", name=name)
        instead = _("Write the section as a list: {example}", example=ITEM[look.list])
        yield text.problem_at(_heading(node, text), wrong, instead)


def _listed(text: Text) -> str:
    """Return the advice to write one of the looks that this text may have."""
    fit = [f".{look.name}" for look in LOOKS.values() if look.on == "section" and look.stands_on(text.header.kind)]
    return _("Write one of: {names}", names=", ".join(fit)) if fit else _("Take it out")


def _heading(section: LexborNode, text: Text) -> int | None:
    """Return the line of a section's heading; an id that only begins like its own, or a link to it, is none."""
    heading = section.css_first("h2")
    identifier = heading.attributes.get("id") if heading else None
    written = re.compile(rf"\{{[^{{}}\n]*#{re.escape(identifier or '')}(?![\w-])[^{{}}\n]*\}}[ #]*$")
    lines = enumerate(text.body.split("\n"), start=text.first_line)
    return next((number for number, line in lines if identifier and written.search(line)), None)


def _lines(text: Text, name: str, headings: bool = True) -> list[int]:
    """Return the lines of a text whose {attributes} name a class. headings: also those of its sections."""
    written = re.compile(rf"(?<!\{{)\{{(?!\{{)(?:[^{{}}\n]*[\s.:\"'=])?{re.escape(name)}(?![\w-])[^{{}}\n]*\}}")
    lines = enumerate(CODE.sub("", text.body).split("\n"), start=text.first_line)
    return [number for number, line in lines if written.search(line) and (headings or not line.startswith("## "))]
