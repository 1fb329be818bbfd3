"""The addresses that people may have linked to: which there are, since when, and where those lead that are no more."""

from pathlib import Path, PurePosixPath
from types import SimpleNamespace

from sitebuild import ical
from sitebuild.header import Header
from sitebuild.languages import Language
from sitebuild.model import Page, Site

LIST = "published.yaml"
ABOUT = """\
# Kept by make publish: each address that people may have linked to, and the day on which it was first published.
# None of them vanishes without a word: where one has no page any more, content/moved.yaml says where it went, or why.
"""


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


def present(site: Site) -> set[str]:
    """Return the addresses of pages, printed files and calendars; the printed files are known once they are made."""
    paths = {page.url for page in site.pages.values() if page.header.kind != "not-found"}
    paths |= {path.removesuffix("index.html") for path in site.extra}
    paths |= {file.path for files in site.paper.values() for file in files}
    paths |= {ical.path(key, site, language) for key, language in ical.confirmed(site)}
    return {f"/{path}" for path in paths}


def collect(site: Site) -> None:
    """Put into the model where the departed addresses lead. A page's files go with it, unless they are named."""
    for address, target in site.departed.moved.items() if site.departed else ():
        key, hash_, fragment = target.partition("#")
        if page := site.page(key, language_of(address, site)):
            site.moved[address] = f"/{page.url}{hash_}{fragment}"
    for address in site.departed.gone if site.departed else ():
        site.gone[address] = file_of(address)
    for address in sorted(site.published.keys() - site.moved.keys() - site.gone.keys()):
        folder = address[: address.rindex("/") + 1]
        if not is_page(address) and folder in site.moved:
            site.moved[address] = site.moved[folder]
        elif not is_page(address) and folder in site.gone:
            site.gone[address] = file_of(address)


def publish(site: Site) -> None:
    """Count what is there now as published from today, in a run for the site's address."""
    if site.siteurl:
        site.published = dict.fromkeys(present(site), site.today) | site.published


def keep(site: Site) -> None:
    """Write the list of published addresses; at no moment is it half there."""
    lines = (f"{address}: {day}\n" for address, day in sorted(site.published.items()))
    path = site.content / LIST
    new = path.with_name(f".{path.name}")
    new.write_text(ABOUT + "".join(lines), "utf-8")
    new.replace(path)


def put(generator, writer) -> None:
    """Write a page at each departed address, a file's beside it (signal page_writer_finalized).

    One that has moved leads on, for hosts that do not redirect.
    """
    site = generator.settings["SITE"]
    pages = {page.url: page for page in site.pages.values()}

    def write(template: str, address: str, why: str, **names) -> None:
        page = _page(address, why, site)
        path = Path(writer.output_path, page.save_as)
        path.parent.mkdir(parents=True, exist_ok=True)
        html = generator.env.get_template(template).render(page=SimpleNamespace(model=page), **names)
        path.write_text(html, "utf-8")

    for address, new in site.moved.items():
        url, _hash, fragment = new.removeprefix("/").partition("#")
        write("moved.html", address, pages[url].header.summary, target=pages[url], fragment=fragment)
    reasons = site.departed.gone
    for address in site.gone:
        write("gone.html", address, reasons.get(address) or reasons[address[: address.rindex("/") + 1]])


def _page(address: str, why: str, site: Site) -> Page:
    """Return a page without a text, to stand at an address."""
    language = language_of(address, site)
    slug = address.removeprefix(f"/{language.prefix}").strip("/")
    header = Header.model_construct(title=address, summary=why, slug=slug, kind="gone")
    return Page(SimpleNamespace(key="", language=language, header=header), address.removeprefix("/"), file_of(address))
