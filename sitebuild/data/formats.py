"""The formats of pamphlets, each a description of a few lines. A new one is an entry in FORMATS. Lengths are in mm."""

from collections.abc import Callable
from dataclasses import replace

from sitebuild.data.layout import PRINTER, Edition, Format, Rows

A4, A3 = (210, 297), (297, 420)
ENLARGED = A3[0] / A4[0]

BLACK = Edition("black", "grey", "sheets")
COLOUR = Edition("colour", "cmyk", "sheets")
READING = Edition("reading", "rgb", "panels")
PRINT_SHOP = Edition("print-shop", "cmyk", "bleed")
# Of every pamphlet, unless its format says otherwise; the cheapest to print first.
EDITIONS = (BLACK, COLOUR, READING, PRINT_SHOP)


def lying(sheet: tuple[float, float]) -> tuple[float, float]:
    """Return a sheet on its side."""
    return max(sheet), min(sheet)


def _saddle(panels: int) -> list[Rows]:
    """Return the sides of a booklet that is folded and stapled in its middle; blanks stand before the last page."""
    pages = [*range(1, panels), *[0] * (-panels % 4), panels]
    sides: list[Rows] = []
    first, last = 0, len(pages) - 1
    while first < last:
        sides.append(((pages[last], pages[first]),))
        sides.append(((pages[first + 1], pages[last - 1]),))
        first, last = first + 2, last - 2
    return sides


def _fixed(*sides: Rows) -> Callable[[int], list[Rows]]:
    return lambda panels: list(sides)


FORMATS = {
    # The flap (2) folds in first, so it and its back (5) are narrower.
    "trifold": Format(
        sheet=lying(A4),
        panel=(100, 210),
        narrow={2: 97, 5: 97},
        panels=(6, 6),
        sides=_fixed(((2, 6, 1),), ((3, 4, 5),)),
        flip="short",
        margin=8,
        editions=EDITIONS,
    ),
    # Fold the sheet to eight, cut the slit, push the ends together.
    "pocket": Format(
        sheet=lying(A4),
        panel=(74.25, 105),
        panels=(8, 8),
        sides=_fixed(((-5, -4, -3, -2), (6, 7, 8, 1))),
        cut="slit",
        margin=7.5,
        editions=EDITIONS,
    ),
    "booklet": Format(
        sheet=lying(A4),
        panel=(148.5, 210),
        panels=(4, 16),
        sides=_saddle,
        flip="short",
        margin=14,
        one_by_one=True,
        editions=EDITIONS,
    ),
    "card": Format(
        sheet=A4,
        panel=(85, 55),
        panels=(1, 1),
        sides=_fixed(((1, 1),) * 5, ((2, 2),) * 5),
        flip="long",
        cut="all",
        margin=4.5,
        one_by_one=True,
        bilingual=True,
        drawings=False,
        imprint="none",
        editions=EDITIONS,
    ),
    "poster": Format(
        sheet=A4,
        panel=A4,
        panels=(1, 1),
        sides=_fixed(((1,),)),
        margin=14,
        imprint="name",
        editions=(
            BLACK,
            replace(BLACK, name="black-a3", scale=ENLARGED),
            COLOUR,
            replace(COLOUR, name="colour-a3", scale=ENLARGED),
            READING,
            replace(PRINT_SHOP, scale=ENLARGED),
        ),
    ),
}

# Not a pamphlet: the form for requests, which is not imposed.
FORM_SHEET = replace(READING, name="form")

# Not a pamphlet: the sheet that tells how a printer turns and scales.
TEST_SHEET = Format(
    sheet=lying(A4),
    panel=lying(A4),
    panels=(2, 2),
    sides=_fixed(((1,),), ((2,),)),
    flip="short",
    margin=PRINTER,
    editions=(replace(BLACK, name="test"),),
)
