"""What templates may use for paper: a pamphlet's files, format, steps, drawings and QR code."""

import functools
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import pass_context
from markupsafe import Markup

from sitebuild.data.formats import FORMATS
from sitebuild.data.layout import Format
from sitebuild.documents.page import Page


def install(generator) -> None:
    """Put the names into a generator's Jinja environment (signal generator_init)."""
    env, theme = generator.env, Path(generator.theme)
    env.globals |= {
        "asset": asset,
        "drawing": functools.cache(functools.partial(drawing, theme / "static" / "drawings")),
        "paper_files": paper_files,
        "paper_format": paper_format,
        "paper_style": functools.cache(functools.partial(paper_style, theme / "static" / "css")),
        "paper_steps": paper_steps,
        "printed_address": printed_address,
        "qr_code": qr_code,
        "sheets_of": sheets_of,
    }
    env.filters |= {"kilobytes": kilobytes, "month": month}


@pass_context
def month(context, value) -> str:
    """Return a day's month and year in the page's language."""
    return context["page"].model.language.month(value)


@pass_context
def kilobytes(context, size: int) -> str:
    """Return a file's size, given in bytes: 92 kB."""
    return f"{context['page'].model.language.number(max(1, round(size / 1000)))}\N{NO-BREAK SPACE}kB"


@pass_context
def asset(context, path: str) -> str:
    """Return the address of a file of the site (path from its root) as the present page links to it."""
    return context["site"].asset(context["page"].model, path)


@pass_context
def paper_files(context, pamphlet: Page | None) -> list:
    """Return the files of a pamphlet to print; without one, the printer test."""
    printed, code = context["site"].printed, context["page"].model.language.code
    return printed.pamphlets.get((pamphlet.key, code), []) if pamphlet else printed.tests.get(code, [])


def paper_format(pamphlet: Page) -> Format:
    """Return how a pamphlet lies on paper."""
    return FORMATS[pamphlet.pamphlet.format]


@dataclass(frozen=True)
class StepInWords:
    """A step of a format, told in a language. drawing: of the theme, or None."""

    order: Markup
    details: Markup
    drawing: str | None


@pass_context
def paper_steps(context, pamphlet: Page) -> list[StepInWords]:
    """Return what one does to a pamphlet's sheets once they are printed, in the page's language."""
    gettext = context["page"].model.language.translations.gettext
    number = {"number": 50 * sheets_of(pamphlet)}

    def told(message: str) -> Markup:
        return Markup(gettext(message)) % number

    return [
        StepInWords(told(step.order), Markup(" ").join(map(told, step.details)), step.drawing)
        for step in paper_format(pamphlet).steps
    ]


def sheets_of(pamphlet: Page) -> int:
    """Return how many sheets of paper a pamphlet takes."""
    return paper_format(pamphlet).sheets(len(pamphlet.text.index.named) + 1)


@pass_context
def qr_code(context) -> Markup:
    """Return the QR code of a pamphlet, as a drawing: it leads to the pamphlet's own page, or where its header says."""
    import segno  # only pamphlets have one

    address = printed_address(context, f"{urlsplit(context['site'].siteurl).scheme}://")
    code = segno.make(address, error="m", micro=False)
    title = context["page"].model.language.translations.gettext("QR code: %(address)s") % {"address": address}
    return Markup(code.svg_inline(border=4, dark="#000000", light="#ffffff", omitsize=True, title=title))


@pass_context
def printed_address(context, scheme: str = "") -> str:
    """Return where a pamphlet stands on the site, as it is printed: without https:// and the last /."""
    page, site = context["page"].model, context["site"]
    path = page.url if page.header.qr is None else page.header.qr.lstrip("/")
    address = f"{urlsplit(site.siteurl).netloc}{site.root}{path}"
    return scheme + address if scheme else address.rstrip("/")


def paper_style(folder: Path, form: Format, name: str = "") -> Markup:
    """Return the style of a pamphlet: its pages, the tokens that it shares with the screen, paper's own, its format's.

    name: the format's, by which its sheet is found; "" for what is no pamphlet.
    """
    sheets = [folder / "tokens.css", folder / "paper.css"]
    if (own := folder / "paper" / f"{name}.css").is_file():
        sheets.append(own)
    return Markup(form.css + "".join(sheet.read_text("utf-8") for sheet in sheets))


def drawing(folder: Path, name: str) -> Markup:
    """Return a drawing of the theme, to stand in the page; the words beside it say the same."""
    svg = (folder / f"{name}.svg").read_text("utf-8").strip()
    return Markup(svg.replace("<svg ", '<svg class="drawing" aria-hidden="true" focusable="false" ', 1))
