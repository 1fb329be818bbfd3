"""A pamphlet as panels: the front with its title, then each section of its text, as they stand on paper.

Paper has neither links nor notes: a link to a page keeps its words, and the sources stand on the pamphlet's page.
"""

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from sitebuild.data.formats import FORMATS
from sitebuild.data.layout import Format
from sitebuild.documents.page import Page
from sitebuild.rendering.parts import parts

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# What a line's end never parts: a range of numbers and what it counts, a short number and the word before it.
TOGETHER = re.compile(r"""\d+–\d+(?: \w+)?(?![^<]*>)|\w+ <a class="phone" href="tel:\d{3,4}">\d+</a>""")


@dataclass(frozen=True)
class Panel:
    """number: from 1, as panels are read. identifier: of its section; "" for the front. css_class: of its section."""

    number: int
    identifier: str
    html: Markup
    css_class: str = ""

    @property
    def name(self) -> str:
        return f"panel-{self.number}"


@dataclass(frozen=True)
class Setting:
    """A pamphlet in one language, ready to be set: its panels, and the HTML document that holds them."""

    page: Page
    form: Format
    panels: list[Panel]
    html: str


def panels(page: Page, filled: Markup, breaks: list[str]) -> list[Panel]:
    """Return a pamphlet's panels.

    filled: its HTML with facts filled in. breaks: words that may be broken only at their hyphens.
    """
    form = FORMATS[page.pamphlet.format]
    lead, sections = parts(filled, form.drawings)
    broken = _broken(breaks)
    front = f"<h1>{broken(str(escape(page.pamphlet.front)))}</h1>\n{broken(lead)}"
    if form.panels[1] == 1:
        return [Panel(1, "", Markup("\n".join([front, *(broken(section.html) for section in sections)])))]
    return [
        Panel(1, "", Markup(front)),
        *(
            Panel(number, section.identifier, Markup(broken(section.inside)), section.css_class)
            for number, section in enumerate(sections, start=2)
        ),
    ]


def _broken(breaks):
    """Return what says where lines may break: listed words at their hyphens and nowhere else, some things not at all."""
    words = {word.replace("-", ""): word.replace("-", SOFT_HYPHEN) for word in breaks}
    pattern = re.compile(r"(<[^>]*>)|\b(" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)

    def put(match):
        if match[1]:
            return match[1]
        fit = words[match[2].lower()]
        return match[2][0] + fit[1:]

    def broken(html: str) -> str:
        html = pattern.sub(put, html) if words else html
        return TOGETHER.sub(r'<span class="together">\g<0></span>', html)

    return broken
