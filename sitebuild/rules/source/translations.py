"""Every text exists in each of the site's languages, with the same sections in the same order."""

from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem
from sitebuild.documents.front_matter import SECTIONS


def check(site):
    """Yield a problem for each language that a text lacks, and for each section that its versions do not share."""
    for key, versions in site.versions_by_key().items():
        first = next(versions[code] for code in site.languages if code in versions)
        only = getattr(first.header, "only", None)
        if only is None:
            for code in site.languages.keys() - versions.keys():
                # A file that is there but has a problem of its own has told it already.
                if site.path_of(key, code) is None:
                    yield _lacks(first, key, site.languages[code])
        elif only != first.language.code or len(versions) > 1:
            wrong = _("“only” names another language than this file has, or the page has several")
            instead = _("Take only: and why: out, or delete the other file")
            yield Problem(first.shown, first.header_line("only"), wrong, instead)
        if not any(text.faulty for text in versions.values()):
            for other in versions.values():
                yield from _sections_differ(first, other)
                yield from _changes_differ(first, other, site)


def _lacks(text, key, language):
    wrong = _("this page has no version in {language}", language=language.name)
    if text.header.kind == SECTIONS:
        instead = _("Write {file} beside it", file=f"{key}.{language.code}.md")
    else:
        instead = _(
            "Write {file} beside it, or say only: {code} and why: in the header",
            file=f"{key}.{language.code}.md",
            code=text.language.code,
        )
    return Problem(text.shown, 1, wrong, instead)


def _sections_differ(first, other):
    here, there = ([section.id for section in text.index.named] for text in (other, first))
    if here == there:
        return
    at = next(
        (i for i, pair in enumerate(zip(here, there, strict=False)) if pair[0] != pair[1]), min(len(here), len(there))
    )
    expected, found = _name(there, at), _name(here, at)
    line = other.index.named[at].place.line if at < len(here) else None
    wrong = _(
        "section {number} is {found} here, but {expected} in {file}",
        number=at + 1,
        found=found,
        expected=expected,
        file=first.path.name,
    )
    instead = _("Give both languages the same sections, with the same ids in the same order")
    yield Problem(other.shown, line or 1, wrong, instead)


def _changes_differ(first, other, site):
    here, there = (set(getattr(text.header, "changed", {})) for text in (other, first))
    for day in sorted(day for day in here if day > site.today):
        wrong = _("{day} is yet to come", day=day)
        yield Problem(
            other.shown, other.header_line("changed", str(day)), wrong, _("Write the day on which it was changed")
        )
    for day in sorted(there - here):
        wrong = _("{file} says what was changed on {day}, and this file does not", file=first.path.name, day=day)
        yield Problem(other.shown, other.header_line("changed"), wrong, _("Say it in both languages, or in neither"))
    for day in sorted(here - there):
        wrong = _("{file} says what was changed on {day}, and this file does not", file=other.path.name, day=day)
        yield Problem(first.shown, first.header_line("changed"), wrong, _("Say it in both languages, or in neither"))


def _name(ids, at):
    return f"#{ids[at]}" if at < len(ids) else _("missing")
