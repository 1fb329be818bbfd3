"""A look is one that the theme has, and stands where it has an effect: a red frame lost to a typing slip hurts people."""

from collections.abc import Iterator

from sitebuild.data.loader import nearest
from sitebuild.data.looks import LOOKS, Look
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem
from sitebuild.documents.block import Dress, Dressed
from sitebuild.documents.document import Text, at
from sitebuild.documents.index import Section
from sitebuild.documents.site import Site

ITEM = {"ol": "1. …", "ul": "- …"}


def check(site: Site) -> Iterator[Problem]:
    """Yield a problem for each look that is unknown, or that has no effect where it stands."""
    for text in site.texts:
        for dressed in text.index.dressed:
            for name in dressed.names if text.wrote(dressed.place) else ():
                if fault := _fault(name, dressed, text):
                    yield at(dressed.place, *fault)


def _fault(name: str, dressed: Dressed, text: Text) -> tuple[str, str] | None:
    """Return what is wrong with a look, and what to write instead."""
    if (look := LOOKS.get(name)) is None:
        near = nearest(name, LOOKS)
        instead = _("Write {name}", name=f".{near}") if near else _listed(text)
        return _("there is no look called “{name}”", name=name), instead
    written = f".{name}"
    if look.on == "words":
        wrong = _("the look “{name}” is for words in a sentence", name=written)
        return (wrong, _("Write {name}", name=look.written)) if dressed.on is Dress.SECTION else None
    if dressed.on is not Dress.SECTION:
        wrong = _("the look “{name}” is for a whole section", name=written)
        return wrong, _("Write it after the section's heading: {example}", example=look.written)
    if not look.stands_on(text.header.kind):
        wrong = _("a page of the kind “{kind}” has no look “{name}”", kind=text.header.kind, name=written)
        return wrong, _listed(text)
    if look.list and _lacks_its_list(look, text.index.sections[dressed.section]):
        wrong = _("the look “{name}” is for a list", name=written)
        return wrong, _("Write the section as a list: {example}", example=ITEM[look.list])
    return None


def _lacks_its_list(look: Look, section: Section) -> bool:
    """Tell whether a section has no list of its look's kind; a block of the theme may bring one with it."""
    brought = any(placed.alone for block in section.blocks for placed in block.placeholders)
    return look.list not in section.lists and not brought


def _listed(text: Text) -> str:
    """Return the advice to write one of the looks that this text may have."""
    fit = [f".{look.name}" for look in LOOKS.values() if look.on == "section" and look.stands_on(text.header.kind)]
    return _("Write one of: {names}", names=", ".join(fit)) if fit else _("Take it out")
