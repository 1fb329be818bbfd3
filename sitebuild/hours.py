"""Opening hours: when the house is open, so typed that no page can say what cannot be."""

from collections import defaultdict
from datetime import time
from typing import Literal

from pydantic import Field, model_validator

from sitebuild.languages import WEEKDAYS
from sitebuild.problems import Refused
from sitebuild.values import Frozen, Text, TextFact, Time
from sitebuild.voice import _


class Span(Frozen):
    """From when to when the house is open, in its own local time. days: "daily", or a list of weekdays."""

    days: Literal["daily"] | list[Literal[WEEKDAYS]]
    opens: Time
    closes: Time

    @model_validator(mode="after")
    def _closes_after_it_opens(self):
        if self.closes <= self.opens:
            wrong = _("the house closes ({closes}) before it opens ({opens})", closes=self.closes, opens=self.opens)
            raise Refused(wrong, _("Write a later time after closes:"))
        return self

    @property
    def opening(self) -> time:
        return time.fromisoformat(self.opens)

    @property
    def closing(self) -> time:
        return time.fromisoformat(self.closes)


class Hours(Frozen):
    """When one part of the house is open. confirmed: the day on which the union said that it still holds."""

    label: Text
    spans: list[Span] = Field(min_length=1)
    origin: str
    rows: list[str] = []
    confirmed: TextFact

    @model_validator(mode="after")
    def _no_overlap(self):
        of_day = defaultdict(list)
        for span in self.spans:
            for day in WEEKDAYS if span.days == "daily" else span.days:
                of_day[day].append((span.opens, span.closes))
        for spans in of_day.values():
            for (_opens, closes), (opens, _closes) in zip(sorted(spans), sorted(spans)[1:], strict=False):
                if opens < closes:
                    wrong = _("two of these hours overlap ({opens} is before {closes})", opens=opens, closes=closes)
                    raise Refused(wrong, _("Change one of them"))
        return self
