"""What a text places by name in {{ braces }} is a fact that is known, or a block on a line of its own."""

from sitebuild.data.fields import Fact
from sitebuild.data.loader import nearest
from sitebuild.diagnostics.messages import _
from sitebuild.documents.document import at
from sitebuild.rendering import facts as wording


def check(site):
    """Yield a problem for each name that is unknown, missing or misplaced."""
    if site.stated is None:
        return
    facts = wording.names(site.facts)
    for text in site.texts:
        for placed in text.index.placeholders:
            if text.wrote(placed.place) and (fault := _fault(placed, facts, site.blocks)):
                yield at(placed.place, *fault)


def _fault(placed, facts, blocks):
    name = placed.name
    if name in blocks:
        if placed.alone:
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
