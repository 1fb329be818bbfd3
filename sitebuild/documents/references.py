"""What a section of a text claims and points to: its citations, facts, links, drawings and numbers, in their order.

Two languages say the same where these are the same; a number is known where a cited row holds it.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitebuild.i18n.languages import Language

CITATION = re.compile(r"\[\^([^\]\s]+)\](?!:)")
PLACED = re.compile(r"\{\{\s*(.*?)\s*\}\}")
CODE = re.compile(r"`[^`]*`")  # shown as it is written
LINK = re.compile(r"(?<!!)\[[^\[\]]*\]\(([^)\s]+)\)")
DRAWING = re.compile(r"!\[[^\]]*\]\(([^)\s]+)")
# What is no number of the text: marks, facts, addresses, attributes, the figures of a numbered list. A caption's are.
NOT_TEXT = re.compile(r"\[\^[^\]\s]+\]|\{\{.*?\}\}|\]\([^)\s]*\)?|\{[#.:][^}]*\}|^\s*\d+\.(?=\s)", re.MULTILINE)
# Words in another language: *words*{lang=en}, or a paragraph with {lang=en} on the line below it.
FOREIGN = re.compile(r"\*[^*\n]+\*\{[^}]*lang=[^}]*\}|(?:(?<=\n\n)|^)(?:[^\n]+\n)+\{[^}]*lang=[^}]*\}")
# A figure that is no part of a name (H17, WCAG 2.2 is one, hepatitis C-test is none).
FIGURE = re.compile(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?![\w])")


@dataclass(frozen=True)
class Number:
    """A number as it is written and what it says: “2,5” is 2.5, “three” is 3, “3 pm” is 15."""

    written: str
    value: float


@dataclass(frozen=True)
class Claims:
    citations: tuple[str, ...]
    placed: tuple[str, ...]
    links: tuple[str, ...]
    drawings: tuple[str, ...]
    numbers: tuple[Number, ...]


@functools.lru_cache(maxsize=4096)
def claims(markdown: str, language: Language) -> Claims:
    """Return what a section's Markdown claims and points to."""
    markdown = CODE.sub(" ", markdown)
    return Claims(
        tuple(CITATION.findall(markdown)),
        tuple(PLACED.findall(markdown)),
        tuple(LINK.findall(markdown)),
        tuple(DRAWING.findall(markdown)),
        tuple(numbers(markdown, language)),
    )


def numbers(markdown: str, language: Language) -> Iterator[Number]:
    """Yield the numbers of a text, in figures and in words from two to twelve.

    One is left out: in most languages it is an article too.
    """
    text = NOT_TEXT.sub(" ", FOREIGN.sub(" ", markdown))
    words = {word: position for position, word in enumerate(language.number_words, start=2)}
    clock = re.compile(rf"(\d+)(?:[.:](\d\d))?\s?({'|'.join(map(re.escape, language.half_days))})\b")
    for match in clock.finditer(text):
        hour = int(match[1]) % 12 + 12 * (match[3] == language.half_days[1])
        yield Number(match[0], hour + int(match[2] or 0) / 60)
    text = clock.sub(" ", text)
    pattern = re.compile(rf"{FIGURE.pattern}|\b(?:{'|'.join(words)})\b", re.IGNORECASE)
    for match in pattern.finditer(text):
        written = match[0]
        if written.lower() in words:
            yield Number(written, words[written.lower()])
        else:
            yield Number(written, language.parsed(written))
