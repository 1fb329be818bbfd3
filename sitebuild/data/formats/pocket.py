"""A small book of one sheet: fold it to eight, cut the slit, push the ends together."""

from sitebuild.data.layout import Format, Step
from sitebuild.data.sheets import A4, fixed, lying
from sitebuild.i18n.marked import gettext_noop

FORMAT = Format(
    sheet=lying(A4),
    panel=(74.25, 105),
    panels=(8, 8),
    sides=fixed(((-5, -4, -3, -2), (6, 7, 8, 1))),
    cut="slit",
    margin=7.5,
    description=gettext_noop("Small book made from one A4 sheet, with one cut"),
    finished="finished-pocket",
    steps=(
        Step(
            gettext_noop("Fold into eight, unfold, cut along the line in the middle"),
            (gettext_noop("Cut only along the printed line. Do not cut to the edges."),),
            "cut-pocket",
        ),
        Step(
            gettext_noop("Fold lengthwise, and push the ends together"),
            (
                gettext_noop("The cut opens. Fold it flat into a small book, with the front on the outside."),
                gettext_noop("50 pamphlets take 50 sheets."),
                gettext_noop("Throw old ones away: the month is on the back."),
            ),
            "fold-pocket",
        ),
    ),
)
