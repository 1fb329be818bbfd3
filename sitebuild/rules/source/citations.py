"""Advice says what it rests on: each section cites a row that may be printed, and each source is used."""

from sitebuild.data.loader import line_of
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, shown
from sitebuild.documents.document import at


def check(site):
    """Yield a problem for each section without a citation, each row that may not be cited, each unused source."""
    cited = set()
    superseded = {name: source for name, source in site.sources.items() if source.superseded_by}
    for text in site.texts:
        for section in text.index.sections:
            if text.guidance and section.id and not section.citations and section.speaks:
                wrong = _("the section “{id}” gives advice without a source", id=section.id)
                yield at(section.place, wrong, _("Cite the row that it rests on: {example}", example="[^OD-03]"))
            for citation in section.citations:
                cited.add(citation.row)
                if text.wrote(citation.place):
                    yield from _unfit(citation, site)
                    yield from _outdated(citation, section, superseded)
    yield from _unused(cited, site)


def _unfit(citation, site):
    row = site.rows.get(citation.row)
    if row and not row.citable:
        wrong = _("“{row}” is {confidence}, and may not be printed", row=citation.row, confidence=row.confidence)
        yield at(citation.place, wrong, _("Take the claim out, or find a row that carries it"))


def _outdated(citation, section, superseded):
    for name, source in superseded.items():
        if citation.row in source.rows:
            wrong = _(
                "the section “{id}” rests on {old}, which {new} has taken the place of",
                id=section.id or "–",
                old=name,
                new=source.superseded_by,
            )
            yield at(citation.place, wrong, _("Read the new source, mend the text, and move the row to it"))


def _unused(cited, site):
    path = site.content / "sources.yaml"
    for name, source in site.sources.items():
        if not cited & set(source.rows):
            line = line_of(path, name)
            yield Problem(shown(path), line, _("no text cites {name}", name=name), _("Take the source out"))
        if source.superseded_by and source.superseded_by not in site.sources:
            wrong = _("there is no source called “{name}”", name=source.superseded_by)
            line = line_of(path, name, "superseded_by")
            yield Problem(shown(path), line, wrong, _("Write the name of a source in this file"))
