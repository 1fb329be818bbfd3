"""What a picture in content/images says of itself: its size, and what it shows, in each language.

A drawing (SVG) holds its own descriptions, so that they are written once wherever it stands, on web and paper:
a `<title lang=…>` for each, the way of SVG 2.
"""

import functools
import io
import xml.etree.ElementTree as etree
from dataclasses import dataclass
from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"


class Unreadable(Exception):
    """line: where the file cannot be read; 1 where nobody can tell."""

    def __init__(self, line: int = 1):
        super().__init__(line)
        self.line = line


@dataclass(frozen=True)
class Picture:
    """width, height: in its own units, as whole numbers; only their ratio counts. shows: what is seen, by language."""

    width: int
    height: int
    shows: dict[str, str]

    def shown(self, code: str, first: str) -> tuple[str, str]:
        """Return what is seen in a language, else in the site's first one; and which it is. ("", code) for nothing."""
        found = next((each for each in (code, first) if self.shows.get(each)), code)
        return self.shows.get(found, ""), found


def read(path: Path) -> Picture:
    """Return what a file says of itself. Raises Unreadable where it is no picture, OSError where there is no file."""
    known = path.stat()
    return _read(path, known.st_mtime_ns, known.st_size)


@functools.lru_cache(
    maxsize=2048
)  # each picture is asked for its size, its words and their language, wherever it stands
def _read(path: Path, _changed: int, _size: int) -> Picture:
    data = path.read_bytes()
    return _drawing(data) if path.suffix == ".svg" else _photo(data)


def _drawing(data: bytes) -> Picture:
    try:
        root = etree.fromstring(data)
    except etree.ParseError as error:
        raise Unreadable(error.position[0]) from None
    try:
        _x, _y, width, height = map(float, root.get("viewBox", "").replace(",", " ").split())
    except ValueError:
        raise Unreadable from None
    if root.tag != f"{SVG}svg" or round(width) < 1 or round(height) < 1:
        raise Unreadable
    titles = {title.get("lang", ""): " ".join((title.text or "").split()) for title in root.findall(f"{SVG}title")}
    return Picture(round(width), round(height), titles)


def _photo(data: bytes) -> Picture:
    from PIL import Image, UnidentifiedImageError  # a site may have drawings only

    try:
        with Image.open(io.BytesIO(data)) as image:
            return Picture(*image.size, {})
    except (UnidentifiedImageError, OSError, ValueError):
        raise Unreadable from None
