"""A card for the wallet, as large as a bank's: ten to a sheet, a language on each side."""

from sitebuild.data.layout import Format, Step
from sitebuild.data.sheets import A4, fixed
from sitebuild.i18n.marked import gettext_noop

FORMAT = Format(
    sheet=A4,
    panel=(85, 55),
    panels=(1, 1),
    sides=fixed(((1, 1),) * 5, ((2, 2),) * 5),
    flip="long",
    cut="all",
    margin=4.5,
    one_by_one=True,
    bilingual=True,
    drawings=False,
    imprint="none",
    description=gettext_noop("Wallet card, ten to an A4 sheet"),
    finished="finished-card",
    stock=gettext_noop("Cards last longer on thicker paper: 160–200 g."),
    steps=(
        Step(
            gettext_noop("Cut along the lines"),
            (gettext_noop("Ten cards a sheet: 50 cards take 5 sheets."),),
            "cut-card",
        ),
        Step(
            gettext_noop("One language on each side"),
            (gettext_noop("Throw old ones away: the month is on the card."),),
            "finished-card",
        ),
    ),
)
