"""A phone number or the street stands in content/facts.yaml and nowhere else: change it once, and it is changed."""

import re

from sitebuild.diagnostics.messages import _
from sitebuild.documents.block import Mark
from sitebuild.documents.document import at

LONG_ENOUGH = 6  # characters; 112 may stand in a text as a word
FIGURES = re.compile(r"\d(?:[ \-.]?\d){5}")


def check(site):
    """Yield a problem for each text that writes out a fact instead of placing it."""
    if site.stated is None:
        return
    street = site.facts.address.value.street
    patterns = {"street": re.escape(street)}
    for name, fact in site.facts.phones.items():
        if fact.known and len(fact.dialled) >= LONG_ENOUGH:
            national = fact.value.partition(" ")[2] if fact.value.startswith("+") else fact.value
            patterns[name] = r"[ \-.]?".join(national.replace(" ", ""))
    written_out = re.compile("|".join(rf"(?<!\d)(?P<{name}>{pattern})(?!\d)" for name, pattern in patterns.items()))
    for text in site.texts:
        for words, place_at in _said(text):
            # What may hold one is looked for first, for it is rare and the whole pattern takes its time.
            if street in words or FIGURES.search(words):
                for match in written_out.finditer(words):
                    wrong = _("“{words}” is written out here", words=match[0])
                    instead = _("Write {name}", name=f"{{{{ {match.lastgroup} }}}}")
                    yield at(place_at(match.start()), wrong, instead)


def _said(text):
    """Yield all words that stand in the file itself, and the addresses of its links, each with what tells its places."""
    for block in text.index.blocks():
        if text.wrote(block.place):
            yield block.without(Mark.FACT), block.place_at
            for link in block.links:
                yield link.target, lambda _position, link=link: link.place
