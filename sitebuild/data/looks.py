"""How a section or some words may look: each class that a text may write, what it is for, and where it has an effect.

A look's style stands in theme/static/css; the pages of a kind load it by theme/templates/kinds/<kind>.html. Who adds one
shows it in theme/styleguide as well: that page is refused while it lacks one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sitebuild.diagnostics.messages import _
from sitebuild.i18n.marked import N_


@dataclass(frozen=True)
class Look:
    """A class that a text may write."""

    name: str
    purpose: str  # what it is for, in one line: a marked message
    kinds: tuple[str, ...] = ()  # of page that it may stand on; none named: all
    on: Literal["section", "words"] = "section"  # at a section's heading, or at *words* in a sentence
    list: Literal["ol", "ul"] | None = None  # its section is such a list
    screen: bool = True  # whether a screen shows it

    @property
    def written(self) -> str:
        """The look as a text writes it."""
        if self.on == "words":
            return f"*…*{{.{self.name}}}"
        return f"## … {{#id .{self.name}}}"

    def stands_on(self, kind: str) -> bool:
        """Tell whether it has an effect on pages of a kind."""
        return not self.kinds or kind in self.kinds


_ALL = (
    Look(
        "steps",
        N_("What one does, in its order: large numbers, drawings beside them"),
        ("advice", "emergency", "home", "pamphlet", "pamphlets", "urgent"),
        list="ol",
    ),
    Look(
        "alarm",
        N_("Danger now: a red frame around what one does at once"),
        ("advice", "emergency", "home", "pamphlet", "pamphlets", "urgent"),
    ),
    Look(
        "never",
        N_("What one never does or shares: the one black block of a page"),
        ("advice", "pamphlet", "pamphlets"),
    ),
    Look(
        "urgent",
        N_("Ways to what cannot wait, each as large as a thumb"),
        ("emergency", "home", "urgent"),
        list="ul",
    ),
    Look(
        "doors",
        N_("Ways to other pages, each with what is behind it"),
        ("form", "home", "information", "not-found", "request", "sent"),
        list="ul",
    ),
    Look("bin", N_("The union's own voice, on yellow"), ("home",)),
    Look("ask", N_("The form: printed, this section is the sheet to fill in"), ("form",)),
    Look("fill", N_("Lines on paper to write on with a thick marker"), ("pamphlet",), list="ul", screen=False),
    Look("name", N_("A name, which may hold a word to avoid"), on="words", screen=False),
    Look("quote", N_("A quotation, which may hold a word to avoid"), on="words", screen=False),
)
LOOKS = {look.name: look for look in _ALL}


def rows() -> Iterator[tuple[str, str, str]]:
    """Yield each look as a guide's table shows it: how it is written, what it is for, on which kinds of page.

    What it is for is said in the language in which the commands speak.
    """
    for look in LOOKS.values():
        yield look.written, _(look.purpose), ", ".join(look.kinds)
