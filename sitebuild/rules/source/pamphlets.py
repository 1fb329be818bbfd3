"""A pamphlet fits its paper: it has as many panels as its format, and its QR code leads to this site."""

from sitebuild.data.formats import FORMATS
from sitebuild.diagnostics.messages import _
from sitebuild.documents.document import at
from sitebuild.documents.front_matter import PAMPHLET


def check(site):
    """Yield a problem for each pamphlet with too many or too few panels, or a QR code astray."""
    addresses = {page.url for page in site.pages.values()} | {path.removesuffix("index.html") for path in site.extra}
    for text in site.texts:
        if text.header.kind == PAMPHLET:
            if not text.faulty:  # else its sections are not what they should be
                yield from _panels(text)
            if text.header.qr and text.header.qr.lstrip("/") not in addresses:
                wrong = _("the QR code leads to {address}, which is not on this site", address=text.header.qr)
                yield text.problem_at(text.header_line("qr"), wrong, _("Write an address such as /overdosis/"))


def _panels(text):
    least, most = FORMATS[text.header.format].panels
    sections = text.index.named
    have = len(sections) + 1
    name = text.header.format
    if most == 1:  # one panel holds everything
        return
    if have > most:
        wrong = _("a {format} has {most} panels, and this is number {have}", format=name, most=most, have=most + 1)
        yield at(sections[most - 1].place, wrong, _("Put it into another section, or take a section out"))
    if have < least:
        wrong = _("a {format} has {least} panels, and this text has {have}", format=name, least=least, have=have)
        yield text.problem_at(text.header_line("format"), wrong, _("Write a section for each: ## Heading {#id}"))
