"""The facts that a text places by name, as they stand in a sentence."""

from collections.abc import Callable

from markupsafe import Markup, escape

from sitebuild.data.facts import Facts
from sitebuild.data.fields import EmailFact, Fact, LinkFact, PhoneFact, Text
from sitebuild.data.localized import in_language, phone_link
from sitebuild.hours.words import at, hours_in_words
from sitebuild.i18n.languages import Language


def names(facts: Facts) -> dict[str, Fact | Callable[[Language], str] | Text]:
    """Return what a text can place in a sentence by its name: facts, and the parts of the address and the hours."""
    named = dict(facts.named())
    address = facts.address.value
    named |= {"street": address.street, "postcode": address.postcode, "town": address.town}
    for key, hours in facts.hours.items():
        named[f"{key}_hours"] = lambda language, hours=hours: language.listed(hours_in_words(hours, language))
        named[f"{key}_opens"] = lambda language, hours=hours: at(language, hours.spans[0].opening)
        named[f"{key}_closes"] = lambda language, hours=hours: at(language, hours.spans[-1].closing)
    return named


def inline(name: str, facts: Facts, language: Language, first: Language) -> Markup:
    """Return the fact called name as it stands in a sentence; `name.da` gives it in that language on every page.

    Raises KeyError where there is none.
    """
    name, _dot, code = name.partition(".")
    value = names(facts)[name]
    if callable(value):
        return escape(value(language))
    if code:
        words = value.value[code]
        return escape(words) if code == language.code else Markup('<span lang="{}">{}</span>').format(code, words)
    match value:
        case PhoneFact():
            return phone_link(value)
        case EmailFact():
            return Markup('<a href="mailto:{0}">{0}</a>').format(value.value)
        case LinkFact():
            host = value.value.removeprefix("https://").rstrip("/")
            return Markup('<a href="{}">{}</a>').format(value.value, host)
        case Fact() if isinstance(value.value, int):
            return escape(str(value.value)) if name in facts.years else escape(language.number(value.value))
    return in_language(value, language, first)
