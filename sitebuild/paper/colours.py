"""The four colours of paper, and what each becomes in an edition: CMYK with black as K alone, or grey.

Texts are set once, in these four sRGB colours; a sheet's content stream is rewritten operator by operator. Any other
colour is a mistake: a printer would mix it, or a grey sheet would hold colour.
"""

import zlib
from typing import cast

from pikepdf import (
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    PdfImage,
    Stream,
    parse_content_stream,
    unparse_content_stream,
)

# sRGB as in paper.css → CMYK for a print shop → grey for a black-only printer, each from 0 to 1.
PALETTE = {
    "#000000": ((0, 0, 0, 1), 0),  # ink: K alone, so that small text stays sharp
    "#ffffff": ((0, 0, 0, 0), 1),  # paper
    "#ffd60a": ((0, 0.14, 1, 0), 1),  # the bin: a ground for ink; without colour its frame carries it
    "#b3001e": ((0, 1, 0.9, 0.25), 0),  # the lid: an emergency; without colour it is ink
}
FILL, STROKE = ("rg", "g", "k", "sc", "scn"), ("RG", "G", "K", "SC", "SCN")
SPACES = ("cs", "CS")
TAGS = ("BMC", "BDC", "EMC", "MP", "DP")  # belong to the structure, which stays in the reading PDF


class UnknownColour(ValueError):
    """A colour that is not one of the four; str() is its name in CSS."""


def hexadecimal(values: list[float]) -> str:
    """Return a colour of one (grey) or three (sRGB) parts as CSS writes it."""
    parts = [*values] * 3 if len(values) == 1 else values
    return "#" + "".join(f"{round(float(part) * 255):02x}" for part in parts)


def recoloured(instructions, colours: str) -> list[ContentStreamInstruction]:
    """Return a content stream in an edition's colours ("cmyk" or "grey"), without marks of structure."""
    done = []
    for operands, operator in instructions:
        name = str(operator)
        if name in SPACES or name in TAGS:
            continue
        if name in FILL or name in STROKE:
            css = hexadecimal([float(operand) for operand in operands]) if len(operands) in (1, 3) else "?"
            if css not in PALETTE:
                raise UnknownColour(css)
            cmyk, grey = PALETTE[css]
            fill = name in FILL
            if colours == "cmyk":
                done.append(ContentStreamInstruction(cmyk, Operator("k" if fill else "K")))
            else:
                done.append(ContentStreamInstruction([grey], Operator("g" if fill else "G")))
        else:
            done.append(ContentStreamInstruction(operands, operator))
    return done


def recolour(form: Object, colours: str, done: set | None = None) -> None:
    """Rewrite a form, and the forms and pictures inside it, into an edition's colours.

    Raises UnknownColour for a fifth colour or a gradient.
    """
    done = set() if done is None else done
    if form.objgen in done:
        return
    done.add(form.objgen)
    resources = form.get("/Resources", Dictionary())
    form.write(unparse_content_stream(recoloured(parse_content_stream(form), colours)))
    for name in ("/Pattern", "/Shading"):
        if len(resources.get(name, Dictionary())):
            raise UnknownColour("gradient")
    for name in ("/ColorSpace", "/Properties", "/Pattern", "/Shading"):
        if name in resources:
            del resources[name]
    for inner in resources.get("/XObject", Dictionary()).values():
        if inner.get("/Subtype") == Name.Form:
            recolour(inner, colours, done)
        elif inner.objgen not in done:
            done.add(inner.objgen)
            _convert(inner, colours)


def _convert(picture: Object, colours: str) -> None:
    """Rewrite a photo into grey or CMYK."""
    image = PdfImage(cast(Stream, picture)).as_pil_image().convert("L" if colours == "grey" else "CMYK")
    picture.write(zlib.compress(image.tobytes(), 9), filter=Name.FlateDecode)
    picture.ColorSpace = Name.DeviceGray if colours == "grey" else Name.DeviceCMYK
    picture.BitsPerComponent = 8
    for name in ("/DecodeParms", "/Decode"):
        if name in picture:
            del picture[name]
