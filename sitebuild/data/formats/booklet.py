"""A booklet of A5: sheets folded and stapled in their middle."""

from sitebuild.data.layout import Format, Step
from sitebuild.data.sheets import A4, lying, saddle
from sitebuild.i18n.marked import gettext_noop

FORMAT = Format(
    sheet=lying(A4),
    panel=(148.5, 210),
    panels=(4, 16),
    sides=saddle,
    flip="short",
    margin=14,
    one_by_one=True,
    description=gettext_noop("A5 booklet"),
    finished="finished-booklet",
    steps=(
        Step(
            gettext_noop("Fold in the middle, and staple along the fold"),
            (gettext_noop("Keep the sheets in the order they come out."),),
            "fold-booklet",
        ),
        Step(
            gettext_noop("Are the pages in order?"),
            (
                gettext_noop("Then print the rest. Sheets of paper for 50 booklets: %(number)s."),
                gettext_noop("Throw old ones away: the month is on the back."),
            ),
            "finished-booklet",
        ),
    ),
)
