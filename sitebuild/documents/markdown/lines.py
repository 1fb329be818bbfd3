"""Carry the places of the lines over the two steps that take code and raw HTML out of the text before it is parsed.

Both put a placeholder there. What else they leave is as it was typed, so that positions tell where a line comes from.
"""

import bisect
import itertools
import re

from markdown.htmlparser import HTMLExtractor
from markdown.preprocessors import HtmlBlockPreprocessor, Preprocessor
from markdown.util import ETX, STX

from sitebuild.documents.block import Place
from sitebuild.documents.markdown.conversion import Conversion

FENCED_PRIORITY = 24  # after fenced_code (25)
HTML_PRIORITY = 20  # in the place of Python-Markdown's own
PLACEHOLDER = re.compile(f"{STX}wzxhzdk:(\\d+){ETX}")


class AfterFences(Preprocessor):
    """fenced_code puts a placeholder between two empty lines for each fence."""

    conversion: Conversion

    def run(self, lines: list[str]) -> list[str]:
        old, before = self.conversion.lines, self.conversion.places
        if lines != old:
            self.conversion.lines, self.conversion.places = lines, self._places(lines, old, before)
        return lines

    def _places(self, lines: list[str], old: list[str], before: list[Place]) -> list[Place]:
        places, at = [], 0
        for line in lines:
            places.append(before[min(at, len(before) - 1)])
            if fence := PLACEHOLDER.fullmatch(line):
                at += str(self.md.htmlStash.rawHtmlBlocks[int(fence[1])]).count("\n") + 2
            elif line.strip() or (at < len(old) and line == old[at]):
                if at < len(old) and line != old[at]:
                    self.conversion.doubts.append(f"{places[-1]}: {line}")
                at += 1
        return places


class HtmlBlocks(HtmlBlockPreprocessor):
    """html_block itself, which alone can tell where its pieces come from: each is verbatim, or a placeholder for such."""

    conversion: Conversion

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        if "<" not in source and "&" not in source:  # nothing that it could take out
            return lines
        before = len(self.md.htmlStash.rawHtmlBlocks)
        parser = HTMLExtractor(self.md)
        parser.feed(source)
        parser.close()
        after = "".join(parser.cleandoc).split("\n")
        if after != lines:
            places = self._places(parser.cleandoc, before, source)
            self.conversion.lines, self.conversion.places = after, places
        return after

    def _places(self, pieces: list[str], before: int, source: str) -> list[Place]:
        starts = list(itertools.accumulate(map(len, pieces), initial=0))
        origins = self._origins(pieces, before, source)
        breaks = [i for i, letter in enumerate(source) if letter == "\n"]
        known, places, at = self.conversion.places, [], 0
        for line in "".join(pieces).split("\n"):
            first = at + len(line) - len(line.lstrip())
            piece = max(bisect.bisect_right(starts, first, hi=len(pieces)) - 1, 0)
            origin, moves = origins[piece] if origins else (0, False)
            number = bisect.bisect_left(breaks, origin + (first - starts[piece] if moves else 0))
            places.append(known[min(number, len(known) - 1)])
            at += len(line) + 1
        return places

    def _origins(self, pieces: list[str], before: int, source: str) -> list[tuple[int, bool]]:
        """Return where each piece stands in the source, and whether it is verbatim, letter by letter."""
        origins, at = [], 0
        for piece in pieces:
            held = PLACEHOLDER.fullmatch(piece)
            own = held is not None and int(held[1]) >= before
            verbatim = str(self.md.htmlStash.rawHtmlBlocks[int(held[1])]).strip() if own and held else piece
            here = source.find(verbatim, at) if verbatim.strip() else at
            if here < 0 or source[at:here].strip():
                self.conversion.doubts.append(f"{self.conversion.source.file}: {piece}")
                here = at
            origins.append((here, not own and bool(verbatim.strip())))
            if verbatim.strip():
                at = here + len(verbatim)
        return origins
