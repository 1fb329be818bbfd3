"""The site's serving as Apache 2.4 is told it: .htaccess files, which it reads by itself.

A host without one of the modules serves the site all the same, with less. It needs AllowOverride FileInfo and
Options=Indexes,MultiViews (or All).
"""

import re
from collections.abc import Iterator

from sitebuild.serving.description import (
    ENCODINGS,
    HEADERS,
    HIDDEN,
    KEPT,
    KEPT_OTHERWISE,
    NOT_KEPT,
    TYPES,
    Serving,
    takes,
)

NAME = ".htaccess"
# Apache names the host that it was asked for in each redirect, and http where a server in front of it speaks https; of a
# redirect that it writes itself, .htaccess cannot change that. Of a file's headers it can: so a file answers.
REDIRECT = ".redirect"
ABOUT = "# How Apache serves this site; make publish writes it anew each time.\n"
# Apache's own answers (405, 412, 416) must not be called compressed; a part is one of the file as it is. Without NV
# these headers would stand in Vary.
AS_IT_IS = """\
RewriteCond %{REQUEST_METHOD} !^(GET|HEAD)$ [OR]
RewriteCond %{HTTP:Range}%{HTTP:If-Match}%{HTTP:If-Unmodified-Since} . [NV]
RewriteRule ^ - [L]"""


def written(serving: Serving) -> Iterator[tuple[str, str]]:
    """Yield each file: the folder it lies in, from the site's folder, and its text."""
    for below, page in serving.not_found.items():
        if below != serving.root:
            yield below.removeprefix(serving.root), f"{ABOUT}\n{_errors(page)}"
    yield "", "\n".join((ABOUT, *_site(serving)))


def _errors(page):
    """Return what shows the page; also for what Apache keeps to itself: .htaccess."""
    return f"ErrorDocument 404 {page}\nErrorDocument 403 {page}\n"


def _site(serving):
    yield "Options -Indexes -MultiViews"
    if page := serving.not_found.get(serving.root):
        yield _errors(page)
    if serving.gone:
        yield "ErrorDocument 410 /%{reqenv:gone}\n"
    yield from _types()
    yield from _within("mod_headers.c", _headers(serving))
    yield from _within("mod_rewrite.c", _addresses(serving))


def _within(module, lines):
    yield f"<IfModule {module}>"
    yield from lines
    yield "</IfModule>\n"


def _types():
    for each in TYPES:
        yield f'<FilesMatch "({each.pattern})({_compressed()})?$">\nForceType "{each.sent_as}"\n</FilesMatch>'
    yield ""


def _compressed():
    return "|".join(ENCODINGS.values()).replace(".", r"\.")


def _headers(serving):
    yield f'ErrorDocument 301 {serving.root}{REDIRECT}\nHeader edit Location "^https?://[^/]*/+" "/"'
    for name, value in HEADERS.items():
        yield f'Header always set {name} "{value}"'
    yield f'Header always set Cache-Control "{KEPT_OTHERWISE}"'
    for each in KEPT:
        yield f'<FilesMatch "{each.pattern}({_compressed()})?$">'
        yield f'Header always set Cache-Control "{each.control}"\n</FilesMatch>'
    yield f"Header always set Cache-Control \"{NOT_KEPT}\" \"expr=%{{REQUEST_STATUS}} -in {{'403', '404'}}\""
    shrinking = "|".join(each.pattern for each in TYPES if each.shrinks)
    yield f'<FilesMatch "({shrinking})({_compressed()})?$">\nHeader merge Vary Accept-Encoding\n</FilesMatch>'


def _addresses(serving):
    yield f"RewriteEngine On\nRewriteBase {serving.root}"
    # What is asked for by these rules themselves, or by an ErrorDocument, has a status already.
    yield f'RewriteCond %{{ENV:REDIRECT_STATUS}} ^$\nRewriteRule "{HIDDEN}" - [R=404,L]'
    for old, new in serving.moved.items():
        yield f'RewriteRule "^{_below(old, serving)}$" "{new}" [R=301,NE,L]'
    for old, page in serving.gone.items():
        yield f'RewriteRule "^{_below(old, serving)}$" - [E=gone:{page.lstrip("/")},G]'
    yield 'RewriteRule "^(.*/)?$" "$1index.html"'
    yield from _within("mod_mime.c", _encodings())


def _below(path, serving):
    return re.escape(path.removeprefix(serving.root))


def _encodings():
    for encoding, ending in ENCODINGS.items():
        yield f"RemoveLanguage {ending}\nAddEncoding {encoding} {ending}"
    yield AS_IT_IS
    for encoding, ending in reversed(ENCODINGS.items()):
        yield f'RewriteCond %{{HTTP:Accept-Encoding}} "{takes(encoding)}" [NC]'
        yield f'RewriteCond "%{{REQUEST_FILENAME}}{ending}" -f\nRewriteRule ".+" "$0{ending}" [L]'
