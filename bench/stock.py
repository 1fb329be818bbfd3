"""The same texts for stock Pelican: python -m bench.stock FOLDER, from a project's root.

Sections of other pages, facts and blocks are written out as plain words, sources as footnotes, links in
Pelican's own {filename} form. What is left is what any Pelican user could have written by hand.
"""

import re
import shutil
import sys
from pathlib import Path

from markupsafe import Markup
from pelican import Pelican
from pelican.generators import PagesGenerator
from pelican.plugins import signals
from pelican.settings import read_settings

from sitebuild.data.sources import carriers
from sitebuild.documents import front_matter, sections
from sitebuild.documents import images as drawings
from sitebuild.documents.site import IMAGES
from sitebuild.rendering import facts

CITATION = re.compile(r"\[\^([^\]\s]+)\]")
PLACED = re.compile(r"\{\{\s*(.*?)\s*\}\}")
LINK = re.compile(r"(?<!!)(\[[^\]]*\])\(([^)#:\s]+)([^):\s]*)\)")
DRAWING = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)")
# Not named here: Pelican's own defaults. Where they cost time for what our site does not do, they are turned
# off (summaries as Markdown, lists of articles), so that the ratio flatters nobody.
SETTINGS = """\
SITENAME = "BrugerForeningen"
SITEURL = ""
RELATIVE_URLS = True
TIMEZONE = "Europe/Copenhagen"
DEFAULT_LANG = {first!r}
THEME = "simple"
PATH = "content"
PAGE_PATHS = ["pages"]
PAGE_TRANSLATION_ID = "key"
OUTPUT_PATH = "output"
DELETE_OUTPUT_DIRECTORY = True
DIRECT_TEMPLATES = []
FORMATTED_FIELDS = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
MARKDOWN = {{
    "extensions": ["attr_list", "def_list", "fenced_code", "footnotes", "sane_lists", "tables"],
    "output_format": "html",
}}
"""


def main(folder: Path) -> None:
    """Write a stock Pelican project with the texts of the project in the current folder into folder."""
    settings = read_settings("pelicanconf.py")
    texts = folder / "content" / "pages"
    texts.mkdir(parents=True)
    (folder / "pelicanconf.py").write_text(SETTINGS.format(first=settings["DEFAULT_LANG"]), "utf-8")
    if (images := Path(settings["PATH"], IMAGES)).is_dir():
        shutil.copytree(images, folder / "content" / IMAGES, dirs_exist_ok=True)

    def write(generators):
        generator = next(g for g in generators if isinstance(g, PagesGenerator))
        for page in (*generator.pages, *generator.translations):
            (texts / f"{page.key}.{page.lang}.md").write_text(_page(page, generator), "utf-8")

    with signals.all_generators_finalized.connected_to(write):
        Pelican(settings).run()


def _page(page, generator) -> str:
    """Return a page of our site with Pelican's own headers."""
    names = {
        "Title": page.title,
        "Summary": page.metadata["summary"],
        "Key": page.key,
        "Slug": page.slug,
        "Lang": page.lang,
    }
    names |= {"URL": page.url or "./", "Save_as": page.save_as}
    return "".join(f"{name}: {value}\n" for name, value in names.items()) + "\n" + _body(page, generator)


def _body(page, generator) -> str:
    text, site = page.source, generator.settings["SITE"]

    def body_of(key):
        path = site.path_of(key, text.language.code)
        return path and front_matter.split(path.read_text("utf-8-sig"))[1]

    def words(match):
        if match[1] in site.blocks:
            block = generator.env.get_template(f"blocks/{match[1]}.html")
            shown = block.render({**generator.context, "page": page})
            return Markup(shown.replace("<", " <")).striptags()  # a space where a row ends
        return facts.inline(match[1], site.facts, text.language, site.first_language).striptags()

    def link(match):
        label, target, fragment = match.groups()
        return f"{label}({{filename}}/pages/{target}.{text.language.code}.md{fragment})"

    def drawing(match):
        says, name = match.groups()
        shows = drawings.read(site.content / IMAGES / name).shown(text.language.code, site.first_language.code)[0]
        return f"![{says or shows}]({{static}}/{IMAGES}/{name}"

    whole, *_rest = sections.included(text.body, body_of)
    rows = dict.fromkeys(match[1] for match in CITATION.finditer(whole))
    notes = (
        f"[^{row}]: " + "; ".join(source.cited() for source in carriers(row, site.sources.values())) for row in rows
    )
    return DRAWING.sub(drawing, LINK.sub(link, PLACED.sub(words, whole))) + "\n\n" + "\n".join(notes) + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
