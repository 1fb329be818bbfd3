"""The site's serving as nginx is told it: a file to include in a server block; Debian's nginx is enough as it is.

Everything stands at the server's level and varies by variables: a location with an add_header of its own would lose
those around it. nginx reads the file when it is told to, not when the site changes; so it holds what is the same in
every version, and what is of one version is looked for in the site's files (marks.py).
"""

from sitebuild.serving import marks
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

NAME = "nginx.conf"

ABOUT = f"""\
# How nginx serves this site; make publish writes it anew each time.
#   server {{ listen …; server_name …; root /path/to/this/folder; include /path/to/this/folder/nginx.conf; }}
# nginx reads it when it starts and when it is told to reload. New pages, and pages that move or go, need neither.
server_tokens off;
absolute_redirect off;
# Who reads here is nobody's business: no visit is noted, and no address beside what goes wrong.
access_log off;
error_log /dev/null emerg;
gzip off;  # each file lies beside itself compressed, once and as far as it goes
set $site_encoding "";
set $site_ending "";
set $site_vary "";
set $site_gone "";
set $site_keeping "{KEPT_OTHERWISE}";
"""

ADDRESS = f"""\
# One version answers, whatever takes its place meanwhile, and whatever nginx remembers of files (open_file_cache).
set $site_folder $realpath_root;
if ($site_folder = "") {{ set $site_folder $document_root; }}  # nothing is there; never the machine's own root
rewrite ^(.*/)$ $1index.html;
# What became of an address stands beside its page: a mark has the page's name, with an ending.
# A page that stands for a file that moved or is gone.
if (-f $site_folder$uri.html{marks.MOVED}) {{ rewrite ^(.*)$ $1.html; }}
if (-f $site_folder$uri.html{marks.GONE}) {{ rewrite ^(.*)$ $1.html; }}
if (-f $site_folder$uri{marks.GONE}) {{ set $site_gone yes; }}
if (-f $site_folder$uri{marks.MOVED}) {{ rewrite ^(.*)$ $1{marks.MOVED} last; }}
location ~ "\\{marks.MOVED}$" {{
    root $site_folder$uri;  # a link to a file that is named for the new address
    if ($realpath_root ~ "^.*/\\{marks.TARGETS}(/.*)\\{marks.PAGE}$") {{ return 301 $1; }}
    if ($realpath_root ~ "^.*/\\{marks.TARGETS}(/.*)\\{marks.SECTION}(.+)$") {{ return 301 "$1#$2"; }}
    rewrite ^(.*)\\{marks.MOVED}$ $1 last;  # no link in this copy of the site: the page leads on
}}
"""

FILE = """\
# The smallest form of the file that the browser takes.
set $site_takes $http_accept_encoding;
# Answers of the server's own (405, 412, 416) must not be called compressed; a part is one of the file as it is.
if ($request_method !~ "^(GET|HEAD)$") { set $site_takes ""; }
set $site_asks "$http_range$http_if_match$http_if_unmodified_since";
if ($site_asks) { set $site_takes ""; }
"""

FOUND = f"""\
if (-f $site_folder$uri.gz) {{ set $site_vary Accept-Encoding; }}
if (!-e $site_folder$uri) {{ set $site_keeping "{NOT_KEPT}"; }}
if (!-f $site_folder$uri$site_ending) {{ set $site_encoding ""; set $site_ending ""; }}
rewrite ^(.*)$ $1$site_ending;
if ($site_gone) {{ return 410; }}
error_page 410 @site_gone;
location @site_gone {{ root $site_folder; types {{}} default_type "{TYPES[0].sent_as}"; }}
"""


def written(serving: Serving) -> str:
    """Return the text of the file."""
    parts = (ABOUT, *_addresses(serving), ADDRESS, FILE + _encodings(), *_keeping(serving), FOUND, *_headers())
    return "\n".join((*parts, *_types()))


def _addresses(serving):
    yield "# Addresses that lead elsewhere or nowhere."
    for below, page in serving.not_found.items():
        yield f'if ($uri ~ "^{below}") {{ set $site_not_found "{page}"; }}'
    if serving.not_found:
        yield "error_page 404 $site_not_found;"
    yield f'if ($uri ~ "{HIDDEN}") {{ return 404; }}'


def _encodings():
    return "".join(
        f'if ($site_takes ~* "{takes(encoding)}") {{ set $site_encoding {encoding}; set $site_ending {ending}; }}\n'
        for encoding, ending in ENCODINGS.items()
    )


def _keeping(serving):
    for each in KEPT:
        yield f'if ($uri ~ "{each.pattern}$") {{ set $site_keeping "{each.control}"; }}'
    for page in serving.not_found.values():
        yield f'if ($uri = "{page}") {{ set $site_keeping "{NOT_KEPT}"; }}'


def _headers():
    varying = {"Cache-Control": "$site_keeping", "Content-Encoding": "$site_encoding", "Vary": "$site_vary"}
    for name, value in (HEADERS | varying).items():
        yield f'add_header {name} "{value}" always;'
    yield ""


def _types():
    endings = "|".join(ENCODINGS.values()).replace(".", r"\.")
    for each in TYPES:
        yield f'location ~ "({each.pattern})({endings})?$" {{ root $site_folder; types {{}} default_type "{each.sent_as}"; }}'
    yield ""
