"""How a server serves the published site: types, headers, how long to keep a file, pages for errors, moved addresses.

Told once, here; nginx.py, apache.py and static_hosts.py each write it down in their server's own words.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from sitebuild.documents.site import Site
from sitebuild.rendering.csp import site_policy

# What the folder holds for servers and not for readers; .well-known is for other machines (RFC 8615).
HIDDEN = r"(^|/)(\.(?!well-known/)|(nginx\.conf|_headers|_redirects)$)|\.(br|gz|moved|gone)$"
ENCODINGS = {"gzip": ".gz", "br": ".br"}  # as HTTP calls it → how its files end; the later one is smaller


@dataclass(frozen=True)
class FileType:
    """Files of one type. endings: of their names. sent_as: what a browser is told. shrinks: when compressed."""

    endings: tuple[str, ...]
    sent_as: str
    shrinks: bool = True

    @property
    def pattern(self) -> str:
        """A regular expression for the ends of their names."""
        return "|".join(map(re.escape, self.endings))


TYPES = (
    FileType((".html",), "text/html; charset=utf-8"),
    FileType((".css",), "text/css; charset=utf-8"),
    FileType((".js",), "text/javascript; charset=utf-8"),
    FileType((".txt",), "text/plain; charset=utf-8"),
    FileType(("SHA256SUMS",), "text/plain; charset=utf-8", shrinks=False),  # it is written last, of all the others
    FileType((".ics",), "text/calendar; charset=utf-8"),
    FileType((".xml",), "application/xml; charset=utf-8"),
    FileType((".atom",), "application/atom+xml; charset=utf-8"),
    FileType((".svg",), "image/svg+xml"),
    FileType((".pdf",), "application/pdf", shrinks=False),
    FileType((".zip",), "application/zip", shrinks=False),
    FileType((".png",), "image/png", shrinks=False),
    FileType((".jpg", ".jpeg"), "image/jpeg", shrinks=False),
    FileType((".webp",), "image/webp", shrinks=False),
    FileType((".gif",), "image/gif", shrinks=False),
    FileType((".ico",), "image/vnd.microsoft.icon", shrinks=False),
)


@dataclass(frozen=True)
class Keeping:
    """How long a browser keeps files. pattern: for the ends of their names. glob: the same, from the site's folder."""

    pattern: str
    glob: str
    control: str


KEPT_OTHERWISE = "public, max-age=600"  # advice that was put right reaches everybody within ten minutes
NOT_KEPT = "no-store"  # what is missing, for it may be there in a moment: a script of a release that is on its way
KEPT = (
    # Such a name changes with what the file holds, so it never needs to be asked for again.
    Keeping(r"-[0-9a-f]{8}\.js", "js/*-????????.js", "public, max-age=31536000, immutable"),
    Keeping(r"\.pdf", "*.pdf", "public, max-age=86400"),
    Keeping(r"\.zip", "*.zip", "public, max-age=86400"),
)

# Of every answer, and the same in every version of the site: see rendering/csp.py.
HEADERS = {
    "Content-Security-Policy": site_policy(),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # What could tell where somebody is, what is around them, or what they read elsewhere.
    "Permissions-Policy": "browsing-topics=(), camera=(), geolocation=(), interest-cohort=(), microphone=(), usb=()",
    # Browsers heed it over https only. Neither the name's subdomains nor a preload list: the union may have other
    # things under its name, and neither can be taken back.
    "Strict-Transport-Security": "max-age=31536000",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}


@dataclass(frozen=True)
class Serving:
    """One site as it is served. All paths begin at the host's root.

    root: where the site stands: "/" but for a site in a folder of its host. not_found: the page that is shown for a
    missing one, by where it holds for all that is below; the site's root comes first. moved: old address → where its
    content is now. gone: old address → the page that says why. lasting: the files whose names change with them.
    """

    root: str
    not_found: dict[str, str]
    moved: dict[str, str]
    gone: dict[str, str]
    lasting: list[str]


def described(site: Site, folder: Path) -> Serving:
    """Return how the site is served whose written pages are in folder."""
    root = site.root
    return Serving(
        root=root,
        not_found={
            root + language.prefix: root + page.save_as
            for language in site.languages.values()
            if (page := site.of_kind("not-found", language))
        },
        moved={root + old.lstrip("/"): root + new.lstrip("/") for old, new in sorted(site.moved.items())},
        gone={root + old.lstrip("/"): root + page for old, page in sorted(site.gone.items())},
        lasting=sorted(root + file.relative_to(folder).as_posix() for file in folder.glob(KEPT[0].glob)),
    )


def file_type(name: str) -> FileType | None:
    """Return the type of a file by its name; None for what only servers read."""
    return next((each for each in TYPES if name.endswith(each.endings)), None)


def takes(encoding: str) -> str:
    """Return a regular expression for an Accept-Encoding header (RFC 9110, 12.5.3) of a browser that takes encoding."""
    return rf"(^|,)\s*{encoding}\s*(;\s*q=(1(\.0*)?|0\.\d*[1-9]\d*)\s*)?(,|$)"
