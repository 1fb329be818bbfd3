"""Sheets of paper, and what is printed on each of their sides. All lengths are in mm.

A side of a sheet is rows of panel numbers, read from its top left corner; 0 is a blank, a negative number a panel that
lies upside down. Panels are numbered from 1, as they are read.
"""

from collections.abc import Callable

Rows = tuple[tuple[int, ...], ...]
Size = tuple[float, float]  # width and height

A4, A3 = (210.0, 297.0), (297.0, 420.0)
ENLARGED = A3[0] / A4[0]


def lying(sheet: Size) -> Size:
    """Return a sheet on its side."""
    return max(sheet), min(sheet)


def fixed(*sides: Rows) -> Callable[[int], list[Rows]]:
    """Return the sides of a sheet on which each panel has its place, whatever their number."""
    return lambda panels: list(sides)


def saddle(panels: int) -> list[Rows]:
    """Return the sides of what is folded and stapled in its middle; blanks stand before the last page."""
    pages = [*range(1, panels), *[0] * (-panels % 4), panels]
    sides: list[Rows] = []
    first, last = 0, len(pages) - 1
    while first < last:
        sides.append(((pages[last], pages[first]),))
        sides.append(((pages[first + 1], pages[last - 1]),))
        first, last = first + 2, last - 2
    return sides
