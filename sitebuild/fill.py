"""Fill a converted text's marks: facts and blocks by name, links by key, drawings by file."""

import re
from types import SimpleNamespace

from jinja2 import Environment
from jinja2.runtime import Context
from markupsafe import Markup, escape

from sitebuild import wording
from sitebuild.markup import MARK
from sitebuild.model import IMAGES, Page

NOTE = re.compile(r'<sup id="fnref[^>]*>.*?</sup>')
SOURCES = re.compile(r'<section class="sources">.*?</section>', re.DOTALL)


def filled(context: Context, page: Page) -> Markup:
    """Return the page's HTML without marks. context: the template's, which blocks are rendered with."""
    site, env = context["site"], context.environment

    def fill(match: re.Match) -> str:
        kind, name = match["kind"], Markup(match["name"]).unescape()
        before, after = ("<p>", "</p>") if match["alone"] else ("", "")
        if kind == "fact" and name in site.blocks:
            return env.get_template(f"blocks/{name}.html").render(context.get_all())
        if kind == "fact":
            return before + wording.inline(name, site.facts, page.language, site.first_language) + after
        if kind == "image":
            return escape(site.asset(page, f"{IMAGES}/{name}"))
        key, _hash, fragment = name.partition("#")
        target = site.page(key, page.language) if key else page
        return escape(site.address(page, target, fragment))

    return Markup(MARK.sub(fill, page.text.html))


def filled_alone(env: Environment, page: Page) -> Markup:
    """Return a page's HTML without marks, outside the template of a page."""
    context = env.get_template("base.html").new_context({"page": SimpleNamespace(model=page)})
    return filled(context, page)


def without_notes(html: Markup) -> Markup:
    """Return a text's HTML without its sources and the notes that lead to them."""
    return Markup(SOURCES.sub("", NOTE.sub("", html)))
