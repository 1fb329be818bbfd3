"""Where panels lie on a sheet of paper, and where it is folded and cut. All lengths are in mm.

A side of a sheet is rows of panel numbers, read from its top left corner; 0 is a blank, a negative number a panel that
lies upside down. Panels are numbered from 1, as they are read.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

Rows = tuple[tuple[int, ...], ...]
Line = tuple[float, float, float, float]  # x and y of both ends, from the sheet's top left corner

PRINTER = 5.0  # an office printer leaves this much white along each edge of the sheet
BLEED = 3.0  # a print shop cuts this much off
ENDLESS = 4000.0  # no panel's text is longer
TICK = 4.0  # length of a fold mark


@dataclass(frozen=True)
class Place:
    """Where a panel lies on a side: its number, the left and top edge, width and height, and which way up."""

    panel: int
    x: float
    y: float
    width: float
    height: float
    turned: bool


@dataclass(frozen=True)
class Edition:
    """One file of a pamphlet. name: what it is for; colours: see colours.py.

    lay: its pages are the panels one by one, or sheets for an office printer, or what a print shop wants: with
    bleed and marks. scale: of the sheet, 1 for the format's own.
    """

    name: str
    colours: Literal["rgb", "cmyk", "grey"]
    lay: Literal["panels", "sheets", "bleed"]
    scale: float = 1.0


@dataclass(frozen=True)
class Format:
    """A kind of pamphlet.

    sheet, panel: width and height. panels: least and most. sides: from the number of panels to the sides.
    narrow: the width of panels that differ. margin: white around a panel's text. flip: the edge over which a
    printer turns the sheet for its second side. cut: lines to cut along. one_by_one: a print shop gets the panels
    and imposes them itself. bilingual: after the text's own panels come those of the next language.
    drawings: whether its panels have room for its text's drawings. imprint: whether it says whose it is in full, by
    name (its readers may read an address aloud to 112), or not at all (nobody should see whose it is).
    """

    sheet: tuple[float, float]
    panel: tuple[float, float]
    panels: tuple[int, int]
    sides: Callable[[int], list[Rows]]
    margin: float
    editions: tuple[Edition, ...]
    narrow: dict[int, float] = field(default_factory=dict, hash=False)
    flip: Literal["short", "long"] | None = None
    cut: Literal["slit", "all"] | None = None
    one_by_one: bool = False
    bilingual: bool = False
    drawings: bool = True
    imprint: Literal["full", "name", "none"] = "full"

    def size(self, panel: int) -> tuple[float, float]:
        """Return the width and height of a panel."""
        return self.narrow.get(panel, self.panel[0]), self.panel[1]

    @property
    def css(self) -> str:
        """Return the rules for the pages that the panels are set on, one panel a page."""
        box = "size: {:g}mm {:g}mm"
        rules = [f"@page {{ {box.format(*self.panel)}; margin: {self.margin:g}mm; bleed: {BLEED:g}mm }}"]
        rules += [f".panel {{ min-height: {self.panel[1] - 2 * self.margin - 0.1:g}mm }}"]
        for panel in self.narrow:
            rules.append(f"@page narrow-{panel} {{ {box.format(*self.size(panel))} }}")
            rules.append(f"#panel-{panel} {{ page: narrow-{panel} }}")
        return "\n".join(rules)

    @property
    def endless_css(self) -> str:
        """The rules, after css(), for panels that end where their text does: they show how long it is."""
        wide = self.panel[0]
        rules = [f"@page {{ size: {wide:g}mm {ENDLESS:g}mm }} .panel {{ min-height: 0 }}"]
        rules += [f"@page narrow-{panel} {{ size: {width:g}mm {ENDLESS:g}mm }}" for panel, width in self.narrow.items()]
        return "\n".join(rules)

    def sheets(self, panels: int) -> int:
        """Return how many sheets of paper one copy of a text with so many panels takes."""
        sides = len(self.sides(panels))
        return sides // 2 if self.flip else sides

    def places(self, rows: Rows, right_to_left: bool = False) -> list[Place]:
        """Return where each panel of a side lies, the whole in the middle of the sheet.

        In a language that is written from the right the sheet is the mirror image, panel by panel.
        """
        rows = tuple(tuple(reversed(row)) for row in rows) if right_to_left else rows
        places, y = [], (self.sheet[1] - len(rows) * self.panel[1]) / 2
        for row in rows:
            x = (self.sheet[0] - sum(self.size(abs(panel))[0] for panel in row)) / 2
            for panel in row:
                width, height = self.size(abs(panel))
                places.append(Place(abs(panel), x, y, width, height, panel < 0))
                x += width
            y += self.panel[1]
        return places

    def folds(self, places: list[Place]) -> Iterator[Line]:
        """Yield a short mark at both ends of each fold of a side, inside what a printer can print."""
        width, height = self.sheet
        if self.cut == "all":
            return
        for x in sorted({place.x for place in places} - {0}):
            yield x, PRINTER, x, PRINTER + TICK
            yield x, height - PRINTER - TICK, x, height - PRINTER
        for y in sorted({place.y for place in places} - {0}):
            yield PRINTER, y, PRINTER + TICK, y
            yield width - PRINTER - TICK, y, width - PRINTER, y

    def cuts(self, places: list[Place]) -> Iterator[Line]:
        """Yield the lines to cut along."""
        xs = sorted({place.x for place in places} | {place.x + place.width for place in places})
        ys = sorted({place.y for place in places} | {place.y + place.height for place in places})
        if self.cut == "slit":  # over the two panels in the middle
            yield xs[1], ys[1], xs[-2], ys[1]
        if self.cut == "all":
            yield from ((x, ys[0], x, ys[-1]) for x in xs)
            yield from ((xs[0], y, xs[-1], y) for y in ys)
