"""How the facts read in a language: as a text, a link, a number or a line of hours."""

from collections.abc import Callable

from markupsafe import Markup, escape

from sitebuild.facts import Facts
from sitebuild.hours import Hours
from sitebuild.languages import Language
from sitebuild.values import EmailFact, Fact, LinkFact, PhoneFact, Text


def in_language(value: Text | Fact, language: Language, first: Language) -> Markup:
    """Return a text of the facts in a language; one that has only another language is marked with it.

    first: the site's first language, which is taken before any other.
    """
    value = value.value if isinstance(value, Fact) else value
    if isinstance(value, str):
        return escape(value)
    if language.code in value:
        return escape(value[language.code])
    code = first.code if first.code in value else next(iter(value))
    return Markup('<span lang="{}">{}</span>').format(code, value[code])


def phone_link(fact: PhoneFact) -> Markup:
    """Return a link that rings the number, on one line."""
    number = fact.value.replace(" ", "\N{NO-BREAK SPACE}")
    return Markup('<a class="phone" href="tel:{}">{}</a>').format(fact.dialled, number)


def hours_in_words(hours: Hours, language: Language) -> list[str]:
    """Return when a part of the house is open, a text a span, without a capital: daily, 10 am to 3 pm."""
    gettext, lines = language.translations.gettext, []
    for span in hours.spans:
        times = {"opens": language.clock(span.opening), "closes": language.clock(span.closing)}
        if span.days == "daily":
            lines.append(gettext("daily, %(opens)s to %(closes)s") % times)
        else:
            lines.append(gettext("%(days)s, %(opens)s to %(closes)s") % {"days": language.weekdays(span.days), **times})
    return lines


def names(facts: Facts) -> dict[str, Fact | Callable[[Language], str] | Text]:
    """Return what a text can place in a sentence by its name: facts, and the parts of the address and the hours."""
    named = dict(facts.named())
    address = facts.address.value
    named |= {"street": address.street, "postcode": address.postcode, "town": address.town}
    for key, hours in facts.hours.items():
        named[f"{key}_hours"] = lambda language, hours=hours: language.listed(hours_in_words(hours, language))
        named[f"{key}_opens"] = lambda language, hours=hours: _at(language, hours.spans[0].opening)
        named[f"{key}_closes"] = lambda language, hours=hours: _at(language, hours.spans[-1].closing)
    return named


def _at(language, moment):
    return language.translations.pgettext("a time in a sentence", "%(time)s") % {"time": language.clock(moment)}


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


def file_word(edition: str, language: Language) -> str:
    """Return the word for an edition of a pamphlet in a file's name."""
    pgettext = language.translations.pgettext
    return {
        "black": pgettext("edition, in a file's name", "black"),
        "black-a3": pgettext("edition, in a file's name", "black A3"),
        "colour": pgettext("edition, in a file's name", "colour"),
        "colour-a3": pgettext("edition, in a file's name", "colour A3"),
        "reading": pgettext("edition, in a file's name", "reading"),
        "print-shop": pgettext("edition, in a file's name", "print shop"),
    }[edition]
