"""A format of pamphlets, and where its panels lie on their sheet, where that is folded and cut. All lengths are in mm."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from sitebuild.data.editions import EDITIONS, Edition
from sitebuild.data.sheets import Rows, Size

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
class Step:
    """What one does to the sheet once it is printed: a drawing, an order in a few words, and what to know of it.

    The words are marked messages. In what one should know, %(number)s stands for the sheets that 50 pamphlets take.
    """

    order: str
    details: tuple[str, ...] = ()
    drawing: str | None = None  # of theme/static/drawings, without .svg


@dataclass(frozen=True)
class Format:
    """A kind of pamphlet: its paper, its panels, and what readers are told of both. Readers' words are marked messages.

    What its panels look like beside all others' stands in theme/static/css/paper/<format>.css, where there is such a
    sheet; the class of its body is the format's name.
    """

    sheet: Size
    panel: Size
    panels: tuple[int, int]  # the least and the most that it may have
    sides: Callable[[int], list[Rows]]  # from the number of panels to the sides of its sheets
    margin: float  # white around a panel's text
    editions: tuple[Edition, ...] = EDITIONS
    narrow: dict[int, float] = field(default_factory=dict, hash=False)  # the width of panels that differ
    flip: Literal["short", "long"] | None = None  # the edge over which a printer turns the sheet; None: one side only
    cut: Literal["slit", "all"] | None = None  # lines to cut along
    one_by_one: bool = False  # a print shop gets the panels and imposes them itself
    bilingual: bool = False  # after the text's own panels come those of the next language
    drawings: bool = True  # whether its panels have room for its text's drawings
    # Whose it is: in full, by name (its readers may read an address aloud to 112), or not at all (nobody should see it).
    imprint: Literal["full", "name", "none"] = "full"
    description: str = ""  # of the paper, for readers who choose by it
    finished: str | None = None  # the drawing of how one has it in the hand
    stock: str = ""  # which paper to print it on, where that matters
    steps: tuple[Step, ...] = ()  # after printing

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
