"""A text says the same in all languages: per section the same citations, facts, links, drawings, sections and numbers.

What a section includes is compared where it stands, in its own two languages.
"""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass

from sitebuild.diagnostics.messages import _
from sitebuild.documents.block import Place
from sitebuild.documents.document import Text, at
from sitebuild.documents.index import Section


@dataclass(frozen=True)
class Thing:
    """Something that both languages should have: what it is, how it is written, and where it stands."""

    what: Hashable
    written: str
    place: Place


@dataclass(frozen=True)
class Side:
    """A section in one language."""

    text: Text
    section: Section


def compare(site, told: set[str]):
    """Yield a problem for each section whose versions differ; both lines are named.

    told: the files that have problems of their own. Without facts or catalogues nothing can be compared.
    """
    texts = {text.shown for text in site.texts}
    if told - texts:
        return
    for versions in site.versions_by_key().values():
        first, *others = (versions[code] for code in site.languages if code in versions)
        for other in others:
            pairs = list(zip(other.index.sections, first.index.sections, strict=False))
            if not {first.shown, other.shown} & told and all(here.id == there.id for here, there in pairs):
                for here, there in pairs:
                    yield from _compared(Side(other, here), Side(first, there))


def _compared(here, there):
    """Yield the first difference of two sections, at the thing that the other one has not."""
    for kind, differ, a, b in zip(*_kinds(), _things(here), _things(there), strict=True):
        mine, theirs = differ(a, b)
        if mine:
            yield _problem(kind, here, mine, there, theirs)
        elif theirs:
            yield _problem(kind, there, theirs, here, None)
        if mine or theirs:
            return


def _problem(kind, here, mine, there, theirs):
    wrong = _(
        "in section “{id}”, {kind} {mine} stands here, but {theirs} at {file}:{line}",
        id=here.section.id or "–",
        kind=kind,
        mine=mine.written,
        theirs=theirs.written if theirs else _("nothing"),
        file=there.text.path.name,
        line=theirs.place.line if theirs else there.section.place.line,
    )
    return at(mine.place, wrong, _("Let both languages say the same, in the same order"))


def _kinds():
    """Return the kinds of things in an editor's words, and how each is compared."""
    kinds = (_("the source"), _("the fact"), _("the link"), _("the drawing"), _("the section"), _("the number"))
    return kinds, (_in_order, _as_often, _in_order, _in_order, _in_order, _at_all)


def _things(side):
    """Return what stands in a section in the text's own file, kind by kind."""
    blocks, index = side.section.body, side.text.index
    kinds = (
        (Thing(each.row, each.row, each.place) for block in blocks for each in block.citations),
        (Thing(each.name, each.name, each.place) for block in blocks for each in block.placeholders),
        (Thing(each.target, each.target, each.place) for block in blocks for each in block.links),
        (Thing(each.name, each.name, each.place) for block in blocks for each in block.pictures),
        (
            Thing((each.key, each.id), f"{each.key}#{each.id}", each.place)
            for each in index.includes
            if index.section_at(each.place.line) is side.section
        ),
        (Thing(each.value, each.written, each.place) for block in blocks for each in block.numbers),
    )
    return [[thing for thing in things if side.text.wrote(thing.place)] for things in kinds]


def _in_order(here, there):
    """Return the first thing in which two lists differ, of either one; None where it lacks what the other has."""
    mine, theirs = [each.what for each in here], [each.what for each in there]
    at_ = next((i for i, pair in enumerate(zip(mine, theirs, strict=False)) if pair[0] != pair[1]), None)
    at_ = min(len(mine), len(theirs)) if at_ is None else at_
    if mine[at_ + 1 :] == theirs[at_:] and mine[at_:]:
        return here[at_], None
    if mine[at_:] == theirs[at_ + 1 :] and theirs[at_:]:
        return None, there[at_]
    return next(iter(here[at_:]), None), next(iter(there[at_:]), None)


def _as_often(here, there):
    """Return a thing of each that is not as often in the other; their order does not matter."""
    return _more(here, there), _more(there, here)


def _more(here, there):
    left = Counter(thing.what for thing in there)
    for thing in here:
        left[thing.what] -= 1
        if left[thing.what] < 0:
            return thing
    return None


def _at_all(here, there):
    """Return a thing that only one of the two has; how often does not matter."""
    mine, theirs = {thing.what for thing in here}, {thing.what for thing in there}
    alone = next((thing for thing in here if thing.what not in theirs), None)
    return alone, None if alone else next((thing for thing in there if thing.what not in mine), None)
