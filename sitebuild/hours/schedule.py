"""When the house is open, day by day and minute by minute; and silence where it cannot be known.

A pure model: nothing here asks what time it is. The script in the page (theme/static/js/open.js) only looks a minute
up in the timeline that is made here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sitebuild.data.opening_hours import Hours, OtherTimes, Times
from sitebuild.i18n.languages import WEEKDAYS


@dataclass(frozen=True)
class Segment:
    """A stretch of time, in UTC. open: None where nothing may be said. until: when that changes for sure, local time."""

    start: datetime
    end: datetime
    open: bool | None
    until: datetime | None = None

    @property
    def minutes(self) -> int:
        return int((self.end - self.start).total_seconds()) // 60


def times_on(hours: Hours, day: date, holidays: Mapping[date, str]) -> list[Times] | None:
    """Return from when to when it is open on a day; [] where it is closed, None where nobody has said.

    holidays: the names of public holidays, and of other days on which much is closed, by their date.
    """
    for exception in hours.exceptions:
        if day in exception.days:
            return exception.times
    usual = hours.week[WEEKDAYS[day.weekday()]]
    if day not in holidays:
        return usual
    match hours.answer(holidays[day]):
        case None:
            return None
        case "open":
            return usual
        case OtherTimes() as other:
            return [(time.fromisoformat(other.opens), time.fromisoformat(other.closes))]
        case _closed:
            return []


def timeline(hours: Hours, first: date, last: date, holidays: Mapping[date, str], zone: ZoneInfo) -> list[Segment]:
    """Return what can be said of each minute from the first day to the last, both included."""
    known: list[Segment] = []
    for segment in _pieces(hours, first, last, holidays, zone):
        if known and known[-1].open is segment.open:
            known[-1] = Segment(known[-1].start, segment.end, segment.open)
        else:
            known.append(segment)
    following = [*(segment.open for segment in known[1:]), None]
    return [
        Segment(segment.start, segment.end, segment.open, segment.end.astimezone(zone))
        if segment.open is not None and then is not None
        else segment
        for segment, then in zip(known, following, strict=True)
    ]


def _pieces(hours: Hours, first: date, last: date, holidays: Mapping[date, str], zone: ZoneInfo) -> Iterator[Segment]:
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        start, end = _instant(day, time(0), zone), _instant(day + timedelta(days=1), time(0), zone)
        times = times_on(hours, day, holidays)
        if times is None:
            yield Segment(start, end, None)
            continue
        for opens, closes in times:
            opening, closing = _instant(day, opens, zone), _instant(day, closes, zone)
            if start < opening:
                yield Segment(start, opening, False)
            yield Segment(opening, closing, True)
            start = closing
        if start < end:
            yield Segment(start, end, False)


def _instant(day: date, moment: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, moment, zone).astimezone(UTC)
