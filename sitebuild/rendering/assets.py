"""What a page carries in itself, so that one response is enough: its style, its icon, and the policy that allows them."""

import functools
import re
from pathlib import Path
from urllib.parse import quote

import rcssmin
from jinja2 import Environment
from markupsafe import Markup

from sitebuild.rendering.csp import NOWHERE, page_policy

INTEGRITY = re.compile(r'<script [^>]*integrity="([^"]+)"')  # of scripts.py's making


def install(env: Environment, theme: Path) -> None:
    """Put the names into a Jinja environment."""
    css = theme / "static" / "css"
    env.globals |= {
        "icon": icon(theme / "static" / "icon.svg"),
        "policy": policy,
        "stylesheet": functools.cache(functools.partial(stylesheet, css)),
        "stylesheet_alone": functools.cache(functools.partial(stylesheet_alone, css)),
    }


def icon(file: Path) -> Markup:
    """Return the icon as an address that holds it, or each first visit would ask the server for one."""
    return Markup(drawing_address(file.read_text("utf-8")))


def drawing_address(svg: str) -> str:
    """Return a drawing as an address that holds it."""
    return f"data:image/svg+xml,{quote(svg.strip().replace(chr(34), chr(39)), safe=chr(39) + '/:=')}"


def policy(css: str, content: str = "", form_action: str = NOWHERE) -> Markup:
    """Return what the page lets a browser load and run. css: the text of its one style element. content: its body."""
    # Markup: all of it is our own, and escaped quotes would take five bytes each.
    return Markup(page_policy(css, INTEGRITY.findall(content), form_action))


def stylesheet(folder: Path, *components: str) -> Markup:
    """Return the style that all pages share, then that of the named components, for the page itself."""
    shared = (folder / "tokens.css", folder / "site.css")
    return _sheets(*shared, *(folder / "components" / f"{name}.css" for name in components))


def stylesheet_alone(folder: Path, name: str) -> Markup:
    """Return a sheet of style by itself."""
    return _sheets(folder / f"{name}.css")


def _sheets(*sheets: Path) -> Markup:
    return Markup(rcssmin.cssmin("".join(sheet.read_text("utf-8") for sheet in sheets)))
