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
from pelican.plugins import signals
from pelican.settings import read_settings

from sitebuild.data.sources import carriers
from sitebuild.documents import images
from sitebuild.documents.block import Place
from sitebuild.documents.site import IMAGES
from sitebuild.rendering import facts

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

    generators = []

    def keep(generator):
        generators.append(generator)

    def write(_pelican):  # when all is read and checked, and templates know the site
        for page in (*generators[0].pages, *generators[0].translations):
            (texts / f"{page.key}.{page.lang}.md").write_text(_page(page, generators[0]), "utf-8")

    with signals.page_generator_finalized.connected_to(keep), signals.get_writer.connected_to(write):
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
    """Return a page's Markdown: its lines and those that it includes, each thing that the index names written out."""
    text, site = page.source, generator.settings["SITE"]
    lines, index = dict(_lines(text, site)), text.index
    for name, place in dict.fromkeys((each.name, each.place) for each in index.placeholders):
        _write(lines, place, rf"\{{\{{\s*{re.escape(name)}\s*\}}\}}", _words(name, page, generator))
    for link in dict.fromkeys(index.links):
        key, hash_, fragment = link.target.partition("#")
        if key and not link.leads_out:
            address = f"{{filename}}/pages/{key}.{text.language.code}.md{hash_}{fragment}"
            _write(lines, link.place, rf"\]\({re.escape(link.target)}\)", f"]({address})")
    for picture in dict.fromkeys(index.pictures):
        shows = images.read(site.content / IMAGES / picture.name).shown(text.language.code, site.first_language.code)[0]
        typed, words = (r"\]", "]") if picture.described else (r"!\[\]", f"![{shows}]")
        address = f"({{static}}/{IMAGES}/{picture.name}"
        _write(lines, picture.place, rf"{typed}\({re.escape(picture.name)}", words + address)
    rows = dict.fromkeys(citation.row for citation in index.citations)
    notes = (
        f"[^{row}]: " + "; ".join(source.cited() for source in carriers(row, site.sources.values())) for row in rows
    )
    return "\n".join(lines.values()) + "\n\n" + "\n".join(notes) + "\n"


def _lines(text, site):
    """Yield each line of a text by its place, with those of the sections that it includes."""
    included = {each.place.line: each for each in text.index.includes}
    for number, line in enumerate(text.opened.source.text.split("\n"), start=text.first_line):
        if include := included.get(number):
            body = site.library.bodies(include.key, text.language)[include.id]
            yield from ((Place(body.file, body.first + i, number), each) for i, each in enumerate(body.lines))
        else:
            yield Place(text.shown, number, number), line


def _write(lines, place, pattern, words) -> None:
    """Write words in the place of a pattern, which stands in a line."""
    lines[place], times = re.subn(pattern, lambda _match: words, lines[place])
    if not times:
        sys.exit(f"{place.file}:{place.line}: {pattern} is not there as bench/stock.py knows it")


def _words(name, page, generator) -> str:
    """Return what a fact or a block says, without its marks."""
    site, text = generator.settings["SITE"], page.source
    if name in site.blocks:
        block = generator.env.get_template(f"blocks/{name}.html")
        shown = block.render({**generator.context, "page": page})
        return Markup(shown.replace("<", " <")).striptags()  # a space where a row ends
    return facts.inline(name, site.facts, text.language, site.first_language).striptags()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
