"""Words that make people the problem are not used: content/words.yaml says which, and what to write instead."""

import re

from sitebuild.data.glossary import EXEMPT
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem

ADDRESSES = re.compile(r"\]\([^)]*\)|\{\{.*?\}\}|\{[#.:][^}]*\}")


def check(site):
    """Yield a problem for each word to avoid in a text or its header, outside names and quotations."""
    if site.facts is None:
        return  # then nobody knows the names that may stand
    names = _names(site)
    for text in site.texts:
        plain = text.raw
        for exempt in (EXEMPT, ADDRESSES, names):
            plain = exempt.sub(_blank, plain)
        small = plain.lower()
        for avoided in site.words.avoid:
            if avoided.lang == text.language.code and avoided.may_stand_in(small):
                for match in avoided.pattern.finditer(plain):
                    line = plain[: match.start()].count("\n") + 1
                    wrong = _("“{word}” is a word to avoid ({row})", word=match[0], row=avoided.row)
                    yield Problem(text.shown, line, wrong, _("Write {name}", name=avoided.write))


def _names(site):
    """Return a pattern of the union's and its partners' names: they are called what they are called."""
    values = [fact.value for fact in site.facts.names.values() if fact.known]
    names = [name for value in values for name in (value.values() if isinstance(value, dict) else (value,))]
    return re.compile("|".join(map(re.escape, names)) or "(?!)")


def _blank(match):
    """Return as many spaces as the match is long, so that lines stay where they are."""
    return re.sub(r"[^\n]", " ", match[0])
