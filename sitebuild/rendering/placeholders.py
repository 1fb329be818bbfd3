"""Fill a converted text's marks: facts and blocks by name, links by key, drawings by file."""

import functools
import re
from pathlib import Path

from jinja2 import Environment
from jinja2.runtime import Context
from markupsafe import Markup, escape

from sitebuild.documents import images
from sitebuild.documents.markdown.marks import MARK, SPEAKS
from sitebuild.documents.page import Page, Shown
from sitebuild.documents.site import IMAGES, Site
from sitebuild.rendering import facts

NOTE = re.compile(r'<sup id="fnref[^>]*>.*?</sup>')
SOURCES = re.compile(r'<section class="sources">.*?</section>', re.DOTALL)


def filled(context: Context, page: Page) -> Markup:
    """Return the page's HTML without marks. context: the template's, which blocks are rendered with."""
    site, env = context["site"], context.environment

    picture = functools.cache(lambda name: _picture(name, site))  # each mark of a picture asks for another part of it

    def fill(match: re.Match[str]) -> str:
        kind, name = match["kind"], Markup(match["name"]).unescape()
        before, after = ("<p>", "</p>") if match["alone"] else ("", "")
        if kind == "fact" and name in site.blocks:
            return env.get_template(f"blocks/{name}.html").render(context.get_all())
        if kind == "fact":
            return before + facts.inline(name, site.facts, page.language, site.first_language) + after
        if kind == "image":
            return escape(site.asset(page, f"{IMAGES}/{name}"))
        if kind in ("shows", "width", "height"):
            return escape(_of_picture(kind, name, page, picture(name), site))
        key, _hash, fragment = name.partition("#")
        target = site.page(key, page.language) if key else page
        return escape(site.address(page, target, fragment))

    html = SPEAKS.sub(lambda match: _speaks(picture(Markup(match[1]).unescape()), page, site), page.text.html)
    return Markup(MARK.sub(fill, html))


def _picture(name: str, site: Site) -> images.Picture | None:
    """Return what a picture's file says of it, or None where it has a problem: that is told already."""
    try:
        return images.read(site.content / IMAGES / name)
    except (OSError, images.Unreadable):
        return None


def _of_picture(kind: str, name: str, page: Page, picture: images.Picture | None, site: Site) -> str | int:
    """Return what a picture shows, or its width or height."""
    if kind == "shows":
        return (picture and picture.shown(page.language.code, site.first_language.code)[0]) or Path(name).name
    return getattr(picture, kind, 0)


def _speaks(picture: images.Picture | None, page: Page, site: Site) -> str:
    """Return the lang attribute of a picture whose description is in another language than its page."""
    code = picture.shown(page.language.code, site.first_language.code)[1] if picture else page.language.code
    return "" if code == page.language.code else f' lang="{code}"'


def filled_alone(env: Environment, page: Page) -> Markup:
    """Return a page's HTML without marks, outside the template of a page."""
    context = env.get_template("base.html").new_context({"page": Shown(page)})
    return filled(context, page)


def without_notes(html: Markup) -> Markup:
    """Return a text's HTML without its sources and the notes that lead to them."""
    return Markup(SOURCES.sub("", NOTE.sub("", html)))
