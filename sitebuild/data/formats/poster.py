"""A poster for the wall, with lines to fill in; larger for whoever has a printer or a shop for it."""

from sitebuild.data.editions import BLACK, BLACK_A3, COLOUR, COLOUR_A3, PRINT_SHOP_A3, READING
from sitebuild.data.layout import Format, Step
from sitebuild.data.sheets import A4, fixed
from sitebuild.i18n.marked import gettext_noop

FORMAT = Format(
    sheet=A4,
    panel=A4,
    panels=(1, 1),
    sides=fixed(((1,),)),
    margin=14,
    imprint="name",
    editions=(BLACK, BLACK_A3, COLOUR, COLOUR_A3, READING, PRINT_SHOP_A3),
    description=gettext_noop("Poster, A4 or A3"),
    finished="hang-poster",
    steps=(
        Step(
            gettext_noop("Fill in the lines with a thick marker"),
            (
                gettext_noop(
                    "Where are you? Where are the naloxone and the defibrillator? Write so that a stranger can read it"
                    " aloud to 112."
                ),
            ),
            "fill-poster",
        ),
        Step(
            gettext_noop("Hang it at eye level, by the door or the phone"),
            (gettext_noop("Throw old ones away: the month is at the bottom."),),
            "hang-poster",
        ),
    ),
)
