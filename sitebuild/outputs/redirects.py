"""A page at each address that has none any more: it leads on, or says why, for hosts that do neither by themselves."""

from pathlib import Path

from sitebuild.documents.front_matter import Header
from sitebuild.documents.page import Notice, Shown
from sitebuild.documents.redirects import file_of, language_of
from sitebuild.documents.site import Site


def put(generator, writer) -> None:
    """Write a page at each departed address, a file's beside it (signal page_writer_finalized).

    One that has moved leads on, for hosts that do not redirect.
    """
    site = generator.settings["SITE"]
    pages = {page.url: page for page in site.pages.values()}

    def write(template: str, address: str, why: str, **names) -> None:
        page = _notice(address, why, site)
        path = Path(writer.output_path, page.save_as)
        path.parent.mkdir(parents=True, exist_ok=True)
        html = generator.env.get_template(template).render(page=Shown(page), **names)
        path.write_text(html, "utf-8")

    for address, new in site.moved.items():
        url, _hash, fragment = new.removeprefix("/").partition("#")
        write("moved.html", address, pages[url].header.summary, target=pages[url], fragment=fragment)
    reasons = site.departed.gone
    for address in site.gone:
        write("gone.html", address, reasons.get(address) or reasons[address[: address.rindex("/") + 1]])


def _notice(address: str, why: str, site: Site) -> Notice:
    language = language_of(address, site)
    slug = address.removeprefix(f"/{language.prefix}").strip("/")
    header = Header.model_construct(title=address, summary=why, slug=slug, kind="gone")
    return Notice(language, header, address.removeprefix("/"), file_of(address))
