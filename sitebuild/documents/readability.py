"""How hard a text is to read: LIX, and the length of its sentences.

LIX (C.H. Björnsson, Sweden 1968) = words a sentence + long words per hundred; long is seven letters or more.
Danish bands: to 24 very easy, 25–34 easy, 35–44 medium, 45–54 hard. It counts running text only, no headings,
lists, tables or addresses; it says nothing of a text under some hundred words, and cannot see whether it makes sense.
"""

import functools
import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

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
        return max((len(WORD.findall(sentence)) for sentence in self.sentences), default=0)


@functools.lru_cache(maxsize=4096)
def reading(text: str) -> Reading:
    """Return how hard a running text is to read."""
    sentences = tuple(s.strip() for part in text.split("\n\n") for s in END.split(part) if WORD.search(s))
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
    return sum(letter.isalpha() for letter in word) >= LONG


@functools.lru_cache(maxsize=512)
def running_text(html: str, lists: bool = False) -> str:
    """Return the running text of a page's HTML, paragraphs parted by an empty line; with its lists where asked."""
    tree = LexborHTMLParser(re.sub("\ue000fact ([^\ue001]*)\ue001", " 112 ", html))
    for gone in tree.css("sup, .sources, dl, table, pre"):
        gone.decompose()
    blocks = tree.css("p, li" if lists else "p")
    return "\n\n".join(" ".join(b.text(deep=True).split()) for b in blocks if lists or not _in_list(b))


def _in_list(node) -> bool:
    while node := node.parent:
        if node.tag == "li":
            return True
    return False
