"""A link leads to a page by its key, to a section that the page has, or by https, tel or mailto out of the site."""

import re

from sitebuild.data.loader import nearest
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Problem, shown

INSECURE = re.compile(r"(?<=\]\()http:[^)\s]*|(?<=<)http:[^>\s]*")


def check(site):
    """Yield a problem for each link of a text that leads nowhere, and for each unknown key in menu and footer."""
    keys = {key for key, _code in site.pages}
    for text in site.texts:
        for address in INSECURE.findall(text.body):
            wrong = _("“{address}” is no safe address", address=address)
            yield text.problem(address, wrong, _("Write {name}", name=address.replace("http:", "https:")))
        for target in text.found.links:
            if text.writes(f"]({target}"):
                yield from _check_link(target, text, site, keys)
    yield from _look_up(site)
    if site.facts:
        named = (*site.facts.menu, *site.facts.footer, *site.facts.pamphlets)
        for key in (*named, *(service.page for service in site.facts.services)):
            if key not in keys and site.path_of(key, site.first_language.code) is None:
                wrong = _("there is no page “{key}”", key=key)
                yield Problem(
                    shown(site.content / "facts.yaml"),
                    _line_of(key, site.content / "facts.yaml"),
                    wrong,
                    _instead(key, keys),
                )


def _line_of(words, path):
    """Return the first line of a file that holds words."""
    lines = path.read_text("utf-8-sig").split("\n")
    return next(
        (number for number, line in enumerate(lines, start=1) if re.search(rf"\b{re.escape(words)}\b", line)), 1
    )


def _look_up(site):
    """Yield a problem for each everyday word that leads nowhere."""
    path = site.content / "words.yaml"
    for code, terms in site.words.everyday.items():
        for term, target in terms.items() if code in site.languages else ():
            if fault := astray(target, site.languages[code], site):
                yield Problem(shown(path), _line_of(target, path), *fault)


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


def _check_link(target, text, site, keys):
    key, _hash, fragment = target.partition("#")
    page = site.page(key, text.language) if key else None
    if key and page is None:
        if _told(key, text.language, site):
            return
        if fault := _no_page(target, key, text, site, keys):
            yield text.problem(f"]({target}", *fault)
        return
    if fragment and (fault := _no_section(key, fragment, page.text if page else text)):
        yield text.problem(f"]({target}", *fault)


def _no_section(key, fragment, text):
    """Return what is wrong with a section that a text lacks, and what to write instead. key: "" on the text itself."""
    if fragment in text.found.ids:
        return None
    near = nearest(fragment, text.found.ids)
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
