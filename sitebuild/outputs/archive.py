"""The whole site as one file, to be opened from a folder: a zip in which every link names the file that it leads to.

A browser that opens a folder shows a list of its files, so …/ becomes …/index.html. What is not in the folder (this
file itself, what only servers read) is linked to where it is published.
"""

import posixpath
import re
import zipfile
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from sitebuild.data.localized import in_language
from sitebuild.documents.front_matter import address_of
from sitebuild.documents.redirects import file_of
from sitebuild.documents.site import Site
from sitebuild.i18n.languages import Language

HREF = re.compile(r'(<a\b[^>]*? href=")([^"]*)(")')
INTEGRITY = re.compile(r' integrity="[^"]*"(?= defer>)')
KEPT = (".html", ".pdf", ".js", ".ics", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif")
FIRST_YEAR = 1980  # a zip file knows no earlier day


def install(generator) -> None:
    """Let templates name the file (signal generator_init)."""
    site = generator.settings["SITE"]
    generator.env.globals["archive"] = path(site) if site.stated else ""


def path(site: Site) -> str:
    """Return where the file stands, from the site's root: it has the name of the union."""
    return f"{_name(site)}.zip"


def put(site: Site, folder: Path) -> None:
    """Write the file beside the finished pages of a site that knows its own address."""
    if not site.siteurl:
        return
    names = sorted(_names(site, folder))
    day = (max(site.today.year, FIRST_YEAR), site.today.month, site.today.day, 12, 0, 0)
    with zipfile.ZipFile(folder / path(site), "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in names:
            entry = zipfile.ZipInfo(f"{_name(site)}/{name}", day)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            content = (folder / name).read_bytes()
            if name.endswith(".html"):
                content = _for_a_folder(content.decode(), name, set(names), site).encode()
            archive.writestr(entry, content)


def _name(site: Site) -> str:
    first: Language = site.first_language
    return address_of(in_language(site.facts.names["name"], first, first).striptags())


def _names(site: Site, folder: Path):
    """Yield the files that a reader needs: not the 404, whose links begin at a server's root, and no old addresses."""
    unserved = {page.save_as for page in site.pages.values() if page.header.kind == "not-found"}
    unserved |= {file_of(address) for address in site.moved}
    for file in folder.rglob("*"):
        name = file.relative_to(folder).as_posix()
        if file.suffix in KEPT and name not in unserved:
            yield name


def _for_a_folder(html: str, name: str, names: set[str], site: Site) -> str:
    def named(match):
        before, href, after = match.groups()
        parts = urlsplit(href)
        if parts.scheme or not parts.path:
            return match[0]
        target = urljoin(f"/{name}", parts.path).lstrip("/")
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        if not target or target.endswith("/"):
            target += "index.html"
        if target not in names:
            return f"{before}{site.siteurl}{urljoin(f'/{name}', href)}{after}"
        return f"{before}{posixpath.relpath(target, posixpath.dirname(name) or '.')}{fragment}{after}"

    # A browser cannot hold a file beside the page against a hash, and would not run it.
    return HREF.sub(named, INTEGRITY.sub("", html))
