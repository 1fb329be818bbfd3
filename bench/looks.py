"""One article in many looks: ours, bare HTML, three public frameworks, and Pelican's own two themes.

Each look is a folder to serve, with the article at the same address. An article is text: its classes are ours
and are taken off; a framework's own are put on, as its documentation asks.
"""

import json
import shutil
import subprocess
from pathlib import Path
from statistics import median_low

from selectolax.lexbor import LexborHTMLParser

from bench.line import sent

PEERS = Path("bench", "peers")
# Each framework: the part of its npm package that is served, and the classes it wants on an article's elements.
FRAMEWORKS = {
    "govuk": (
        "govuk-frontend/dist/govuk",
        {
            "h1": "govuk-heading-l",
            "h2": "govuk-heading-m",
            "h3": "govuk-heading-s",
            "p": "govuk-body",
            "ul": "govuk-list govuk-list--bullet",
            "ol": "govuk-list govuk-list--number",
            "a": "govuk-link",
            "table": "govuk-table",
            "tr": "govuk-table__row",
            "th": "govuk-table__header",
            "td": "govuk-table__cell",
        },
    ),
    "nhsuk": (
        "nhsuk-frontend/dist/nhsuk",
        {
            "h1": "nhsuk-heading-l",
            "h2": "nhsuk-heading-m",
            "h3": "nhsuk-heading-s",
            "ul": "nhsuk-list nhsuk-list--bullet",
            "ol": "nhsuk-list nhsuk-list--number",
            "table": "nhsuk-table",
            "tr": "nhsuk-table__row",
            "th": "nhsuk-table__header",
            "td": "nhsuk-table__cell",
        },
    ),
    "dkfds": ("dkfds/dist", {"table": "table"}),
}
# The viewport is there because a phone would else lay the page out for a desk and shrink it: another page.
BARE = """\
<!DOCTYPE html><html lang="{htmlLang}"><meta charset="utf-8"><title>{title}</title>\
<meta name="viewport" content="width=device-width, initial-scale=1"><body>{body}"""


def article(site: Path, language: str) -> Path:
    """Return the file of the median advice page with sources in a language, by its size as sent."""
    advice = (
        path
        for path in site.rglob("index.html")
        if (page := LexborHTMLParser(path.read_text("utf-8"))).css_matches(f"html[lang={language}] > body.advice")
        and page.css_matches("main .sources li")
    )
    sizes = {len(sent(path)): path for path in advice}
    return sizes[median_low(sizes)]


def made(site: Path, page: Path, themes: dict[str, Path], modules: Path, folder: Path) -> dict[str, Path]:
    """Return each look's folder: ours, those of Pelican's themes, and those that are made here in folder.

    page: the article's file in site. themes: the article's site as stock Pelican built it, by theme.
    modules: where the npm packages are.
    """
    content = _content(page)
    looks = {"bare": (BARE.format_map(content | {"body": _dressed(content["body"], {})}), None)}
    for name, (package, classes) in FRAMEWORKS.items():
        dressed = content | {"body": _dressed(content["body"], classes)}
        looks[name] = (_rendered(name, dressed, modules), modules / package)
    for name, (html, package) in looks.items():
        target = folder / name / page.relative_to(site)
        target.parent.mkdir(parents=True)
        target.write_text(html, "utf-8")
        _with_drawings(page, target)
        if package:
            (folder / name / "dist").symlink_to(package.resolve())
            if (package / "assets").exists():  # where the style sheets look for fonts
                (folder / name / "assets").symlink_to((package / "assets").resolve())
    return {"bare": folder / "bare", "ours": site} | {name: folder / name for name in FRAMEWORKS} | themes


def _content(page):
    """Return the article: its language, its title, and what stands in main without the way back to the front page."""
    tree = LexborHTMLParser(page.read_text("utf-8"))
    main = tree.css_first("main")
    for way in main.css("nav"):
        way.decompose()
    title = main.css_first("h1").text(strip=True)
    return {"htmlLang": tree.css_first("html").attributes["lang"], "title": title, "body": main.inner_html}


def _dressed(html, classes):
    tree = LexborHTMLParser(html)
    for node in tree.body.css("*"):
        if "class" in node.attributes:
            del node.attrs["class"]
        if node.tag in classes:
            node.attrs["class"] = classes[node.tag]
    return tree.body.inner_html


def _rendered(name, content, modules):
    command = ["node", str(PEERS / "render.cjs"), str(modules), f"{name}.njk"]
    done = subprocess.run(command, input=json.dumps(content), capture_output=True, text=True, check=True)
    return done.stdout


def _with_drawings(page, target):
    for image in LexborHTMLParser(target.read_text("utf-8")).css("img[src]"):
        copy = target.parent / image.attributes["src"]
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(page.parent / image.attributes["src"], copy)
