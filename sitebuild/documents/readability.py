"""How hard a text is to read: LIX, and the length of its sentences.

LIX (C.H. Björnsson, Sweden 1968) = words a sentence + long words per hundred; long is seven letters or more.
Danish bands: to 24 very easy, 25–34 easy, 35–44 medium, 45–54 hard. It counts running text only, no headings,
lists, tables or addresses; it says nothing of a text under some hundred words, and cannot see whether it makes sense.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitebuild.documents.block import OBJECT, Block, Kind
from sitebuild.documents.index import Index

LONG = 7  # letters
ENOUGH = 100  # words; below, a figure says nothing
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
# A full stop ends a sentence where a capital, a quotation mark or nothing follows: not in 24. november, kl. 10.
END = re.compile(r"(?<=[.?!])[\"”»«’)]*\s+(?=[\"“»(]*[^\W\d_a-zæøåäöü])|(?<=[^\W\d_]{3}[.?!])\s+(?=\d)")


@dataclass(frozen=True)
class Reading:
    """words and sentences: how many. lix: a whole number, and 0 without text. mean: words a sentence."""

    words: int
    sentences: tuple[str, ...]
    lix: int
    mean: float

    @property
    def hardest(self) -> list[str]:
        """The five sentences that weigh most, the hardest first."""
        return sorted(self.sentences, key=weight, reverse=True)[:5]

    @property
    def longest(self) -> int:
        """The number of words in the longest sentence."""
        return max(map(words_in, self.sentences), default=0)


def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of a running text."""
    return tuple(s.strip() for part in text.split("\n\n") for s in END.split(part) if WORD.search(s))


def words_in(sentence: str) -> int:
    """Return how many words a sentence has."""
    return len(WORD.findall(sentence))


@functools.lru_cache(maxsize=4096)
def reading(text: str) -> Reading:
    """Return how hard a running text is to read."""
    sentences = sentences_of(text)
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    if not words:
        return Reading(0, (), 0, 0.0)
    mean = len(words) / len(sentences)
    return Reading(len(words), sentences, round(mean + 100 * sum(map(_long, words)) / len(words)), mean)


def weight(sentence: str) -> float:
    """Return how much a sentence adds to the difficulty: its own LIX."""
    words = WORD.findall(sentence)
    return len(words) + 100 * sum(map(_long, words)) / len(words)


def _long(word: str) -> bool:
    return len(word) >= LONG and sum(map(str.isalpha, word)) >= LONG


def running_text(index: Index) -> str:
    """Return the running text of a page, paragraphs parted by an empty line."""
    return "\n\n".join(map(plain, running(index)))


def running(index: Index, lists: bool = False) -> Iterator[Block]:
    """Yield the blocks that are running text; with the items of lists where asked."""
    kinds = (Kind.PARAGRAPH, Kind.ITEM) if lists else (Kind.PARAGRAPH,)
    return (block for block in index.blocks() if block.kind in kinds)


def plain(block: Block) -> str:
    """Return the words of a block on one line, with a number for each fact that is filled in."""
    return " ".join(block.words.replace(OBJECT, " 112 ").split())
