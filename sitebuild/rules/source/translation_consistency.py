"""A text says the same in all languages: per section the same citations, facts, links, drawings and numbers."""

from sitebuild.diagnostics.messages import _
from sitebuild.documents.references import claims


def compare(site, told: set[str]):
    """Yield a problem for each section whose versions differ; both lines are named.

    told: the files that have problems of their own. Without facts or catalogues nothing can be compared.
    """
    texts = {text.shown for text in site.texts}
    if told - texts:
        return
    for versions in site.versions_by_key().values():
        first, *others = (versions[code] for code in site.languages if code in versions)
        for other in others:
            if not {first.shown, other.shown} & told and list(first.parts) == list(other.parts):
                for identifier in first.parts:
                    yield from _compared(first, other, identifier)


def _compared(first, other, identifier):
    here, there = (claims(text.parts[identifier], text.language) for text in (other, first))
    kinds = (
        (_("the source"), _first_difference(here.citations, there.citations)),
        (_("the fact"), _first_difference(sorted(here.placed), sorted(there.placed))),
        (_("the link"), _first_difference(here.links, there.links)),
        (_("the drawing"), _first_difference(here.drawings, there.drawings)),
        (_("the number"), _missing_number(here.numbers, there.numbers)),
    )
    for kind, difference in kinds:
        if difference:
            mine, theirs = difference
            where = other.line_of(f"#{identifier}") if identifier else None
            line = first.line_of(f"#{identifier}") if identifier else None
            wrong = _(
                "in section “{id}”, {kind} {mine} stands here, but {theirs} at {file}:{line}",
                id=identifier or "–",
                kind=kind,
                mine=mine or _("nothing"),
                theirs=theirs or _("nothing"),
                file=first.path.name,
                line=line or first.first_line,
            )
            yield other.problem_at(where, wrong, _("Let both languages say the same, in the same order"))
            return


def _first_difference(here, there):
    for index in range(max(len(here), len(there))):
        mine = here[index] if index < len(here) else ""
        theirs = there[index] if index < len(there) else ""
        if mine != theirs:
            return mine, theirs
    return None


def _missing_number(here, there):
    """Return a number that only one of the two has; how often and in which order they are said does not matter."""
    for mine in here:
        if mine.value not in {number.value for number in there}:
            return mine.written, ""
    for theirs in there:
        if theirs.value not in {number.value for number in here}:
            return "", theirs.written
    return None
