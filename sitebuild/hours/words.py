"""The usual hours in words: a line for each run of days that are alike."""

from datetime import time

from sitebuild.data.opening_hours import Hours, Span, Times
from sitebuild.i18n.languages import WEEKDAYS, Language


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
            spans = [gettext("every day, %(opens)s to %(closes)s") % each for each in _clocks(times, language)]
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


def at(language: Language, moment: time) -> str:
    """Return a time as it stands in a sentence: kl. 15, 3 pm."""
    return language.translations.pgettext("a time in a sentence", "%(time)s") % {"time": language.clock(moment)}
