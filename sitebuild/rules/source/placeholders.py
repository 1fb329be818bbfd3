"""What a text places by name in {{ braces }} is a fact that is known, or a block on a line of its own."""

import re

from sitebuild.data.fields import Fact
from sitebuild.data.loader import nearest
from sitebuild.diagnostics.messages import _
from sitebuild.rendering import facts as wording


def check(site):
    """Yield a problem for each name that is unknown, missing or misplaced."""
    if site.facts is None:
        return
    facts = wording.names(site.facts)
    for text in site.texts:
        for name in dict.fromkeys(text.found.placed):
            needle = next((form for form in (f"{{{{ {name} }}}}", f"{{{{{name}}}}}") if form in text.body), name)
            if text.writes(needle) and (fault := _fault(name, facts, site.blocks, text)):
                yield text.problem(needle, *fault)


def _fault(name, facts, blocks, text):
    if name in blocks:
        placed = re.compile(rf"\{{\{{\s*{re.escape(name)}\s*\}}\}}")
        lines = [line.strip() for line in text.body.split("\n") if placed.search(line) and "`" not in line]
        if all(placed.fullmatch(line) for line in lines):
            return None
        return _("“{name}” cannot stand inside a sentence", name=name), _(
            "Give it a line of its own, with an empty line before and after"
        )
    fact, _dot, code = name.partition(".")
    if fact not in facts:
        near = nearest(name, {*facts, *blocks})
        instead = (
            _("Write {name}", name=f"{{{{ {near} }}}}") if near else _("Write the name of a fact in content/facts.yaml")
        )
        return _("there is no fact called “{name}”", name=name), instead
    value = facts[fact]
    if isinstance(value, Fact) and not value.known:
        wrong = _("“{name}” is still missing in content/facts.yaml ({row})", name=name, row=value.missing)
        return wrong, _("Fill it in there, or write the sentence without it")
    if code and (not isinstance(value, Fact) or not isinstance(value.value, dict) or code not in value.value):
        return _("“{name}” has no text in that language", name=fact), _("Write {name}", name=f"{{{{ {fact} }}}}")
    return None
