"""Front matter: what stands between the two --- lines at the top of a text."""

import re
import unicodedata
from datetime import date
from typing import Annotated, Literal, Self

from pelican.utils import slugify
from pydantic import AfterValidator, model_validator

from sitebuild.data.fields import Day, Frozen, PlainText
from sitebuild.data.formats import FORMATS
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Refused

FENCE = "---"
PAMPHLET = "pamphlet"  # a page that is printed as well
# Kinds whose texts people act on: each says when it was checked, and by whom.
GUIDANCE = ("advice", "emergency", "urgent", PAMPHLET)
SHORT = ("emergency", "urgent", PAMPHLET)  # read with shaking hands, or in street light: no sentence is long
SECTIONS = "sections"  # a file of this kind is no page: it only holds sections for other pages
# Danish and German letters by their own rule; Unicode's tables take care of the rest.
LETTERS = [("å", "aa"), ("æ", "ae"), ("ø", "oe"), ("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")]


def address_of(text: str) -> str:
    """Return text as it can stand in an address or a file name: [a-z0-9/-] only."""
    text = unicodedata.normalize("NFC", text).lower()
    for letter, letters in LETTERS:
        text = text.replace(letter, letters)
    slugs = (slugify(part, regex_subs=[(r"[^\w\s-]", ""), (r"[\s_-]+", "-")]) for part in text.split("/"))
    return "/".join(part for slug in slugs if (part := re.sub(r"[^a-z0-9-]", "", slug).strip("-")))


def _slug(value: str) -> str:
    if value == "/" or re.fullmatch(r"[a-z0-9]+(-+[a-z0-9]+)*(/[a-z0-9]+(-+[a-z0-9]+)*)*", value):
        return value
    fit = address_of(value)
    instead = _("Write {name}", name=fit) if fit else _("Write small letters a–z, digits, hyphens and / only")
    raise Refused(_("“{value}” cannot be an address", value=value), instead)


def _format(value: str) -> str:
    if value not in FORMATS:
        wrong = _("there is no format of paper called “{name}”", name=value)
        raise Refused(wrong, _("Write one of: {names}", names=", ".join(FORMATS)))
    return value


class Header(Frozen):
    """A page's front matter.

    slug: the address after the language, "/" for the front page. kind: the name of its template. menu: a
    shorter title for menus. only and why: the one language the page has, and the reason.
    changed: what was changed in a text that people act on, by day. checked, checked_by, next_check: when the text was
    last held against its sources, by what kind of person, and when it is due again. An author wrote it from its
    sources, and nobody else has checked it.
    """

    title: PlainText
    summary: PlainText
    slug: Annotated[str, AfterValidator(_slug)]
    kind: str
    menu: PlainText | None = None
    only: str | None = None
    why: PlainText | None = None
    changed: dict[Day, PlainText] = {}
    checked: Day | None = None
    checked_by: Literal["author", "editor", "peer", "clinician", "lawyer"] | None = None
    next_check: Day | None = None

    @property
    def short_title(self) -> str:
        return self.menu or self.title

    def overdue(self, today: date) -> bool:
        """Tell whether the text should have been checked again."""
        return self.next_check is not None and self.next_check < today

    @model_validator(mode="after")
    def _says_when_it_was_checked(self) -> Self:
        days = (self.checked, self.checked_by, self.next_check)
        if not all(days) and (any(days) or self.kind in GUIDANCE):
            wrong = _("the page does not say when it was checked")
            raise Refused(wrong, _("Write checked:, checked_by: and next_check:"))
        if self.checked and self.next_check and self.next_check <= self.checked:
            wrong = _("the next check comes before the last one")
            raise Refused(wrong, _("Write a later day after next_check:"))
        if bool(self.only) != bool(self.why):
            raise Refused(_("a page in one language says which and why"), _("Write both only: and why:"))
        return self


class PamphletHeader(Header):
    """A pamphlet's front matter.

    format: how it lies on paper. cover: what stands on its front in the title's place, where that tells nobody what
    it is about. qr: the address on this site that its QR code leads to, instead of its own page.
    """

    kind: Literal["pamphlet"]
    format: Annotated[str, AfterValidator(_format)]
    cover: PlainText | None = None
    qr: str | None = None

    @property
    def front(self) -> str:
        return self.cover or self.title


class SectionsHeader(Frozen):
    """The front matter of a file that only holds sections for other pages."""

    kind: Literal["sections"]


def split(text: str) -> tuple[str, str, int] | None:
    """Return a file's front matter, its text and the line on which the text begins; None without front matter."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return None
