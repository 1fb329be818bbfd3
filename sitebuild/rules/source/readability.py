"""Advice is easy to read: by LIX or sentence length as pelicanconf.py says, and what is read in haste is short."""

from sitebuild.diagnostics.messages import _
from sitebuild.documents.document import at
from sitebuild.documents.front_matter import SHORT
from sitebuild.documents.readability import ENOUGH, plain, reading, running, running_text, sentences_of, words_in

LONGEST = 15  # words in a sentence that is read beside somebody who does not breathe


def check(site):
    """Yield a problem for each page of advice that is too hard, with its hardest sentence."""
    for text in site.texts:
        if text.guidance:
            found = reading(running_text(text.index))
            limits = site.readability.get(text.language.code, {})
            for name, value in (("lix", found.lix), ("sentence", found.mean)):
                if found.words >= ENOUGH and name in limits and value >= limits[name]:
                    wrong = _("this page is too hard to read ({name} {value})", name=name, value=f"{value:.0f}")
                    instead = _("Split the hardest sentence: “{text}”", text=found.hardest[0])
                    yield text.problem_at(None, wrong, instead)
        if getattr(text.header, "kind", "") in SHORT:
            yield from _long(text.index)


def _long(index):
    for block in running(index, lists=True):
        for sentence in sentences_of(plain(block)):
            if words_in(sentence) > LONGEST:
                wrong = _("a sentence here is longer than {number} words", number=LONGEST)
                yield at(block.place, wrong, _("Split it: “{text}”", text=sentence))
