"""The time in Kyiv: deadlines, opening hours and reminders are told by the clock on the wall there."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

KYIV = ZoneInfo("Europe/Kyiv")


def now_in_kyiv() -> datetime:
    return datetime.now(KYIV)


def at(day: date, hour: time) -> datetime:
    """This hour of the day in Kyiv.

    >>> at(date(2026, 12, 5), time(9)).isoformat()
    '2026-12-05T09:00:00+02:00'
    """
    return datetime.combine(day, hour, tzinfo=KYIV)
