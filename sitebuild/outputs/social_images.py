"""The pictures by which others show the site: one beside a shared link, in each language, and icons for those who ask.

Set as paper is, from the theme's own templates and icon. Others find them by the site's address, so only a site that
knows it has them; a page itself carries its icon and asks for nothing.
"""

import io
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from sitebuild.documents import images
from sitebuild.documents.page import Sheet, Shown
from sitebuild.documents.site import IMAGES, Site
from sitebuild.i18n.languages import Language
from sitebuild.paper import cache
from sitebuild.rendering.assets import drawing_address

SHARED, TOUCH, FAVICON = "picture.png", "apple-touch-icon.png", "favicon.ico"
DRAWING = "house.svg"
SIZES = [(16, 16), (32, 32), (48, 48)]  # of the favicon, in pixels
COLOURS = 32  # a few flat ones, and what smooths the letters' edges
SCALE = 96 / 72  # pixels of CSS to a point of PDF


@dataclass(frozen=True)
class Drawing:
    """address: one that holds the drawing. shows: what it shows, in words."""

    address: Markup
    shows: str


def install(generator) -> None:
    """Let templates name a language's picture (signal generator_init)."""
    generator.env.globals["picture_path"] = path


def path(language: Language) -> str:
    """Return where a language's picture stands, from the site's root."""
    return f"{language.prefix}{SHARED}"


def made(env: Environment, site: Site) -> dict[str, Path]:
    """Return the pictures of a site that knows its address, by where they stand: kept ones where nothing changed."""
    if not site.siteurl:
        return {}
    pictures = {}
    for language in site.languages.values():
        page = Shown(Sheet(language))
        html = env.get_template("paper/picture.html").render(page=page, drawing=_drawing(site, language))
        pictures[path(language)] = _kept(SHARED, html, site)
    icon = env.get_template("paper/icon.html").render()
    return pictures | {name: _kept(name, icon, site) for name in (TOUCH, FAVICON)}


def put(site: Site, folder: Path) -> None:
    """Copy the pictures to their places in a folder."""
    for name, kept in site.pictures.items():
        (folder / name).write_bytes(kept.read_bytes())


def _drawing(site, language):
    """Return the picture's drawing (the address that holds it, and what it shows); None where somebody took it out."""
    try:
        file = site.content / IMAGES / DRAWING
        address, shows = Markup(drawing_address(file.read_text("utf-8"))), images.read(file).shows
    except (OSError, ValueError, images.Unreadable):
        return None
    return Drawing(address, shows.get(language.code, DRAWING))


def _kept(name: str, html: str, site: Site) -> Path:
    folder = site.project.kept_paper / cache.digest(html, name)
    if not cache.kept(folder, [name]):
        cache.keep(folder, {name: _drawn(name, html, site)})
    return cache.path(folder, name)


def _drawn(name: str, html: str, site: Site) -> bytes:
    import pypdfium2  # with the engine, half a second

    from sitebuild.paper import engine

    pdf, _leaves = engine.render(html, site.theme / name, site.paper_fonts, site.project.kept_paper)
    picture, drawn = pypdfium2.PdfDocument(pdf)[0].render(scale=SCALE).to_pil(), io.BytesIO()
    if name == FAVICON:
        picture.save(drawn, "ICO", sizes=SIZES)
    else:
        picture.quantize(COLOURS).save(drawn, "PNG", optimize=True)
    return drawn.getvalue()
