"""The printed pamphlets as the tests read them: as pictures, as words, and as the objects of a PDF."""

import functools
import re
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

from sitebuild.paper.formats import FORMATS
from sitebuild.paper.layout import Format

MM = 72 / 25.4  # points
PAMPHLETS = {  # key → format, and the address in each language
    "safer-injecting-trifold": ("trifold", "pjecer/fix-mere-sikkert", "en/pamphlets/safer-injecting"),
    "overdose-card": ("card", "pjecer/overdosis-kort", "en/pamphlets/overdose-card"),
    "overdose-poster": ("poster", "pjecer/overdosis-plakat", "en/pamphlets/overdose-poster"),
    "hepatitis-c-pocket": ("pocket", "pjecer/hepatitis-c", "en/pamphlets/hepatitis-c"),
    "relatives-booklet": ("booklet", "pjecer/til-paaroerende", "en/pamphlets/for-relatives"),
}
WORDS = {  # how editions are called in a file's name
    "da": {"black": "sort", "colour": "farver", "reading": "laes", "print-shop": "trykkeri"},
    "en": {"black": "black", "colour": "colour", "reading": "reading", "print-shop": "print-shop"},
}


@dataclass(frozen=True)
class Pamphlet:
    """A pamphlet in one language, in a built site."""

    site: Path
    key: str
    lang: str

    @property
    def form(self) -> Format:
        return FORMATS[PAMPHLETS[self.key][0]]

    @property
    def address(self) -> str:
        return PAMPHLETS[self.key][1 + (self.lang == "en")]

    def file(self, edition: str) -> Path:
        name, a3, _rest = edition.partition("-a3")
        stem = self.address.rpartition("/")[2]
        return self.site / self.address / f"{stem}-{WORDS[self.lang][name]}{a3}.pdf"

    @property
    def editions(self) -> list[str]:
        return [edition.name for edition in self.form.editions]

    def page(self) -> Path:
        return self.site / self.address / "index.html"


@functools.lru_cache(maxsize=None)
def pictures(path: Path, dpi: int = 100) -> list[Image.Image]:
    """Return the pages of a PDF as they look, in grey."""
    document = pypdfium2.PdfDocument(path)
    return [page.render(scale=dpi / 72, draw_annots=False).to_pil().convert("L") for page in document]


def words(path: Path) -> list[str]:
    """Return the text of each page, without spaces and hyphens."""
    document = pypdfium2.PdfDocument(path)
    return [squeezed(page.get_textpage().get_text_bounded()) for page in document]


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\ufffe\x02×–-]", "", text)


def operators(path: Path) -> set[tuple[str, tuple]]:
    """Return each colour operator of a PDF with its operands, forms included."""
    found = set()
    with pikepdf.open(path) as document:
        streams = list(document.pages) + [
            each for each in document.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"
        ]
        for stream in streams:
            for operands, operator in pikepdf.parse_content_stream(stream):
                if str(operator) in "g G rg RG k K cs CS sc SC scn SCN sh".split():
                    found.add((str(operator), tuple(round(float(operand), 3) for operand in operands)))
    return found


def cell(picture: Image.Image, place, dpi: int, shift: float = 0) -> Image.Image:
    """Return what lies in a panel's place on the picture of a sheet, turned as a reader holds it."""
    pixel = dpi / 25.4
    box = [place.x + shift, place.y + shift, place.x + place.width + shift, place.y + place.height + shift]
    cut = picture.crop([round(edge * pixel) for edge in box])
    return cut.rotate(180) if place.turned else cut


def alike(one: Image.Image, other: Image.Image, dpi: int) -> float:
    """Return how much of two pictures of a panel is the same, from 0 to 1; the outermost 6 mm (marks, white edge) left out."""
    pixels = round(6 * dpi / 25.4)
    inner = [picture.crop((pixels, pixels, other.width - pixels, other.height - pixels)) for picture in (one, other)]
    size = (120, round(120 * inner[1].height / inner[1].width))
    pairs = [picture.resize(size, Image.Resampling.BOX).tobytes() for picture in inner]
    return 1 - sum(abs(a - b) for a, b in zip(*pairs, strict=True)) / (255 * len(pairs[0]))
