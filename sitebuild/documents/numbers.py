"""The numbers in the words of a block, in figures and in words from two to twelve, with their units."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitebuild.i18n.languages import Language

# A figure that is no part of a name (H17, WCAG 2.2 is one, hepatitis C-test is none).
FIGURE = r"(?<![\w.,-])\d+(?:[.,]\d+)*(?![\w])"
UNIT = re.compile(r"[ \n\u00a0\u202f]?([%°]|[^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Found:
    """A number as it is written, what it says, the word or sign after it, and at which letter it begins."""

    written: str
    value: float
    unit: str
    at: int


@functools.lru_cache(maxsize=8192)
def numbers(words: str, language: Language) -> tuple[Found, ...]:
    """Return the numbers of a text: “2,5” is 2.5, “three” is 3, “3 pm” is 15. Times of day come first.

    One is left out: in most languages it is an article too.
    """
    return tuple(_numbers(words, language))


def _numbers(words: str, language: Language) -> Iterator[Found]:
    clock, number, named = _patterns(language)
    for match in clock.finditer(words):
        hour = int(match[1]) % 12 + 12 * (match[3] == language.half_days[1])
        yield Found(match[0], hour + int(match[2] or 0) / 60, "", match.start())
    rest = clock.sub(lambda match: " " * len(match[0]), words)
    for match in number.finditer(rest):
        value = named.get(match[0].lower())
        unit = UNIT.match(rest, match.end())
        yield Found(
            match[0], language.parsed(match[0]) if value is None else value, unit[1] if unit else "", match.start()
        )


@functools.lru_cache(maxsize=16)
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, float]]:
    named = {word: float(value) for value, word in enumerate(language.number_words, start=2)}
    halves = "|".join(map(re.escape, language.half_days))
    clock = re.compile(rf"(\d+)(?:[.:](\d\d))?\s?({halves})\b")
    return clock, re.compile(rf"{FIGURE}|\b(?:{'|'.join(named)})\b", re.IGNORECASE), named
