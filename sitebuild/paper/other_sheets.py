"""What is printed and is no pamphlet: the form for requests, and the sheet that tells how a printer turns and scales."""

from dataclasses import replace

from sitebuild.data.editions import BLACK, READING
from sitebuild.data.layout import PRINTER, Format
from sitebuild.data.sheets import A4, fixed, lying

FORM_SHEET = replace(READING, name="form")  # which is not imposed

TEST_SHEET = Format(
    sheet=lying(A4),
    panel=lying(A4),
    panels=(2, 2),
    sides=fixed(((1,),), ((2,),)),
    flip="short",
    margin=PRINTER,
    editions=(replace(BLACK, name="test"),),
)
