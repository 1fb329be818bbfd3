"""Public holidays and other days on which much is closed, by a kept library; HOLIDAYS in pelicanconf.py names the country.

For Denmark held against rows D-F01 to D-F03 of the fact files: ten public holidays, no store bededag since 2024, and
1 May, 5 June, 24 and 31 December, which are no public holidays but days that need an answer.
"""

import functools
from collections.abc import Iterable
from datetime import date
from types import MappingProxyType


@functools.lru_cache(maxsize=32)
def holidays(country: str, years: tuple[int, ...], code: str = "") -> MappingProxyType[date, str]:
    """Return the days of some years with their names, in the country's own language.

    code: of the language for the names, where the library has it.
    """
    from holidays import country_holidays  # takes half a second: loaded once hours are confirmed

    known = country_holidays(country)
    categories = [each for each in ("public", "optional") if each in known.supported_categories]
    spoken = next(
        (each for each in known.supported_languages if each.partition("_")[0] == code), known.default_language
    )
    found = country_holidays(country, years=years, categories=categories, language=spoken)
    return MappingProxyType(dict(found.items()))


def names(country: str, years: Iterable[int]) -> list[str]:
    """Return the names by which holidays are answered, each once, in the order of the year."""
    return list(dict.fromkeys(name for _day, name in sorted(holidays(country, tuple(years)).items())))
