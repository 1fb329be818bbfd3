"""Every address of the site that people may link to, as it is now."""

from sitebuild.documents.site import Site
from sitebuild.hours import ical


def present(site: Site) -> set[str]:
    """Return the addresses of pages, printed files and calendars; the printed files are known once they are made."""
    paths = {page.url for page in site.pages.values() if page.header.kind != "not-found"}
    paths |= {path.removesuffix("index.html") for path in site.extra}
    paths |= {file.path for file in site.printed.files()}
    paths |= {ical.path(key, site, language) for key, language in ical.confirmed(site)}
    return {f"/{path}" for path in paths}
