"""Opening hours: when the house is open, so typed that no page can say what cannot be."""

import itertools
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from sitebuild.data.fields import Day, Fact, Frozen, Text, Time
from sitebuild.diagnostics.messages import _
from sitebuild.diagnostics.problems import Refused
from sitebuild.i18n.languages import WEEKDAYS, Weekday

Times = tuple[time, time]  # from when to when


class Span(Frozen):
    """From when to when the house is open, in its own local time. days: "daily", or a list of weekdays."""

    days: Literal["daily"] | list[Weekday]
    opens: Time
    closes: Time

    @model_validator(mode="after")
    def _closes_after_it_opens(self) -> Self:
        _in_order(self.opens, self.closes)
        return self

    @property
    def opening(self) -> time:
        return time.fromisoformat(self.opens)

    @property
    def closing(self) -> time:
        return time.fromisoformat(self.closes)

    @property
    def weekdays(self) -> tuple[str, ...]:
        return WEEKDAYS if self.days == "daily" else tuple(self.days)


class Otherwise(Frozen):
    """A day, or the days until another, on which the hours differ. why: what readers are told of it."""

    day: Day
    until: Day | None = None
    closed: bool = False
    opens: Time | None = None
    closes: Time | None = None
    why: Text | None = None

    @model_validator(mode="after")
    def _says_what_differs(self) -> Self:
        if self.closed == bool(self.opens) or bool(self.opens) != bool(self.closes):
            wrong = _("this exception does not say how the hours differ")
            raise Refused(wrong, _("Write closed: true, or opens: and closes:"))
        if self.opens and self.closes:
            _in_order(self.opens, self.closes)
        if self.until and self.until < self.day:
            raise Refused(_("this exception ends before it begins"), _("Write a later day after until:"))
        return self

    @property
    def days(self) -> Iterator[date]:
        for number in range(((self.until or self.day) - self.day).days + 1):
            yield self.day + timedelta(days=number)

    @property
    def times(self) -> list[Times]:
        if self.opens and self.closes:
            return [(time.fromisoformat(self.opens), time.fromisoformat(self.closes))]
        return []


class OtherTimes(Frozen):
    """Other hours than usual on a holiday."""

    opens: Time
    closes: Time

    @model_validator(mode="after")
    def _closes_after_it_opens(self) -> Self:
        _in_order(self.opens, self.closes)
        return self


def _answer(value: object) -> object:
    if isinstance(value, dict) or value in ("open", "closed"):
        return value
    raise Refused(
        _("“{value}” is no answer for a holiday", value=value),
        _("Write open, closed, or {example}", example='{opens: "12:00", closes: "15:00"}'),
    )


def _sort(value: object) -> str:
    return "word" if isinstance(value, str) else "times"


Answer = Annotated[
    Annotated[Literal["open", "closed"], Tag("word")] | Annotated[OtherTimes, Tag("times")],
    Discriminator(_sort),
    BeforeValidator(_answer),
]


class Confirmed(Fact[Day]):
    """The day on which somebody said that the hours hold, all seven days and the answers for holidays; and who."""

    by: Literal["editor", "volunteer", "board"] | None = None


class Hours(Frozen):
    """When one part of the house is open.

    exceptions: days on which the hours differ. holidays: by its name, the answer for a public holiday or a day on
    which much is closed; one without an answer is a day of which nothing is said but "ring first".
    """

    label: Text
    spans: list[Span] = Field(min_length=1)
    origin: str
    rows: list[str] = []
    confirmed: Confirmed
    exceptions: list[Otherwise] = []
    holidays: dict[str, Answer] = {}

    @model_validator(mode="after")
    def _no_overlap(self) -> Self:
        for spans in self.week.values():
            for (_opens, closes), (opens, _closes) in itertools.pairwise(spans):
                if opens < closes:
                    words = {"opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}
                    wrong = _("two of these hours overlap ({opens} is before {closes})", **words)
                    raise Refused(wrong, _("Change one of them"))
        seen: set[date] = set()
        for exception in self.exceptions:
            if twice := seen & set(exception.days):
                wrong = _("{day} stands twice among the exceptions", day=min(twice))
                raise Refused(wrong, _("Take one of them out"))
            seen |= set(exception.days)
        return self

    @cached_property
    def week(self) -> dict[str, list[Times]]:
        """Return the usual times of each weekday, in order; none for a day on which it is closed."""
        of_day = defaultdict(list)
        for span in self.spans:
            for day in span.weekdays:
                of_day[day].append((span.opening, span.closing))
        return {day: sorted(of_day[day]) for day in WEEKDAYS}

    def answer(self, name: str) -> Answer | None:
        """Return the answer for a holiday; capitals do not count."""
        answers = {key.casefold(): value for key, value in self.holidays.items()}
        return answers.get(name.casefold())


def _in_order(opens: str, closes: str) -> None:
    if closes <= opens:
        wrong = _("the house closes ({closes}) before it opens ({opens})", closes=closes, opens=opens)
        raise Refused(wrong, _("Write a later time after closes:"))
