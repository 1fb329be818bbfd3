"""Advice is easy to read: by LIX or sentence length as pelicanconf.py says, and what is read in haste is short."""

from sitebuild.diagnostics.messages import _
from sitebuild.documents.front_matter import SHORT
from sitebuild.documents.readability import ENOUGH, reading, running_text

LONGEST = 15  # words in a sentence that is read beside somebody who does not breathe


def check(site):
    """Yield a problem for each page of advice that is too hard, with its hardest sentence."""
    for text in site.texts:
        if text.guidance:
            found = reading(running_text(text.html))
            limits = site.readability.get(text.language.code, {})
            for name, value in (("lix", found.lix), ("sentence", found.mean)):
                if found.words >= ENOUGH and name in limits and value >= limits[name]:
                    wrong = _("this page is too hard to read ({name} {value})", name=name, value=f"{value:.0f}")
                    yield text.problem("", wrong, _("Split the hardest sentence: “{text}”", text=found.hardest[0]))
        if getattr(text.header, "kind", "") in SHORT:
            for sentence in reading(running_text(text.html, lists=True)).sentences:
                if reading(sentence).longest > LONGEST:
                    wrong = _("a sentence here is longer than {number} words", number=LONGEST)
                    yield text.problem("", wrong, _("Split it: “{text}”", text=sentence))
