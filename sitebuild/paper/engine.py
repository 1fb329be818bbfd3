"""Set panels with WeasyPrint: HTML to a tagged PDF with one panel a page, and what was laid out on each page.

The only module that knows the engine, which is loaded when something is to be set and not before: that takes half
a second.
"""

import contextlib
import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import ProblemFound, of_command
from sitebuild.paper import fonts

INCH = 96  # of WeasyPrint's unit, the CSS pixel
ROUNDING = 0.5  # pixels that a line may reach over its edge
BLOCKS = ("BlockBox", "FlexBox", "InlineBlockBox", "TableCellBox")  # boxes that lines are broken to fit into
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"  # as bootstrap.py installs them


@dataclass(frozen=True)
class Line:
    """A line of words. top, bottom: in CSS pixels from the page's edge. foot: whether it is the panel's imprint."""

    words: str
    top: float
    bottom: float
    foot: bool


@dataclass(frozen=True)
class Leaf:
    """One page as it was laid out.

    panel: the id of the panel that begins on it; None where one goes on from the page before. height: the space for
    text, in CSS pixels. wide: words that are wider than their column. images: each photo's address and dots an inch.
    """

    panel: str | None
    height: float
    lines: list[Line]
    wide: list[str]
    images: list[tuple[str, float]]


def render(
    html: str, base: Path, packages: Iterable[str], cache: Path, fields: bool = False
) -> tuple[bytes, list[Leaf]]:
    """Return a document as a PDF (PDF/UA-1), and its pages.

    base: the file that addresses of images are relative to. packages: the fonts. cache: where their list is kept.
    fields: whether its form can be filled in. Raises ProblemFound where the system lacks what the engine needs.
    """
    weasyprint = _engine(packages, cache)
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("file", "data"))
    document = weasyprint.HTML(string=html, base_url=base.resolve().as_uri(), url_fetcher=fetcher)
    document = document.render(pdf_forms=fields)
    leaves = [_leaf(page) for page in document.pages]
    return document.write_pdf(pdf_variant="pdf/ua-1", pdf_forms=fields), leaves


def _engine(packages, cache):
    # Read when the library is loaded: only our fonts exist then, and no font of the system can stand in.
    os.environ["FONTCONFIG_FILE"] = str(fonts.configuration(packages, cache))
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # what it says of a missing library, we say in one line
            import weasyprint
    except OSError:
        wrong = _("Pango is missing on this machine, and sets the pamphlets")
        instead = _("Write sudo apt-get install {apt}, or on a Mac brew install pango", apt=LIBRARIES)
        raise ProblemFound(of_command(wrong, instead)) from None
    return weasyprint


def _leaf(page) -> Leaf:
    lines, wide, images = [], [], []
    for box, edge, foot in _boxes(page._page_box):
        kind = type(box).__name__
        if kind == "LineBox" and (words := _words(box).strip()):
            lines.append(Line(words, box.position_y, box.position_y + box.height, foot))
        elif kind == "TextBox" and box.position_x + box.width > edge + ROUNDING:
            wide.append(box.text.strip())
        elif kind.endswith("ReplacedBox") and type(box.replacement).__name__ == "RasterImage":
            images.append((box.element.get("src"), box.replacement.width * INCH / box.width))
    begins = next((name for name in page.anchors if name.startswith("panel-")), None)
    return Leaf(begins, page._page_box.height, lines, wide, images)


def _boxes(box, edge: float = float("inf"), foot: bool = False) -> Iterator[tuple]:
    """Yield each box on a page, the right edge of the block that it stands in, and whether it is in a panel's imprint."""
    yield box, edge, foot
    if type(box).__name__ in BLOCKS:
        edge = min(edge, box.content_box_x() + box.width)  # a word that is too long makes its box wider, not the page
    if box.element is not None and not isinstance(box.element, str):
        foot = foot or "imprint" in (box.element.get("class") or "").split()
    for child in getattr(box, "children", ()):
        yield from _boxes(child, edge, foot)


def _words(box) -> str:
    return getattr(box, "text", "") + "".join(map(_words, getattr(box, "children", ())))
