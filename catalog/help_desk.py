"""When people answer in Signpost itself: weekly hours, days off, how soon to expect them.

>>> desk = HelpDesk(weekly=((read_hours("09:00-18:00"),) * 5 + ((), ())))
>>> desk.is_open(at(date(2026, 11, 25), time(10)))
True
>>> desk.opens_next(at(date(2026, 11, 27), time(18))).isoformat()
'2026-11-30T09:00:00+02:00'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any

from catalog.kyiv import KYIV, at
from catalog.text import Text

DAYS_OF_WEEK = 7
#: How far ahead we look for the next opening, in days: past any row of holidays.
LOOK_AHEAD = 60
LONGEST_WAIT = 7 * 24 * 60

_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–—]\s*(\d{1,2}):(\d{2})")


class Fault(str, Enum):
    """What can be wrong with what somebody wrote about the help desk."""

    NOT_A_SPAN = "not_a_span"
    NO_SUCH_HOUR = "no_such_hour"
    BACKWARDS = "backwards"
    OVERLAPPING = "overlapping"
    NOT_A_DAY = "not_a_day"
    NOT_A_WAIT = "not_a_wait"
    NOT_A_WEEK = "not_a_week"


ALLOWED = {
    Fault.NOT_A_SPAN: "write hours like 09:00-18:00, several with commas between",
    Fault.NO_SUCH_HOUR: "write hours that a clock shows, from 00:00 to 24:00",
    Fault.BACKWARDS: "the end comes after the beginning; a night is two days: 22:00-24:00 and 00:00-06:00",
    Fault.OVERLAPPING: "write the hours of a day in order, apart from each other",
    Fault.NOT_A_DAY: "write a day like 2026-12-25",
    Fault.NOT_A_WAIT: f"write minutes from 1 to {LONGEST_WAIT}",
    Fault.NOT_A_WEEK: "give hours for seven days, Monday first",
}


class HelpDeskError(ValueError):
    """What was written about the help desk cannot be used; the message names it and says what is allowed."""

    def __init__(self, fault: Fault, found: str) -> None:
        super().__init__(f'"{found}" cannot be used: {ALLOWED[fault]}')
        self.fault = fault
        self.found = found


@dataclass(frozen=True)
class Span:
    """Open from `opens` until just before `closes`, on one day."""

    opens: time
    closes: time

    def __str__(self) -> str:
        closes = "24:00" if self.closes == time.max else f"{self.closes:%H:%M}"
        return f"{self.opens:%H:%M}-{closes}"


Hours = tuple[Span, ...]


@dataclass(frozen=True)
class HelpDesk:
    """`weekly` has the hours of Monday to Sunday, in Kyiv. `days_off` are closed whatever the day of the week.

    `answers_within`: how soon a person usually answers, in minutes. `remark`: what else to tell who asks for a person.
    """

    weekly: tuple[Hours, ...]
    days_off: tuple[date, ...] = ()
    answers_within: int | None = None
    remark: Text | None = None

    def __post_init__(self) -> None:
        if len(self.weekly) != DAYS_OF_WEEK:
            raise HelpDeskError(Fault.NOT_A_WEEK, str(len(self.weekly)))

    def hours_of(self, day: date) -> Hours:
        return () if day in self.days_off else self.weekly[day.weekday()]

    def is_open(self, now: datetime) -> bool:
        local = now.astimezone(KYIV)
        return any(span.opens <= local.time() < span.closes for span in self.hours_of(local.date()))

    def opens_next(self, now: datetime) -> datetime | None:
        """The next moment somebody is there, from `now` on; None when no hours are set for the weeks ahead."""
        local = now.astimezone(KYIV)
        for ahead in range(LOOK_AHEAD):
            day = local.date() + timedelta(days=ahead)
            for span in self.hours_of(day):
                if at(day, span.opens) > local:
                    return at(day, span.opens)
        return None

    def as_json(self) -> dict[str, Any]:
        return {
            "weekly": [[str(span) for span in hours] for hours in self.weekly],
            "days_off": [day.isoformat() for day in self.days_off],
            "answers_within": self.answers_within,
            "remark": {"uk": self.remark.uk, "en": self.remark.en} if self.remark else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "HelpDesk":
        """The help desk that `as_json` wrote."""
        remark = data.get("remark")
        return cls(
            weekly=tuple(read_hours(", ".join(hours)) for hours in data["weekly"]),
            days_off=tuple(date.fromisoformat(day) for day in data.get("days_off") or ()),
            answers_within=data.get("answers_within"),
            remark=Text(remark["uk"], remark["en"]) if remark else None,
        )


def read_hours(text: str) -> Hours:
    """The hours of one day as people write them; nothing means closed. Raises `HelpDeskError`.

    >>> [str(span) for span in read_hours("9:00–13:00, 14:00–18:00")]
    ['09:00-13:00', '14:00-18:00']
    """
    spans: list[Span] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        span = _span(part)
        if spans and span.opens < spans[-1].closes:
            raise HelpDeskError(Fault.OVERLAPPING, part)
        spans.append(span)
    return tuple(spans)


def _span(text: str) -> Span:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise HelpDeskError(Fault.NOT_A_SPAN, text)
    try:
        opens, closes = time(int(found[1]), int(found[2])), _closing(int(found[3]), int(found[4]))
    except ValueError:
        raise HelpDeskError(Fault.NO_SUCH_HOUR, text) from None
    if opens >= closes:
        raise HelpDeskError(Fault.BACKWARDS, text)
    return Span(opens, closes)


def _closing(hour: int, minute: int) -> time:
    """24:00 is the end of the day."""
    return time.max if (hour, minute) == (24, 0) else time(hour, minute)


def read_days_off(text: str) -> tuple[date, ...]:
    """Days, separated by spaces, commas or line ends, sorted. Raises `HelpDeskError`."""
    days = set()
    for word in re.split(r"[\s,;]+", text.strip()):
        if word:
            try:
                days.add(date.fromisoformat(word))
            except ValueError:
                raise HelpDeskError(Fault.NOT_A_DAY, word) from None
    return tuple(sorted(days))


def read_wait(text: str) -> int | None:
    """Minutes until somebody answers; nothing means not told. Raises `HelpDeskError`."""
    if not text.strip():
        return None
    if not text.strip().isdecimal() or not 0 < int(text) <= LONGEST_WAIT:
        raise HelpDeskError(Fault.NOT_A_WAIT, text.strip())
    return int(text)
