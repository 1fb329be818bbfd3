"""Advice says what it rests on: each section cites a row that may be printed, and each source is used."""

from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, shown
from sitebuild.documents.references import CITATION


def check(site):
    """Yield a problem for each section without a citation, each row that may not be cited, each unused source."""
    cited = set()
    superseded = {name: source for name, source in site.sources.items() if source.superseded_by}
    for text in site.texts:
        for identifier, markdown in text.parts.items():
            rows = CITATION.findall(markdown)
            cited |= set(rows)
            if text.guidance and identifier and not rows and _says_something(markdown):
                wrong = _("the section “{id}” gives advice without a source", id=identifier)
                yield text.problem(
                    f"#{identifier}", wrong, _("Cite the row that it rests on: {example}", example="[^OD-03]")
                )
            for row in dict.fromkeys(rows):
                if text.writes(f"[^{row}]"):
                    yield from _unfit(row, text, site)
                    yield from _outdated(row, identifier, text, superseded)
    yield from _unused(cited, site)


def _says_something(markdown):
    return any(line.strip() and not line.strip().startswith("{{") for line in markdown.split("\n"))


def _unfit(row, text, site):
    if row in site.rows and not site.rows[row].citable:
        wrong = _("“{row}” is {confidence}, and may not be printed", row=row, confidence=site.rows[row].confidence)
        yield text.problem(f"[^{row}]", wrong, _("Take the claim out, or find a row that carries it"))


def _outdated(row, identifier, text, superseded):
    for name, source in superseded.items():
        if row in source.rows:
            wrong = _(
                "the section “{id}” rests on {old}, which {new} has taken the place of",
                id=identifier or "–",
                old=name,
                new=source.superseded_by,
            )
            line = text.line_of(f"#{identifier}") if identifier else None
            yield text.problem_at(line, wrong, _("Read the new source, mend the text, and move the row to it"))


def _unused(cited, site):
    path = site.content / "sources.yaml"
    for name, source in site.sources.items():
        if not cited & set(source.rows):
            yield Problem(
                shown(path), _line(path, name), _("no text cites {name}", name=name), _("Take the source out")
            )
        if source.superseded_by and source.superseded_by not in site.sources:
            wrong = _("there is no source called “{name}”", name=source.superseded_by)
            yield Problem(shown(path), _line(path, name), wrong, _("Write the name of a source in this file"))


def _line(path, name):
    lines = path.read_text("utf-8-sig").split("\n")
    return next((number for number, line in enumerate(lines, start=1) if line.startswith(f"{name}:")), 1)
