"""Lay panels on sheets, in an edition's colours and boxes, with the marks to fold and cut by. Lengths are in mm."""

import io
from collections.abc import Iterable, Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf

from sitebuild.data.editions import Edition
from sitebuild.data.layout import BLEED, PRINTER, Format, Line, Place
from sitebuild.paper.colours import recolour

POINT = 72 / 25.4  # points in a mm
AROUND = 12.0  # of paper around what a print shop cuts to size, for its marks
APART = 4.0  # from the edge to where a crop mark begins: outside the bleed
MARK = 5.0  # a mark's length
HAIRLINE = 0.6  # a mark's width in points
FLIPS = {"short": Name.DuplexFlipShortEdge, "long": Name.DuplexFlipLongEdge, None: Name.Simplex}


def reading(pdf: bytes) -> bytes:
    """Return a PDF with each page cut to its panel: a screen shows no bleed."""
    document = Pdf.open(io.BytesIO(pdf))
    for page in document.pages:
        page.MediaBox = page.TrimBox
        del page.BleedBox, page.TrimBox
    return _saved(document)


def sheets(pdfs: list[bytes], form: Format, edition: Edition, title: str, code: str, right_to_left: bool) -> bytes:
    """Return the panels of one or more PDFs laid out for a printer.

    Office printers get sheets with a white edge; a print shop gets sheets or panels with bleed, boxes and marks.
    title, code: of the document and of its language. right_to_left: whether sheets are the mirror image.
    """
    target = Pdf.new()
    panels = [panel for pdf in pdfs for panel in _panels(pdf, target, edition.colours)]
    shop = edition.lay == "bleed"
    if shop and form.one_by_one:
        size, sides = form.panel, [[Place(n, 0, 0, *form.panel, False)] for n in range(1, len(panels) + 1)]
    else:
        size, sides = form.sheet, [form.places(rows, right_to_left) for rows in form.sides(len(panels) // len(pdfs))]
    for side, places in enumerate(sides, start=1):
        drawn = [_placed(place, size, shop) for place in places if place.panel]
        if not (shop and form.one_by_one):
            drawn += _lines(form.cuts(places), size)
        folded = side == len(sides)  # one folds it with this side up
        if shop:
            drawn += _lines(_outside(size, (0, size[0]), (0, size[1])), size)
            xs, ys = ({place.x for place in places} - {0}, {place.y for place in places} - {0})
            drawn += _lines(_outside(size, sorted(xs), sorted(ys)), size, "[4 3] 0 d") if folded else []
        elif folded:
            drawn += _lines(form.folds(places), size)
        _add_page(target, "\n".join(drawn), panels, size, edition)
    _describe(target, title, code, None if shop else form.flip)
    return _saved(target)


def _panels(pdf: bytes, target: Pdf, colours: str) -> Iterator[Object]:
    """Yield each page of a PDF as a form in the target, bleed and all, in the edition's colours."""
    for page in Pdf.open(io.BytesIO(pdf)).pages:
        form = target.copy_foreign(page.as_form_xobject())
        form.BBox = Array([float(edge) for edge in page.MediaBox])
        recolour(form, colours)
        yield form


def _placed(place: Place, size, bleeds: bool) -> str:
    """Return what draws a panel in its place: within the white edge, or out to the bleed where it meets the sheet's edge."""
    (width, height), outside = size, BLEED if bleeds else -PRINTER
    left = place.x if place.x > 0.1 else -outside
    top = place.y if place.y > 0.1 else -outside
    right = place.x + place.width if place.x + place.width < width - 0.1 else width + outside
    bottom = place.y + place.height if place.y + place.height < height - 0.1 else height + outside
    clip = _numbers(left, height - bottom, right - left, bottom - top)
    x, y = place.x, height - place.y - place.height
    turn = (-1, 0, 0, -1, x + place.width, y + place.height) if place.turned else (1, 0, 0, 1, x, y)
    matrix = " ".join(f"{part:g}" for part in turn[:4])
    return f"q {clip} re W n {matrix} {_numbers(*turn[4:])} cm /P{place.panel} Do Q"


def _lines(lines: Iterable[Line], size, dash: str = "") -> list[str]:
    height = size[1]
    drawn = [f"{_numbers(x, height - y)} m {_numbers(to_x, height - to_y)} l S" for x, y, to_x, to_y in lines]
    return [f"q {HAIRLINE} w {dash}", *drawn, "Q"]


def _outside(size, xs: Iterable[float], ys: Iterable[float]) -> Iterator[Line]:
    """Yield a print shop's marks at both ends of some lines over the sheet, outside the bleed."""
    width, height = size
    for x in xs:
        yield x, -APART, x, -APART - MARK
        yield x, height + APART, x, height + APART + MARK
    for y in ys:
        yield -APART, y, -APART - MARK, y
        yield width + APART, y, width + APART + MARK, y


def _add_page(target: Pdf, drawn: str, panels: list[Object], size, edition: Edition) -> None:
    """Add a page with a print shop's white around it, or none."""
    around = AROUND * POINT if edition.lay == "bleed" else 0
    width, height = (length * edition.scale * POINT for length in size)
    page = target.add_blank_page(page_size=(width + 2 * around, height + 2 * around))
    black = "0 0 0 1 K" if edition.colours == "cmyk" else "0 G"
    move = f"{edition.scale:.6f} 0 0 {edition.scale:.6f} {around:.3f} {around:.3f} cm"
    page.Contents = target.make_stream(f"q {move} {black}\n{drawn}\nQ".encode())
    used = {f"/P{n}": panel for n, panel in enumerate(panels, start=1) if f"/P{n} Do" in drawn}
    page.Resources = Dictionary(XObject=Dictionary(used))
    page.TrimBox = _box(width, height, around, 0)
    page.BleedBox = _box(width, height, around, BLEED * POINT if around else 0)


def _box(width: float, height: float, corner: float, beyond: float) -> Array:
    edges = (corner - beyond, corner - beyond, corner + width + beyond, corner + height + beyond)
    return Array([round(edge, 3) for edge in edges])


def _describe(target: Pdf, title: str, code: str, flip: str | None) -> None:
    """Write the title, the language, and what a printer's dialogue shows first: actual size, and the edge to flip over."""
    with target.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:language"] = {code}
    target.Root.Lang = code
    target.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, PrintScaling=Name("/None"), Duplex=FLIPS[flip])


def _saved(document: Pdf) -> bytes:
    document.remove_unreferenced_resources()
    out = io.BytesIO()
    document.save(out, deterministic_id=True, compress_streams=True, recompress_flate=False)
    return out.getvalue()


def _numbers(*lengths: float) -> str:
    return " ".join(f"{length * POINT:.3f}" for length in lengths)
