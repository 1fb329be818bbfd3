"""How the facts read in a language: as a text, a link, a number or a line of hours."""

from collections.abc import Callable
from datetime import time

from markupsafe import Markup, escape

from sitebuild.facts import Facts
from sitebuild.hours import Hours, Span, Times
from sitebuild.languages import WEEKDAYS, Language
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
    """Return when a part of the house is open, without a capital: daily, 10 am to 3 pm. See week_in_words()."""
    return [words for _days, words in week_in_words(hours, language)]


def week_in_words(hours: Hours, language: Language) -> list[tuple[tuple[str, ...], str]]:
    """Return the usual hours as lines, each with the weekdays that it is about.

    Once they are confirmed, all seven days are known: days with the same times share a line, and closed ones have one.
    Until then a line is what the union's text says, and no more.
    """
    gettext = language.translations.gettext
    if not hours.confirmed.known:
        return [(span.weekdays, _span_in_words(span, language)) for span in hours.spans]
    lines = []
    for times, days in _alike(hours.week):
        if len(days) == len(WEEKDAYS):
            spans = (gettext("every day, %(opens)s to %(closes)s") % each for each in _clocks(times, language))
            words = language.listed(spans)
        else:
            name = {"days": language.weekdays(list(days))}
            spans = [gettext("%(days)s, %(opens)s to %(closes)s") % (name | each) for each in _clocks(times, language)]
            words = language.listed(spans) if spans else gettext("%(days)s: closed") % name
        lines.append((days, words))
    return lines


def _alike(week: dict[str, list[Times]]) -> list[tuple[list[Times], tuple[str, ...]]]:
    """Return each run of weekdays that have the same times."""
    runs: list[tuple[list[Times], tuple[str, ...]]] = []
    for day, times in week.items():
        if runs and runs[-1][0] == times:
            runs[-1] = (times, (*runs[-1][1], day))
        else:
            runs.append((times, (day,)))
    return runs


def _clocks(times: list[Times], language: Language) -> list[dict[str, str]]:
    return [{"opens": language.clock(opens), "closes": language.clock(closes)} for opens, closes in times]


def _span_in_words(span: Span, language: Language) -> str:
    gettext = language.translations.gettext
    (clocks,) = _clocks([(span.opening, span.closing)], language)
    if span.days == "daily":
        return gettext("daily, %(opens)s to %(closes)s") % clocks
    return gettext("%(days)s, %(opens)s to %(closes)s") % ({"days": language.weekdays(span.days)} | clocks)


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


def at(language: Language, moment: time) -> str:
    """Return a time as it stands in a sentence: kl. 15, 3 pm."""
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
