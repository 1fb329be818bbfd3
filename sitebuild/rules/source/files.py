"""The files of content/ are what Pelican and every editor's machine can work with."""

import re
from pathlib import Path

from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, shown
from sitebuild.documents.files import links_out, walk
from sitebuild.documents.front_matter import address_of
from sitebuild.documents.site import IMAGES, TEXTS


def check(site):
    """Yield a problem for each file with a name that does not fit, and for each link in the file system."""
    yield from links_out(site.content)
    for path in walk(site.content / IMAGES):
        if not re.fullmatch(r"[a-z0-9-]+\.[a-z0-9]+", path.name):
            wrong = _("a file's name has only small letters a–z, digits and hyphens")
            fit = address_of(path.stem) or "name"
            yield Problem(shown(path), 1, wrong, _("Call it {names}", names=f"{fit}{path.suffix.lower()}"))
    seen: dict[str, Path] = {}
    for path in (path for folder in TEXTS for path in walk(site.content / folder)):
        yield from _name(path, site)
        if path.name in seen and path.suffix == ".md":
            wrong = _("{file} has the same name", file=shown(seen[path.name]))
            yield Problem(shown(path), 1, wrong, _("Give one of them another name: it is the page's key"))
        seen.setdefault(path.name, path)


def _name(path, site):
    key, _dot, rest = path.name.partition(".")
    code, _dot, ending = rest.rpartition(".")
    if ending != "md":
        wrong = _("only texts belong here, and their names end in .md")
        yield Problem(shown(path), 1, wrong, _("Move the file elsewhere, or save it as Markdown"))
        return
    if code not in site.languages:
        wrong = (
            _("the file's name does not say its language")
            if not code
            else _("“{code}” is no language of this site", code=code)
        )
        names = " / ".join(f"{address_of(key) or 'name'}.{c}.md" for c in site.languages)
        yield Problem(shown(path), 1, wrong, _("Call it {names}", names=names))
    elif not key or address_of(key) != key or "/" in key:
        wrong = _("a file's name has only small letters a–z, digits and hyphens")
        fit = address_of(key) or "name"
        yield Problem(shown(path), 1, wrong, _("Call it {names}", names=f"{fit}.{code}.md"))
