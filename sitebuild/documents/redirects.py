"""The addresses that people may have linked to and that have no page any more: where each of them leads."""

from dataclasses import replace
from pathlib import PurePosixPath

from sitebuild.documents.site import Site
from sitebuild.i18n.languages import Language


def file_of(address: str) -> str:
    """Return the HTML file, from the site's root, that a host shows at an address."""
    path = address.removeprefix("/")
    if path.endswith("/") or not path:
        return f"{path}index.html"
    return path if path.endswith(".html") else f"{path}.html"


def is_page(address: str) -> bool:
    """Tell whether an address can be a page's; otherwise it is a PDF's or a calendar's."""
    return PurePosixPath(address).suffix in ("", ".html") or address.endswith("/")


def language_of(address: str, site: Site) -> Language:
    """Return the language in which an address stands, whether it has a page or not."""
    others = (each for each in site.languages.values() if each.prefix and address.startswith(f"/{each.prefix}"))
    return next(others, site.first_language)


def resolved(site: Site) -> Site:
    """Return the site with where the departed addresses lead. A page's files go with it, unless they are named."""
    moved, gone = {}, {}
    for address, target in site.departed.moved.items() if site.departed else ():
        key, hash_, fragment = target.partition("#")
        if page := site.page(key, language_of(address, site)):
            moved[address] = f"/{page.url}{hash_}{fragment}"
    for address in site.departed.gone if site.departed else ():
        gone[address] = file_of(address)
    for address in sorted(site.published.keys() - moved.keys() - gone.keys()):
        folder = address[: address.rindex("/") + 1]
        if not is_page(address) and folder in moved:
            moved[address] = moved[folder]
        elif not is_page(address) and folder in gone:
            gone[address] = file_of(address)
    return replace(site, moved=moved, gone=gone)
