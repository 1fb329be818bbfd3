"""What must be true of a set pamphlet: every panel holds its text, and every word of it can be read on the page."""

import io
import math
import re
import statistics
from collections.abc import Iterable, Iterator

import pypdfium2
from selectolax.lexbor import LexborHTMLParser

from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem
from sitebuild.documents.block import Place
from sitebuild.documents.document import Text, at
from sitebuild.documents.index import Index
from sitebuild.paper import fonts
from sitebuild.paper.engine import Leaf
from sitebuild.paper.panels import SOFT_HYPHEN, Panel
from sitebuild.rendering.nodes import sure

COARSEST = 200  # dots an inch: with fewer, edges look like stairs on paper
# What a line's end may add or take away, and what the style puts before the items of a list.
UNSEEN = re.compile(rf"[\s{SOFT_HYPHEN}\ufffe\x02×–-]")


def faults(text: Text, panels: list[Panel], leaves: list[Leaf]) -> Iterator[Problem]:
    """Yield a problem for each word that is wider than its panel, and for each picture that is too coarse."""
    for panel, pages in _of_panels(panels, leaves):
        for leaf in pages:
            for word in leaf.wide:
                wrong = _("“{word}” is wider than panel {number}", word=word, number=panel.number)
                yield _at(text, panel, word, wrong, _("Write a shorter word, or say it in several"))
            for address, dots in leaf.images:
                if dots < COARSEST:
                    name = address.rpartition("/")[2]
                    wrong = _(
                        "the picture {name} is too coarse to print ({dots} dots an inch)", name=name, dots=round(dots)
                    )
                    instead = _("Take a drawing (SVG), or a picture with at least {dots} dots an inch", dots=COARSEST)
                    yield _at(text, panel, name, wrong, instead)


def too_long(text: Text, panels: list[Panel], leaves: list[Leaf], endless: list[Leaf]) -> Iterator[Problem]:
    """Yield a problem for each panel that does not hold its text: how many lines, and so about how many words.

    endless: the panels, set on pages without an end.
    """
    heights = {leaf.panel: leaf.height for leaf in leaves if leaf.panel}
    full = {panel.name for panel, pages in _of_panels(panels, leaves) if len(pages) > 1}
    for panel, (leaf,) in _of_panels(panels, endless):
        if panel.name in full:
            lines = [line for line in leaf.lines if not line.foot]
            height = statistics.median(line.bottom - line.top for line in lines)
            needed = max(line.bottom for line in leaf.lines) - min(line.top for line in leaf.lines)
            over = max(1, math.ceil((needed - heights[panel.name]) / height))
            counts = sorted(len(line.words.split()) for line in lines)
            words = math.ceil(over * statistics.mean(counts[-max(1, len(counts) // 4) :]))  # of the fullest lines
            where = {"number": panel.number, "language": text.language.name}
            if over == 1:
                wrong = _("Panel {number} ({language}) is 1 line too long", **where)
            else:
                wrong = _("Panel {number} ({language}) is {lines} lines too long", lines=over, **where)
            yield _at(text, panel, None, wrong, _("Cut about {words} words", words=words))


def _of_panels(panels, leaves):
    """Yield each panel with its pages: more than one where its text goes on."""
    pages: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        pages.setdefault(leaf.panel or next(reversed(pages)), []).append(leaf)
    for panel in panels:
        if panel.name in pages:
            yield panel, pages[panel.name]


def unprintable(text: Text, html: str, packages: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for the characters of a document that no font of paper has."""
    if lacking := fonts.lacking(sure(LexborHTMLParser(html).body).text(), packages):
        wrong = _("no font of paper has the characters “{characters}”", characters=" ".join(lacking))
        instead = _("Write it in other letters, or name a font that has them in PAPER_FONTS in pelicanconf.py")
        yield _at(text, None, lacking[0], wrong, instead)


def _at(text: Text, panel: Panel | None, words: str | None, wrong: str, instead: str) -> Problem:
    """Return a problem where the words or the picture stand; else at their panel's heading."""
    own = text.index.section(panel.identifier) if panel else None
    place = (_picture(text.index, words) or text.index.place_of(words, own)) if words else None
    if place:
        return at(place, wrong, instead)
    return text.problem_at(text.line_of_section(panel.identifier) if panel else None, wrong, instead)


def _picture(index: Index, name: str) -> Place | None:
    return next((picture.place for picture in index.pictures if picture.name == name), None)


def lost(text: Text, panels: list[Panel], set_in: str, pdf: bytes) -> Iterator[Problem]:
    """Yield a problem for each panel whose words are not those of its page in the PDF.

    set_in: the HTML that was set. Spaces and hyphens at the ends of lines do not count.
    """
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    tree = LexborHTMLParser(set_in)
    for drawing in tree.css("svg"):
        drawing.decompose()
    for numbered in tree.css("ol"):  # the style puts the numbers there
        for number, item in enumerate((node for node in numbered.iter() if node.tag == "li"), start=1):
            sure(item.first_child).insert_before(str(number))
    for panel, page in zip(panels, document, strict=True):
        there = UNSEEN.sub("", page.get_textpage().get_text_bounded())
        here = UNSEEN.sub("", sure(tree.css_first(f"#{panel.name}")).text())
        if here != there:
            at = next((i for i, pair in enumerate(zip(here, there, strict=False)) if pair[0] != pair[1]), len(there))
            wrong = _(
                "panel {number} lost words in print, from “{words}”", number=panel.number, words=here[at : at + 20]
            )
            yield _at(text, panel, None, wrong, _("Ask the people who look after the site"))
