"""The drawings of a file that needs nothing else: each stands in it once, however often its text shows it."""

import re
from pathlib import Path

from markupsafe import Markup, escape
from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitebuild import drawings

TITLE = re.compile(r"<title\b[^>]*>.*?</title>\s*", re.DOTALL)
ROOT = re.compile(r"<svg\b([^>]*)>(.*)</svg>\s*$", re.DOTALL)
UNSHARED = re.compile(r"""\s(?:xmlns(?::\w+)?|viewBox|width|height)=(?:"[^"]*"|'[^']*')""")


class Symbols:
    """Drawings (SVG) by their files, as definitions, and what shows them."""

    def __init__(self):
        self._defined: dict[str, str] = {}

    def show(self, image: LexborNode, path: Path) -> None:
        """Put what shows the drawing in the place of an img, which has its description."""
        name, picture = f"_{path.stem}", drawings.read(path)
        if name not in self._defined:
            attributes, inside = ROOT.search(TITLE.sub("", path.read_text("utf-8"))).groups()
            self._defined[name] = f'<g id="{name}"{UNSHARED.sub("", attributes)}>{inside.strip()}</g>'
        label, box = escape(image.attributes["alt"]), f"0 0 {picture.width} {picture.height}"
        lang = f' lang="{image.attributes["lang"]}"' if "lang" in image.attributes else ""
        shown = f'<svg role="img" aria-label="{label}"{lang} viewBox="{box}"><use href="#{name}"/></svg>'
        image.replace_with(LexborHTMLParser(f"<body>{shown}</body>").body.child)

    @property
    def html(self) -> Markup:
        """The definitions, for the beginning of the file."""
        return Markup("\n".join(self._defined.values()))
