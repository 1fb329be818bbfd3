"""Each number in advice is known: a row that the section cites holds it, or it is placed as a fact."""

from sitebuild.diagnostics.messages import _
from sitebuild.documents.document import at


def check(site):
    """Yield a problem for each number, written in figures, that no row cited in its section holds."""
    if not site.rows:
        return
    for text in site.texts:
        if text.guidance:
            for section in text.index.sections:
                yield from _unheld(section, text, site)


def _unheld(section, text, site):
    rows = [site.rows[citation.row] for citation in section.citations if citation.row in site.rows]
    held = {float(value) for row in rows for value in row.numbers}
    for number in section.numbers:
        if number.written[0].isdigit() and number.value not in held:
            wrong = _(
                "no source of the section “{id}” holds the number {number}",
                id=_section(number.place, section, text, site) or "–",
                number=number.written,
            )
            yield at(number.place, wrong, _("Cite the row that holds it, place it as a fact, or leave it out"))


def _section(place, section, text, site):
    """Return the id of the section that a place is in, in its own file: where several texts include it, it is told once."""
    file = text if text.wrote(place) else next((each for each in site.texts if each.shown == place.file), None)
    return file.index.section_at(place.line).id if file else section.id
