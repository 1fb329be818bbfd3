"""The site's languages: what they are called, where they stand, and how each writes times, numbers and lists.

Nothing else in the code knows which languages there are: `LANGUAGES` in pelicanconf.py does.
"""

import datetime
import gettext
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from babel import Locale, dates, lists, numbers

from sitebuild.i18n import catalogues

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
UNTRANSLATED = gettext.NullTranslations()


@dataclass(frozen=True)
class Language:
    """A language of the site.

    code: as in file names, settings and `lang` attributes (BCP 47).
    locale: how dates, times and numbers are written.
    prefix: where its pages stand: "" for the first language, then "en/" and so on.
    translations: the theme's words; they are the messages themselves in the language of the messages.
    """

    code: str
    locale: Locale
    prefix: str
    translations: gettext.NullTranslations = field(repr=False)

    @property
    def name(self) -> str:
        """The language's name in itself, as it stands alone: Dansk, English."""
        name = Locale.parse(self.code, sep="-").get_display_name() or self.code
        return name[:1].upper() + name[1:]

    def name_in(self, other: "Language") -> str:
        """The language's name in another language, as it stands alone: Engelsk, Danish."""
        name = Locale.parse(self.code, sep="-").get_display_name(other.locale) or self.code
        return name[:1].upper() + name[1:]

    @property
    def direction(self) -> str:
        """ "ltr" or "rtl"."""
        return self.locale.text_direction

    @property
    def back_to_text(self) -> str:
        """The words of the link from a source back to the text."""
        return self.translations.gettext("Back to the text")

    def source_number(self, number: str) -> str:
        """Return what a mark in the text that leads to a source is called."""
        return self.translations.gettext("Source %(number)s") % {"number": number}

    @property
    def only_known(self) -> str:
        """What stands in a source's place for something that is widely known, but was not looked up."""
        return self.translations.gettext("Widely known, but not looked up. Ask if it matters to you.")

    @property
    def weak_source(self) -> str:
        """What follows the sources of a claim that has no good one."""
        return self.translations.gettext("A weak source.")

    @property
    def number_words(self) -> list[str]:
        """The words for two, three, four and so on."""
        return self.translations.pgettext(
            "number words, in this order", "two three four five six seven eight nine ten eleven twelve"
        ).split()

    @property
    def sources(self) -> str:
        """The heading over a text's sources."""
        return self.translations.gettext("Sources")

    def date(self, day: datetime.date) -> str:
        """Return day in full: 24. november 2026, 24 November 2026."""
        return dates.format_date(day, "long", locale=self.locale)

    def month(self, day: datetime.date) -> str:
        """Return the month of a day with its year: november 2026, November 2026."""
        return dates.format_skeleton("yMMMM", day, locale=self.locale)

    def clock(self, moment: datetime.time) -> str:
        """Return a time of day, whole hours without minutes: 15, 15.30, 3 pm, 3:30 pm.

        Whether 12 or 24 hours are counted is the catalogue's choice ("h" or "H", see CLDR's skeletons),
        because a locale allows both: 3 pm is right in British English, and so is 15:00.
        """
        hour = self.translations.pgettext("clock, CLDR skeleton: H for 15, h for 3 pm", "h")
        skeleton = f"{hour}m" if moment.minute else hour
        text = dates.format_skeleton(skeleton, moment, locale=self.locale)
        return text.replace(" ", "\N{NO-BREAK SPACE}")

    def weekdays(self, days: Sequence[str]) -> str:
        """Return weekdays as they stand in a sentence: mandag til fredag, mandag og onsdag."""
        names, numbers_ = self.locale.days["format"]["wide"], sorted(WEEKDAYS.index(day) for day in days)
        if len(days) > 2 and numbers_ == list(range(numbers_[0], numbers_[-1] + 1)):
            first, last = names[numbers_[0]], names[numbers_[-1]]
            return self.translations.gettext("%(first)s to %(last)s") % {"first": first, "last": last}
        return self.listed(names[number] for number in numbers_)

    def number(self, value: int) -> str:
        """Return value with the language's separators: 1.000, 1,000."""
        return numbers.format_decimal(value, locale=self.locale)

    def parsed(self, written: str) -> float:
        """Return a number as the language writes it: 2,5 is 2.5 in Danish; a time such as 10.30 is 10.3."""
        decimal, group = (numbers.get_decimal_symbol(self.locale), numbers.get_group_symbol(self.locale))
        whole, _mark, fraction = written.partition(decimal)
        groups = whole.split(group)
        if fraction or len(groups) == 1 or not all(len(part) == 3 for part in groups[1:]):
            return float(re.sub(r"[.,](?=.*[.,])", "", written.replace(",", ".")))
        return float("".join(groups))

    @property
    def half_days(self) -> tuple[str, str]:
        """What stands after a time before and after noon: am, pm."""
        periods = self.locale.day_periods["format"]["abbreviated"]
        return periods["am"], periods["pm"]

    def listed(self, items: Iterable[str]) -> str:
        """Return items as a list in a sentence: a, b og c."""
        return lists.format_list(list(items), locale=self.locale)


def load(settings: dict[str, Any], catalogues_in: Path) -> dict[str, Language]:
    """Return the site's languages by code, the first one first.

    settings: LANGUAGES maps codes to locales of Babel; MESSAGE_LANGUAGE is the language that the theme's
    messages are written in and that so needs no catalogue. catalogues_in: the folder of catalogues.
    """
    return {
        code: Language(
            code,
            Locale.parse(locale),
            f"{code.lower()}/" if position else "",
            _translations(catalogue_path(catalogues_in, code), code == settings["MESSAGE_LANGUAGE"]),
        )
        for position, (code, locale) in enumerate(settings["LANGUAGES"].items())
    }


def catalogue_path(folder: Path, code: str) -> Path:
    """Return where the theme's words in a language stand. folder: of catalogues."""
    return folder / code / "LC_MESSAGES" / "messages.po"


def _translations(path: Path, written_in: bool) -> gettext.NullTranslations:
    if written_in or not path.is_file():  # that it is missing is told by rules/source/catalogues.py
        return UNTRANSLATED
    try:
        return catalogues.translations(path)
    except ValueError:  # told by rules/source/catalogues.py, with its line
        return UNTRANSLATED
