"""Each number in advice is known: a row that the section cites holds it, or it is placed as a fact."""

from sitebuild.diagnostics.messages import _
from sitebuild.documents.references import claims


def check(site):
    """Yield a problem for each number, written in figures, that no row cited in its section holds."""
    if not site.rows:
        return
    for text in site.texts:
        if text.guidance:
            for identifier, markdown in text.parts.items():
                claimed = claims(markdown, text.language)
                rows = [site.rows[row] for row in claimed.citations if row in site.rows]
                held = {float(value) for row in rows for value in row.numbers}
                for number in claimed.numbers:
                    if number.written[0].isdigit() and number.value not in held and text.writes(number.written):
                        wrong = _(
                            "no source of the section “{id}” holds the number {number}",
                            id=identifier or "–",
                            number=number.written,
                        )
                        instead = _("Cite the row that holds it, place it as a fact, or leave it out")
                        yield text.problem(number.written, wrong, instead)
