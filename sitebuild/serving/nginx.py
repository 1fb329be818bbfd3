"""The site's serving as nginx is told it: a file to include in a server block; Debian's nginx is enough as it is.

Everything stands at the server's level and varies by variables: a location with an add_header of its own would lose
those around it.
"""

from sitebuild.serving.description import ENCODINGS, HIDDEN, KEPT, KEPT_OTHERWISE, TYPES, Serving, takes

NAME = "nginx.conf"

ABOUT = """\
# How nginx serves this site; make publish writes it anew each time.
#   server { listen …; server_name …; root /path/to/this/folder; include /path/to/this/folder/nginx.conf; }
# nginx reads it when it starts and when it is told to reload.
server_tokens off;
absolute_redirect off;
gzip off;  # each file lies beside itself compressed, once and as far as it goes
"""

FILE = """\
# The file for an address, in the smallest form that the browser takes.
rewrite ^(.*/)$ $1index.html;
set $site_takes $http_accept_encoding;
# Answers of the server's own (405, 412, 416) must not be called compressed; a part is one of the file as it is.
if ($request_method !~ "^(GET|HEAD)$") { set $site_takes ""; }
set $site_asks "$http_range$http_if_match$http_if_unmodified_since";
if ($site_asks) { set $site_takes ""; }
set $site_encoding "";
set $site_ending "";
set $site_vary "";
"""

FOUND = """\
if (-f $request_filename.gz) { set $site_vary Accept-Encoding; }
if (!-f $request_filename$site_ending) { set $site_encoding ""; set $site_ending ""; }
"""


def written(serving: Serving) -> str:
    """Return the text of the file."""
    return "\n".join((ABOUT, *_addresses(serving), FILE + _encodings(), *_keeping(), *_headers(serving), *_types()))


def _addresses(serving):
    yield "# Addresses that lead elsewhere or nowhere."
    for below, page in serving.not_found.items():
        yield f'if ($uri ~ "^{below}") {{ set $site_not_found "{page}"; }}'
    if serving.not_found:
        yield "error_page 404 $site_not_found;"
    yield f'if ($uri ~ "{HIDDEN}") {{ return 404; }}'
    for old, new in serving.moved.items():
        yield f'if ($uri = "{old}") {{ return 301 "{new}"; }}'
    for old, page in serving.gone.items():
        yield f'if ($uri = "{old}") {{ set $site_gone "{page}"; return 410; }}'
    if serving.gone:
        yield "error_page 410 $site_gone;"
    yield ""


def _encodings():
    lines = (
        f'if ($site_takes ~* "{takes(encoding)}") {{ set $site_encoding {encoding}; set $site_ending {ending}; }}\n'
        for encoding, ending in ENCODINGS.items()
    )
    return "".join(lines) + FOUND


def _keeping():
    yield f'set $site_keeping "{KEPT_OTHERWISE}";'
    for each in KEPT:
        yield f'if ($uri ~ "{each.pattern}$") {{ set $site_keeping "{each.control}"; }}'
    yield "rewrite ^(.*)$ $1$site_ending;\n"


def _headers(serving):
    varying = {"Cache-Control": "$site_keeping", "Content-Encoding": "$site_encoding", "Vary": "$site_vary"}
    for name, value in (serving.headers | varying).items():
        yield f'add_header {name} "{value}" always;'
    yield ""


def _types():
    endings = "|".join(ENCODINGS.values()).replace(".", r"\.")
    for each in TYPES:
        yield f'location ~ "({each.pattern})({endings})?$" {{ types {{}} default_type "{each.sent_as}"; }}'
    yield ""
