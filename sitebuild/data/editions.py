"""The files that a pamphlet is made into, each with what readers call it."""

from dataclasses import dataclass, replace
from typing import Literal

from sitebuild.data.sheets import ENLARGED
from sitebuild.i18n.marked import gettext_noop, pgettext_noop


@dataclass(frozen=True)
class Edition:
    """One file of a pamphlet."""

    name: str
    colours: Literal["rgb", "cmyk", "grey"]  # see paper/colours.py
    lay: Literal["panels", "sheets", "bleed"]  # panels one by one; sheets for an office printer; for a print shop
    label: str  # of the link to it
    in_file_name: tuple[str, str]  # its word there, with the context of that message
    scale: float = 1.0  # of the sheet, 1 for the format's own


BLACK = Edition(
    "black", "grey", "sheets", gettext_noop("Black and white"), pgettext_noop("edition, in a file's name", "black")
)
COLOUR = Edition(
    "colour", "cmyk", "sheets", gettext_noop("Colour"), pgettext_noop("edition, in a file's name", "colour")
)
READING = Edition(
    "reading", "rgb", "panels", gettext_noop("To read on screen"), pgettext_noop("edition, in a file's name", "reading")
)
PRINT_SHOP = Edition(
    "print-shop",
    "cmyk",
    "bleed",
    gettext_noop("For a print shop"),
    pgettext_noop("edition, in a file's name", "print shop"),
)
# Of every pamphlet, unless its format says otherwise; the cheapest to print first.
EDITIONS = (BLACK, COLOUR, READING, PRINT_SHOP)

# The same on A3, for what is A4.
BLACK_A3 = replace(
    BLACK,
    name="black-a3",
    label=gettext_noop("Black and white, A3"),
    in_file_name=pgettext_noop("edition, in a file's name", "black A3"),
    scale=ENLARGED,
)
COLOUR_A3 = replace(
    COLOUR,
    name="colour-a3",
    label=gettext_noop("Colour, A3"),
    in_file_name=pgettext_noop("edition, in a file's name", "colour A3"),
    scale=ENLARGED,
)
PRINT_SHOP_A3 = replace(PRINT_SHOP, scale=ENLARGED)
