"""An address that was published has its page or its file still, or content/moved.yaml says what became of it."""

from sitebuild.data.loader import PUBLISHED, line_of, nearest
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, shown
from sitebuild.documents.files import walk
from sitebuild.documents.redirects import file_of, is_page, language_of
from sitebuild.documents.site import TEXTS
from sitebuild.hours import ical
from sitebuild.rendering.addresses import present
from sitebuild.rules.source.links import astray


def check(site):
    """Yield a problem for each page that vanished, and for each line of moved.yaml that cannot be."""
    if site.departed is None:
        return
    yield from _departed(site)
    missing = [address for address in _missing(site, present(site)) if is_page(address)]
    for address in missing if missing and not _unread(site) else ():
        wrong = _("{address} was published on {day} and no page has it now", address=address, day=_day(address, site))
        yield _vanished(address, wrong, site)


def check_files(site):
    """Yield the same for printed files and calendars, which are known once the texts are sound."""
    if site.departed is None:
        return
    there = present(site)
    for name, address in _lines(site):
        if address in there:
            yield _still_there(name, address, site)
    # Hours that wait to be confirmed take their calendar away for a while; it comes back at the same address.
    there |= {f"/{ical.path(key, site, language)}" for key in site.facts.hours for language in site.languages.values()}
    for address in _missing(site, there):
        if not is_page(address):
            day = _day(address, site)
            wrong = _("{address} was published on {day} and is no longer made", address=address, day=day)
            yield _vanished(address, wrong, site)


def _departed(site):
    """Yield what is wrong with the lines of moved.yaml, as far as pages are concerned."""
    taken = {page.save_as for page in site.pages.values()} | site.extra
    seen = set()
    for name, address in _lines(site):
        file = file_of(address).lower()  # a Mac takes Om/ and om/ for one folder
        if file in taken:
            yield _still_there(name, address, site)
        if file in seen:
            yield _at(name, address, site, _("“{key}” stands here twice", key=address), _("Keep one of the two lines"))
        seen.add(file)
    for address, target in site.departed.moved.items():
        if fault := astray(target, language_of(address, site), site):
            yield _at("moved", address, site, *fault)


def _lines(site):
    """Return the addresses of moved.yaml, each after the name that it stands under."""
    departed = site.departed
    return [*(("moved", address) for address in departed.moved), *(("gone", address) for address in departed.gone)]


def _missing(site, there):
    """Return the published addresses that lead nowhere, sorted."""
    return sorted(site.published.keys() - there - site.departed.moved.keys() - site.moved.keys() - site.gone.keys())


def _unread(site):
    """Tell whether a text has told a problem of its own: its page is not there, but it has not vanished."""
    files = {path.name for folder in TEXTS for path in walk(site.content / folder)}
    return files - {text.path.name for text in site.texts}


def _day(address, site):
    """Return since when an address was published, in the language in which problems are told."""
    return site.languages.get(_("en"), site.first_language).date(site.published[address])


def _vanished(address, wrong, site):
    near = _near(address, site)
    instead = (
        _("Write “{line}” in content/moved.yaml under moved:, or under gone: why it is gone", line=f"{address}: {near}")
        if near
        else _("Say in content/moved.yaml under moved: which page has its content now, or under gone: why it is gone")
    )
    path = site.content / PUBLISHED
    return Problem(shown(path), line_of(path, address), wrong, instead)


def _near(address, site):
    """Return the key of the page that is called most like an address, or None; a file's own page, if there is one."""
    folder, _slash, name = address.rstrip("/").rpartition("/")
    names = {}
    for page in site.pages.values():
        if page.language == language_of(address, site):
            if f"/{page.url}" == f"{folder}/" and not is_page(address):
                return page.key
            names[page.key] = names[page.url.rstrip("/").rpartition("/")[2]] = page.key
    return names.get(nearest(name, names))


def _still_there(name, address, site):
    return _at(name, address, site, _("the site has {address} still", address=address), _("Take the line out"))


def _at(name, address, site, wrong, instead):
    path = site.content / "moved.yaml"
    return Problem(shown(path), line_of(path, name, address), wrong, instead)
