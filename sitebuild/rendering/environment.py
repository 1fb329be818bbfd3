"""What templates may use: words that follow the page's language, facts in that language, and addresses.

Templates compute nothing: each name here gives them a finished text or a finished list.
"""

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from jinja2 import pass_context
from markupsafe import Markup

from sitebuild.data.fields import Text, TextFact
from sitebuild.data.localized import in_language, phone_link
from sitebuild.documents.page import Page
from sitebuild.documents.site import Site
from sitebuild.i18n.languages import Language
from sitebuild.rendering import assets, request_form, scripts
from sitebuild.rendering.a_to_z import Entry, a_to_z, cited
from sitebuild.rendering.parts import parts
from sitebuild.rendering.placeholders import filled, filled_alone, without_notes

IDENTIFIER = re.compile(r' id="[^"]*"')  # two languages on one page have the same


@dataclass(frozen=True)
class Parts:
    """A page's text in two: its opening, which is the answer, and its sections."""

    opening: Markup
    sections: Markup


@dataclass(frozen=True)
class Emergency:
    """A page on what to do in an overdose, and its core: signs, call, steps, without ids."""

    model: Page
    core: Markup


def install(generator) -> None:
    """Put our words, filters and globals into a generator's Jinja environment (signal generator_init)."""
    env = generator.env
    env.install_gettext_callables(
        _gettext, _ngettext, newstyle=True, pgettext=_pgettext, npgettext=_npgettext
    )  # newstyle calls go through the context, so that words follow the page
    env.globals |= {
        "link": link,
        "body": body,
        "parts_of_body": parts_of_body,
        "emergencies": emergencies,
        "cited": cited,
        "script": script,
        "a_to_z": index_of,
    }
    env.filters |= {"text": text, "label": label, "phone": phone_link, "date": day}
    assets.install(env, Path(generator.theme))
    request_form.install(env)


def show(generators, site: Site) -> None:
    """Let templates speak of a site as it is now."""
    for env in (generator.env for generator in generators if hasattr(generator, "env")):
        env.globals |= {"site": site, "facts": site.stated}


def _page(context) -> Page:
    return context["page"].model


def _language(context) -> Language:
    page = context.get("page")  # the sitemap is no page; its few words are in the first language
    return page.model.language if page else context["site"].first_language


@pass_context
def _gettext(context, message):
    return _language(context).translations.gettext(message)


@pass_context
def _ngettext(context, singular, plural, n):
    return _language(context).translations.ngettext(singular, plural, n)


@pass_context
def _pgettext(context, message_context, message):
    return _language(context).translations.pgettext(message_context, message)


@pass_context
def _npgettext(context, message_context, singular, plural, n):
    return _language(context).translations.npgettext(message_context, singular, plural, n)


@pass_context
def link(context, target: Page, fragment: str = "") -> str:
    """Return the address of a page as the present page links to it."""
    return context["site"].address(_page(context), target, fragment)


@pass_context
def body(context, notes: bool = True) -> Markup:
    """Return the page's text with its facts, blocks, links and drawings filled in.

    notes: with the notes that lead to its sources; the front page leads to the page that has them.
    """
    html = filled(context, _page(context))
    return html if notes else without_notes(html)


@pass_context
def parts_of_body(context) -> Parts:
    """Return the page's text in two: its opening, which is the answer, and its sections."""
    opening, section, rest = filled(context, _page(context)).partition("<section")
    return Parts(Markup(opening), Markup(section + rest))


@pass_context
def text(context, value: Text | TextFact) -> Markup:
    """Return a text of the facts in the page's language, marked with its own language if it has no other."""
    return in_language(value, _language(context), context["site"].first_language)


def label(name: Markup) -> Markup:
    """Return a name as it stands on its label: a capital within a word may begin a line."""
    pairs = zip(name, f"{name[1:]} ", strict=True)
    return Markup("".join(f"{a}<wbr>" if a.islower() and b.isupper() else a for a, b in pairs))


@pass_context
def day(context, value) -> str:
    """Return a day in full in the page's language."""
    return _language(context).date(value)


@pass_context
def emergencies(context) -> list[Emergency]:
    """Return the page on what to do in an overdose in each language, with what it begins with: signs, call, steps."""
    site, pages = context["site"], []
    for page in filter(None, map(site.emergency, site.languages.values())):
        lead, sections = parts(filled_alone(context.environment, page), drawings=False)
        core = lead + "".join(section.html for section in sections[:1])
        pages.append(Emergency(page, Markup(IDENTIFIER.sub("", core))))
    return pages


@pass_context
def index_of(context, language: Language) -> list[tuple[str, list[Entry]]]:
    """Return the A to Z of a language: its entries under their first letters."""
    return _index(context["site"], language)


@functools.lru_cache(maxsize=8)
def _index(site: Site, language: Language) -> list[tuple[str, list[Entry]]]:
    return a_to_z(site, language)


@pass_context
def script(context, name: str) -> Markup:
    """Return what loads a script of theme/static/js, after everything else."""
    site = context["site"]
    address = site.asset(_page(context), scripts.path(site.theme, name))
    integrity = scripts.integrity(site.theme, name)
    return Markup('<script src="{}" integrity="{}" defer></script>').format(address, integrity)
