"""What content/ itself states, in words: the facts by their names, and what of a sentence must stand on a page."""

import csv
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from conftest import REAL, ROOT, TODAY
from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitebuild.data import loader
from sitebuild.data.opening_hours import Hours
from sitebuild.i18n import languages
from sitebuild.rendering import facts

HERE = Path(__file__).parent
HOUSE = ZoneInfo("Europe/Copenhagen")
FACTS = loader.facts(REAL)
SETTINGS = (ROOT / "pelicanconf.py").read_text("utf-8")
LANGUAGES = languages.load({"LANGUAGES": {"da": "da", "en": "en_GB"}, "MESSAGE_LANGUAGE": "en"}, ROOT / "translations")
TRUSTED = int(re.search(r"HOURS_CONFIRMED_FOR = (\d+)", SETTINGS)[1])  # days
MOST = 0.6  # of a sentence's words stand where it does, also when somebody has mended it


def day() -> date:
    """Return the day on which the real texts are built."""
    return datetime.fromtimestamp(int(TODAY), HOUSE).date()


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table in this folder."""
    return list(csv.DictReader((HERE / name).read_text("utf-8").splitlines(), delimiter="\t"))


def filled(text: str, lang: str) -> str:
    """Return a text in which {{ name }} is the fact that is called so, in a language."""

    def fact(name):
        html = facts.inline(name[1], FACTS, LANGUAGES[lang], LANGUAGES["da"])
        return LexborHTMLParser(f"<p>{html}</p>").css_first("p").text().replace("\u00a0", " ")

    return re.sub(r"\{\{ (\w+) \}\}", fact, text)


def trusted(hours: Hours) -> bool:
    """Tell whether a part's hours were confirmed, and not too long ago."""
    return hours.confirmed.known and day() <= hours.confirmed.value + timedelta(days=TRUSTED)


def squeezed(text: str) -> str:
    """Return text so that marks, line ends and capitals do not matter."""
    return re.sub(r"\W+", "", text).lower()


def blocks(page: LexborHTMLParser) -> list[str]:
    """Return the words of each paragraph, item, heading and row of a page's text, without the numbers of its sources."""
    found = []
    for node in page.css_first("main").css("p, li, dd, dt, td, h1, h2, h3"):
        found.append(re.sub(r"\s+", " ", _text(node)))
    return found


def _text(node: LexborNode) -> str:
    copy = LexborHTMLParser(node.html).body
    for mark in copy.css("sup"):
        mark.decompose()
    return copy.text(deep=True, separator=" ").replace("\u00a0", " ")


def standing(said: str, page: LexborHTMLParser) -> list[str]:
    """Return the blocks of a page that say what a sentence says.

    That is: all of it, or most of its words, for an editor may mend a sentence; of a few words, all.
    """
    wanted, whole = _heavy(said), squeezed(said)
    least = len(wanted) if len(wanted) < 3 else MOST * len(wanted)
    return [block for block in blocks(page) if whole in squeezed(block) or len(wanted & _heavy(block)) >= least > 0]


def _heavy(text: str) -> set[str]:
    """Return the words of a text that carry it: those of four letters and more, and numbers."""
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3 or word.isdigit()}
