"""Python-Markdown's inline patterns, each tried only where the letters that it begins with stand: for speed alone."""

import re
from functools import cached_property
from typing import Any

from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

PRIORITY = 20  # in the place of Python-Markdown's own
# What a text must hold for a pattern to be able to match. Patterns that are not named here are always tried.
BEGIN = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "fact": ("{{",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}
SPECIAL = re.compile(r"[`\\\[{!<&*_]|  \n")  # the first letters of them all


class Patterns(InlineProcessor):
    @cached_property
    def _tried(self) -> list[tuple[Any, tuple[str, ...]]]:
        """The patterns in their order, each with what must stand in a text."""
        patterns = self.inlinePatterns
        named = {id(patterns[name]): name for name in BEGIN if name in patterns}
        return [(pattern, BEGIN.get(named.get(id(pattern), ""), ("",))) for pattern in patterns]

    @cached_property
    def _all_named(self) -> bool:
        return all(begin != ("",) for _pattern, begin in self._tried)

    # Its own method of a private name, which Python-Markdown calls for each text, and again for what a pattern made.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, AtomicString) or (self._all_named and not SPECIAL.search(data)):
            return data
        for number, (pattern, begin) in enumerate(self._tried[patternIndex:], start=patternIndex):
            start, matched = 0, any(letters in data for letters in begin)
            while matched:
                data, matched, start = self._InlineProcessor__applyPattern(pattern, data, number, start)  # type: ignore[attr-defined]
        return data
