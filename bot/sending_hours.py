"""The hours of the day at which reminders may come: nobody wants to be woken by one.

A reminder that falls due outside of them, or while the server was down until late, waits for the next morning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from catalog.kyiv import KYIV

MINUTES_OF_A_DAY = 24 * 60


class HoursError(ValueError):
    """The text names no span of hours within one day."""


@dataclass(frozen=True)
class SendingHours:
    """From `begins` up to, not including, `ends`: minutes since midnight in Kyiv.

    >>> hours = SendingHours.parse("8:00-21:00")
    >>> hours == SendingHours(), hours.allow(datetime(2026, 12, 5, 21, 0, tzinfo=KYIV).timestamp())
    (True, False)
    """

    begins: int = 8 * 60
    ends: int = 21 * 60

    def allow(self, moment: float) -> bool:
        """Whether reminders may come at this moment, in seconds since 1970."""
        clock = datetime.fromtimestamp(moment, KYIV)
        return self.begins <= clock.hour * 60 + clock.minute < self.ends

    @classmethod
    def parse(cls, text: str) -> "SendingHours":
        """Read "8:00-21:00"; "0:00-24:00" is the whole day. Raises `HoursError`."""
        found = re.fullmatch(r"\s*([0-9]{1,2}):([0-5][0-9])\s*[-–]\s*([0-9]{1,2}):([0-5][0-9])\s*", text)
        if found is None:
            raise HoursError(text)
        hour, minute, last_hour, last_minute = (int(one) for one in found.groups())
        begins, ends = hour * 60 + minute, last_hour * 60 + last_minute
        if not begins < ends <= MINUTES_OF_A_DAY:
            raise HoursError(text)
        return cls(begins, ends)


#: Where nobody has set other hours.
BY_DAY = SendingHours()
