"""A link leads to a page by its key, to a section that the page has, or by https, tel or mailto out of the site."""

from sitebuild.data.loader import line_of, nearest
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, shown
from sitebuild.documents.document import at


def check(site):
    """Yield a problem for each link of a text that leads nowhere, and for each unknown key in menu and footer."""
    keys = {key for key, _code in site.pages}
    for text in site.texts:
        for link in text.index.links:
            if text.wrote(link.place):
                yield from _check_link(link, text, site, keys)
    yield from _look_up(site)
    if site.stated:
        path = site.content / "facts.yaml"
        for key, way in _named(site.facts):
            if key not in keys and site.path_of(key, site.first_language.code) is None:
                wrong = _("there is no page “{key}”", key=key)
                yield Problem(shown(path), line_of(path, *way), wrong, _instead(key, keys))


def _named(facts):
    """Yield each key that the facts name, with its way down in their file."""
    for name, keys in (("menu", facts.menu), ("footer", facts.footer), ("pamphlets", facts.pamphlets)):
        yield from ((key, (name, number)) for number, key in enumerate(keys))
    yield from ((service.page, ("services", number, "page")) for number, service in enumerate(facts.services))


def _look_up(site):
    """Yield a problem for each everyday word that leads nowhere."""
    path = site.content / "words.yaml"
    for code, terms in site.words.everyday.items():
        for term, target in terms.items() if code in site.languages else ():
            if fault := astray(target, site.languages[code], site):
                yield Problem(shown(path), line_of(path, "everyday", code, term), *fault)


def astray(target, language, site):
    """Return what is wrong with a key or key#section in a language, and what to write instead; None where it leads."""
    key, _hash, fragment = target.partition("#")
    page = site.page(key, language)
    if page:
        return _no_section(key, fragment, page.text) if fragment else None
    if _told(key, language, site):
        return None
    keys = {key for key, code in site.pages if code == language.code}
    return _("there is no page “{key}”", key=key), _instead(key, keys)


def _told(key, language, site):
    """Tell whether a page is there, but could not be read: it has told its own problem."""
    read = any(text.key == key and text.language == language for text in site.texts)
    return site.path_of(key, language.code) and not read


def _check_link(link, text, site, keys):
    target = link.target
    if target.lower().startswith("http:"):
        wrong = _("“{address}” is no safe address", address=target)
        yield at(link.place, wrong, _("Write {name}", name=f"https:{target[len('http:') :]}"))
    if link.leads_out:
        return
    key, _hash, fragment = target.partition("#")
    page = site.page(key, text.language) if key else None
    if key and page is None:
        if not _told(key, text.language, site) and (fault := _no_page(target, key, text, site, keys)):
            yield at(link.place, *fault)
    elif fragment and (fault := _no_section(key, fragment, page.text if page else text)):
        yield at(link.place, *fault)


def _no_section(key, fragment, text):
    """Return what is wrong with a section that a text lacks, and what to write instead. key: "" on the text itself."""
    if fragment in text.index.ids:
        return None
    near = nearest(fragment, text.index.ids)
    instead = _("Write {name}", name=f"{key}#{near}") if near else _("Write the id of one of its headings")
    return _("the page “{key}” has no section “{id}”", key=text.key, id=fragment), instead


def _no_page(target, key, text, site, keys):
    """Return what is wrong with a link whose key is no page in the text's language, and what to write instead."""
    other = next((page for page in site.pages.values() if page.key == key), None)
    if other and other.header.only is None:
        return None  # its twin is missing, which is told once, at the page itself
    if other:
        wrong = _("the page “{key}” is not there in {language}", key=key, language=text.language.name)
        return wrong, _("Link to another page, or write that one in this language too")
    plain = key.strip("/").removesuffix("index.html").strip("/")
    for page in site.pages.values():
        names = {page.text.path.name, f"{page.key}.{page.language.code}", page.url.strip("/"), page.header.slug}
        if plain and (plain in names or plain.endswith(f"/{page.text.path.name}")):
            wrong = _("“{target}” is one language's address or file", target=target)
            return wrong, _("Write the page's key, which leads to it in the page's own language: {key}", key=page.key)
    if ":" in key or key.startswith(("/", ".", "www.")):
        wrong = _("a link cannot lead to “{target}”", target=target)
        return wrong, _("Write a page's key, or an address that begins with https://, tel: or mailto:")
    return _("there is no page “{key}”", key=key), _instead(key, keys)


def _instead(key, keys):
    near = nearest(key, keys)
    return (
        _("Write {name}", name=near)
        if near
        else _("Write the key of a page: its file's name up to the first full stop")
    )
