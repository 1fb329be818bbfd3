"""The printed pamphlets as the tests read them: as pictures, as words, and as the objects of a PDF."""

import functools
import re
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import zxingcpp
from conftest import SITEURL, UNION
from PIL import Image
from selectolax.lexbor import LexborHTMLParser
from site_map import Listed, listed

from sitebuild.data.formats import FORMATS
from sitebuild.data.layout import PRINTER, Format

MM = 72 / 25.4  # points
WORDS = {  # how editions are called in a file's name
    "da": {"black": "sort", "colour": "farver", "reading": "laes", "print-shop": "trykkeri"},
    "en": {"black": "black", "colour": "colour", "reading": "reading", "print-shop": "print-shop"},
}


@dataclass(frozen=True)
class Pamphlet:
    """A pamphlet in one language, in a site that was built from a folder of texts."""

    site: Path
    key: str
    lang: str
    content: Path = UNION

    @property
    def listed(self) -> Listed:
        return listed(self.content)[self.key, self.lang]

    @property
    def form(self) -> Format:
        return FORMATS[self.listed.format]

    @property
    def address(self) -> str:
        return self.listed.address.strip("/")

    @property
    def other(self) -> "Pamphlet":
        """The same in the other language, which a card has on its back."""
        return Pamphlet(self.site, self.key, "en" if self.lang == "da" else "da", self.content)

    def file(self, edition: str) -> Path:
        name, a3, _rest = edition.partition("-a3")
        stem = self.address.rpartition("/")[2]
        return self.site / self.address / f"{stem}-{WORDS[self.lang][name]}{a3}.pdf"

    @property
    def editions(self) -> list[str]:
        return [edition.name for edition in self.form.editions]

    def page(self) -> Path:
        return self.site / self.address / "index.html"


@functools.cache
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
                if str(operator) in ["g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh"]:
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


def sections(page: LexborHTMLParser) -> list[str]:
    """Return the words of a pamphlet's panels as its web page has them: the front, then each section."""
    for node in page.css(".text sup, .text .sources"):
        node.decompose()
    for numbered in page.css(".text ol"):
        for number, item in enumerate((node for node in numbered.iter() if node.tag == "li"), start=1):
            item.first_child.insert_before(str(number))
    lead, found = "", []
    for node in page.css_first(".text").iter():
        if node.tag == "section":
            found.append(node.text())
        else:
            lead += node.text()
    return [lead, *found]


def codes(pamphlet: Pamphlet, edition: str) -> list[str]:
    """Return what a phone reads in the QR codes of an edition, and see that each leads to a page of the site.

    At 150 dots an inch: a code that is read so is read from any printer.
    """
    found = [code.text for picture in pictures(pamphlet.file(edition), 150) for code in zxingcpp.read_barcodes(picture)]
    assert found, edition
    for text in found:
        assert text.startswith(f"{SITEURL}/")
        assert (pamphlet.site / text.removeprefix(f"{SITEURL}/") / "index.html").is_file(), text
    return found


def hard_to_read(pamphlet: Pamphlet) -> list[str]:
    """Return each letter that stands out less than 4.5 to 1 in grey: the lightest of its surroundings to the darkest."""
    hard, dpi = [], 200
    document = pypdfium2.PdfDocument(pamphlet.file("reading"))
    for page, grey in zip(document, pictures(pamphlet.file("reading"), dpi), strict=True):
        text, scale, height = page.get_textpage(), dpi / 72, page.get_size()[1]
        for index in range(text.count_chars()):
            if not text.get_text_range(index, 1).isalnum():
                continue
            left, bottom, right, top = text.get_charbox(index)
            box = [left * scale - 2, (height - top) * scale - 2, right * scale + 2, (height - bottom) * scale + 2]
            dark, light = grey.crop([round(edge) for edge in box]).getextrema()
            luminance = [((each / 255 + 0.055) / 1.055) ** 2.4 for each in (dark, light)]
            if (luminance[1] + 0.05) / (luminance[0] + 0.05) < 4.5:
                hard.append(text.get_text_range(index, 1))
    return hard


def beyond_the_margin(pamphlet: Pamphlet) -> list[int]:
    """Return the panels of which a word stands nearer the edge than the margin."""
    wrong, margin = [], pamphlet.form.margin * MM - 0.5
    for number, page in enumerate(pypdfium2.PdfDocument(pamphlet.file("reading")), start=1):
        width, height = page.get_size()
        text = page.get_textpage()
        boxes = [text.get_charbox(i) for i in range(text.count_chars()) if text.get_text_range(i, 1).strip()]
        sides = min(box[0] for box in boxes) >= margin and max(box[2] for box in boxes) <= width - margin
        if not sides or min(box[1] for box in boxes) < margin - 6 or max(box[3] for box in boxes) > height:
            wrong.append(number)
    return wrong


def at_the_edge(path: Path, dpi: int = 100) -> bool:
    """Tell whether something is printed where an office printer cannot: within 5 mm of a sheet's edge."""
    inside = round(PRINTER * dpi / 25.4) - 1
    for sheet in pictures(path, dpi):
        width, height = sheet.size
        edges = ((0, 0, width, inside), (0, height - inside, width, height), (0, 0, inside, height))
        for edge in (*edges, (width - inside, 0, width, height)):
            if sheet.crop(edge).getextrema() != (255, 255):
                return True
    return False
