"""The drawings of a file that needs nothing else: each stands in it once, however often its text shows it."""

import re
from pathlib import Path

from markupsafe import Markup, escape
from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitebuild.documents import images
from sitebuild.rendering.nodes import sure

TITLE = re.compile(r"<title\b[^>]*>.*?</title>\s*", re.DOTALL)
ROOT = re.compile(r"<svg\b([^>]*[^>/])>(.*)</svg>\s*$", re.DOTALL)
OWN = re.compile(r"<style\b|\s(?:style|class|id)=")  # what another drawing or the page could mix with its own
UNSHARED = re.compile(r"""\s(?:xmlns(?::\w+)?|viewBox|width|height)=(?:"[^"]*"|'[^']*')""")


class Symbols:
    """Drawings (SVG) by their files, as definitions, and what shows them."""

    def __init__(self) -> None:
        self._defined: dict[str, str] = {}

    def show(self, image: LexborNode, path: Path) -> bool:
        """Put what shows the drawing in the place of an img, which has its description.

        Return whether it could be shared: one with style or names of its own must stand by itself.
        """
        name, picture = f"_{path.stem}", images.read(path)
        svg = TITLE.sub("", path.read_text("utf-8"))
        if OWN.search(svg) or not (root := ROOT.search(svg)):
            return False
        self._defined[name] = f'<g id="{name}"{UNSHARED.sub("", root[1])}>{root[2].strip()}</g>'
        label, box = escape(image.attributes["alt"]), f"0 0 {picture.width} {picture.height}"
        lang = f' lang="{image.attributes["lang"]}"' if "lang" in image.attributes else ""
        shown = f'<svg role="img" aria-label="{label}"{lang} viewBox="{box}"><use href="#{name}"/></svg>'
        image.replace_with(sure(sure(LexborHTMLParser(f"<body>{shown}</body>").body).child))
        return True

    @property
    def html(self) -> Markup:
        """The definitions, for the beginning of the file."""
        return Markup("\n".join(self._defined.values()))
