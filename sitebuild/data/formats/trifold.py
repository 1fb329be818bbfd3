"""A sheet folded in three: the flap (2) folds in first, so it and its back (5) are narrower."""

from sitebuild.data.layout import Format, Step
from sitebuild.data.sheets import A4, fixed, lying
from sitebuild.i18n.marked import gettext_noop

FORMAT = Format(
    sheet=lying(A4),
    panel=(100, 210),
    narrow={2: 97, 5: 97},
    panels=(6, 6),
    sides=fixed(((2, 6, 1),), ((3, 4, 5),)),
    flip="short",
    margin=8,
    description=gettext_noop("One A4 sheet, both sides, folded in three"),
    finished="finished-trifold",
    steps=(
        Step(
            gettext_noop("Fold the right-hand third in first, then the left-hand third over it"),
            (gettext_noop("Lay the sheet with the fold marks facing up. They show where to fold."),),
            "fold-trifold",
        ),
        Step(
            gettext_noop("The title is on the outside"),
            (
                gettext_noop("Is it? Then print the rest. 50 pamphlets take 50 sheets."),
                gettext_noop("Throw old ones away: the month is on the back."),
            ),
            "finished-trifold",
        ),
    ),
)
