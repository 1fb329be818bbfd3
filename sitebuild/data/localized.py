"""How a fact reads in a language, whoever shows it: a text marked with its own language, a number that can be rung."""

from markupsafe import Markup, escape

from sitebuild.data.fields import Fact, PhoneFact, Text, TextFact
from sitebuild.i18n.languages import Language


def in_language(value: Text | TextFact, language: Language, first: Language) -> Markup:
    """Return a text of the facts in a language; one that has only another language is marked with it.

    first: the site's first language, which is taken before any other.
    """
    value = value.said if isinstance(value, Fact) else value
    if isinstance(value, str):
        return escape(value)
    if language.code in value:
        return escape(value[language.code])
    code = first.code if first.code in value else next(iter(value))
    return Markup('<span lang="{}">{}</span>').format(code, value[code])


def phone_link(fact: PhoneFact) -> Markup:
    """Return a link that rings the number, on one line."""
    number = fact.said.replace(" ", "\N{NO-BREAK SPACE}")
    return Markup('<a class="phone" href="tel:{}">{}</a>').format(fact.dialled, number)
