"""Words that make people the problem are not used: content/words.yaml says which, and what to write instead."""

import re

from sitebuild.diagnostics.messages import _
from sitebuild.documents.block import Mark
from sitebuild.documents.document import at


def check(site):
    """Yield a problem for each word to avoid in a text or its header, outside names and quotations."""
    if site.stated is None:
        return  # then nobody knows the names that may stand
    names = _names(site)
    for text in site.texts:
        small = "\n".join((*(words for words, _line in text.header_words), *map(_said, text.index.blocks()))).lower()
        avoided = [each for each in site.words.avoid if each.lang == text.language.code and each.may_stand_in(small)]
        if not avoided:
            continue
        for words, line in text.header_words:
            for _position, wrong, instead in _found(words, avoided, names):
                yield text.problem_at(line, wrong, instead)
        for block in text.index.blocks():
            if text.wrote(block.place):
                for position, wrong, instead in _found(_said(block), avoided, names):
                    yield at(block.place_at(position), wrong, instead)


def _said(block):
    return block.without(Mark.NAME | Mark.FACT)


def _found(words, avoided, names):
    """Yield the position of each word to avoid, what is wrong with it, and what to write instead."""
    small = words.lower()
    for term in avoided:
        if term.may_stand_in(small):
            plain = names.sub(lambda match: " " * len(match[0]), words)
            for match in term.pattern.finditer(plain):
                wrong = _("“{word}” is a word to avoid ({row})", word=match[0], row=term.row)
                yield match.start(), wrong, _("Write {name}", name=term.write)


def _names(site):
    """Return a pattern of the union's and its partners' names: they are called what they are called."""
    values = [fact.value for fact in site.facts.names.values() if fact.known]
    names = [name for value in values for name in (value.values() if isinstance(value, dict) else (value,))]
    return re.compile("|".join(map(re.escape, names)) or "(?!)")
