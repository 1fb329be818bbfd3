"""The facts that a text places by name, as they stand in a sentence."""

from collections.abc import Callable
from functools import partial

from markupsafe import Markup, escape

from sitebuild.data.facts import Facts
from sitebuild.data.fields import AnyFact, EmailFact, Fact, LinkFact, NumberFact, PhoneFact, Text
from sitebuild.data.localized import in_language, phone_link
from sitebuild.data.opening_hours import Hours
from sitebuild.hours.words import at, hours_in_words
from sitebuild.i18n.languages import Language

Named = AnyFact | Text | Callable[[Language], str]


def names(facts: Facts) -> dict[str, Named]:
    """Return what a text can place in a sentence by its name: facts, and the parts of the address and the hours."""
    named: dict[str, Named] = dict(facts.named())
    address = facts.address.value
    named |= {"street": address.street, "postcode": address.postcode, "town": address.town}
    for key, hours in facts.hours.items():
        named[f"{key}_hours"] = partial(_usual, hours)
        named[f"{key}_opens"] = partial(_opening, hours)
        named[f"{key}_closes"] = partial(_closing, hours)
    return named


def _usual(hours: Hours, language: Language) -> str:
    return language.listed(hours_in_words(hours, language))


def _opening(hours: Hours, language: Language) -> str:
    return at(language, hours.spans[0].opening)


def _closing(hours: Hours, language: Language) -> str:
    return at(language, hours.spans[-1].closing)


def inline(name: str, facts: Facts, language: Language, first: Language) -> Markup:
    """Return the fact called name as it stands in a sentence; `name.da` gives it in that language on every page.

    Raises KeyError where there is none.
    """
    name, _dot, code = name.partition(".")
    value = names(facts)[name]
    if callable(value):
        return escape(value(language))
    if code and isinstance(value, Fact):
        words = value.said[code]
        return escape(words) if code == language.code else Markup('<span lang="{}">{}</span>').format(code, words)
    match value:
        case PhoneFact():
            return phone_link(value)
        case EmailFact():
            return Markup('<a href="mailto:{0}">{0}</a>').format(value.said)
        case LinkFact():
            host = value.said.removeprefix("https://").rstrip("/")
            return Markup('<a href="{}">{}</a>').format(value.said, host)
        case NumberFact():
            return escape(str(value.said)) if name in facts.years else escape(language.number(value.said))
        case Fact():
            return in_language(value.said, language, first)
    return in_language(value, language, first)
