"""A page's kind is one that the theme has a template for."""

from sitebuild.data.loader import nearest
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem
from sitebuild.documents.front_matter import SECTIONS


def check(site):
    """Yield a problem for each page of an unknown kind."""
    for text in site.texts:
        kind = text.header.kind
        if kind not in site.kinds and kind != SECTIONS:
            choices = sorted(site.kinds)
            instead = nearest(kind, choices) or _("one of: {choices}", choices=", ".join(choices))
            wrong = _("there is no kind of page called “{kind}”", kind=kind)
            yield Problem(text.shown, text.header_line("kind"), wrong, _("Write {name}", name=instead))
