"""A page's kind is one that the theme has a template for."""

from sitebuild.facts_file import nearest
from sitebuild.header import SECTIONS
from sitebuild.problems import Problem
from sitebuild.voice import _


def check(site):
    """Yield a problem for each page of an unknown kind."""
    for text in site.texts:
        kind = text.header.kind
        if kind not in site.kinds and kind != SECTIONS:
            choices = sorted(site.kinds)
            instead = nearest(kind, choices) or _("one of: {choices}", choices=", ".join(choices))
            wrong = _("there is no kind of page called “{kind}”", kind=kind)
            yield Problem(text.shown, text.header_line("kind"), wrong, _("Write {name}", name=instead))
