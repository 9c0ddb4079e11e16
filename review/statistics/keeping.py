"""Keeping the figures by day up to date: which days are to be counted again, and counting them one at a time.

Today is counted at most once a minute, the seven days before it once an hour (conversations go on, feedback and
verdicts come), then a day is settled. A message costs nothing: nothing is counted while somebody waits for an answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as time_of_day

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.duties import Duties
from bot.conversations.models import ConversationSummary
from catalog.kyiv import KYIV, at
from review.statistics.counting import count_day
from review.statistics.models import Base, CountedDay, DayFigure

DUTY = "statistics"
#: After its end a day is counted for so many days more.
OPEN_DAYS = 7
#: How long a count of today, and of an earlier open day, is good enough, in seconds.
TODAY_GOOD_FOR = 60.0
EARLIER_GOOD_FOR = 3600.0
#: A worker that counts has so long, in seconds.
LEASE = 300.0
DAY = 86400.0


class Statistics:
    """The figures of one database. `clock` gives seconds since 1970."""

    def __init__(self, engine: Engine, duties: Duties, clock: Callable[[], float] = time.time) -> None:
        Base.metadata.create_all(engine)
        self.engine = engine
        self.clock = clock
        self._duties = duties
        duties.introduce(DUTY, 0.0)

    def refresh(self, seconds: float, since: date = date.min, until: date = date.max) -> int:
        """Count for about so many seconds, unless somebody else is at it; how many days of the period are left.

        The days of the period come first, the latest before all.
        """
        now = self.clock()
        left = sorted(self.due(now), key=lambda day: not since <= day <= until)
        if left and self._duties.claim(DUTY, now, LEASE):
            began = time.monotonic()
            try:
                while left and time.monotonic() - began < seconds:
                    self._count(left.pop(0), now)
            finally:
                self._duties.done(DUTY, self.clock() + (0.0 if left else TODAY_GOOD_FOR / 2))
        return sum(1 for day in left if since <= day <= until)

    def due(self, now: float) -> list[date]:
        """The days to be counted, the latest first."""
        today, row = _day_of(now), ConversationSummary
        with Session(self.engine) as session:
            # Asked of people and tests apart, the database reads one end of an index instead of all of it.
            begun = [select(func.min(row.started_at)).where(row.is_test.is_(one)) for one in (False, True)]
            earliest = min((first for one in begun if (first := session.scalar(one)) is not None), default=None)
            known = {row.day: row for row in session.scalars(select(CountedDay))}
        if earliest is None:
            return []
        days = [today - timedelta(days=back) for back in range((today - _day_of(earliest)).days + 1)]
        return [day for day in days if _is_due(day, known.get(day.isoformat()), today, now)]

    def settle(self, before: float) -> None:
        """Count what is open, then close every day that begins before this moment: conversations of it will go."""
        last = _day_of(before)
        now = self.clock()
        for day in self.due(now):
            if day <= last:
                self._count(day, now)
        closing = update(CountedDay).where(CountedDay.day <= last.isoformat()).values(settled=True)
        with Session(self.engine) as session, session.begin():
            session.execute(closing.execution_options(synchronize_session=False))

    def _count(self, day: date, now: float) -> None:
        written = day.isoformat()
        with Session(self.engine) as session, session.begin():
            figures = count_day(session, day)
            for table in (DayFigure, CountedDay):
                session.execute(delete(table).where(table.day == written))
            rows = [
                {"day": written, **vars(where), "measure": measure.value, "name": name, "amount": amount}
                for (where, measure, name), amount in figures.items()
            ]
            if rows:
                session.execute(insert(DayFigure), rows)
            session.add(CountedDay(day=written, counted_at=now, settled=now >= _end_of(day) + OPEN_DAYS * DAY))


def _is_due(day: date, known: CountedDay | None, today: date, now: float) -> bool:
    if known is None:
        return True
    if known.settled:
        return False
    good_for = TODAY_GOOD_FOR if day == today else EARLIER_GOOD_FOR
    return bool(now - known.counted_at >= good_for)


def _day_of(moment: float) -> date:
    return datetime.fromtimestamp(moment, KYIV).date()


def _end_of(day: date) -> float:
    return at(day + timedelta(days=1), time_of_day.min).timestamp()
