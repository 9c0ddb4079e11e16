"""The last days of a step, counted from the day only the person knows.

Each step has a day of its own to count from (a birth, its registration, the opening of a shop): the catalogue names it
in words only, so a day given for one step is never taken for another.
"""

from __future__ import annotations

from datetime import date, timedelta

from actions.wording import Wording
from catalog.plan import PlannedStep, Standing
from channels.page.takeaway import Counting, LastDay


def counting_of(planned: PlannedStep, today: date, since: date | None, words: Wording) -> Counting | None:
    """The terms of the step that are so many days long; None where it has none, or nothing is left to do."""
    if planned.standing is Standing.DONE or planned.covered_by is not None:
        return None
    terms = [(words.of(one.text), one.days) for one in planned.step.deadline if one.days is not None]
    if not terms:
        return None
    last_days = () if since is None else tuple(_last_day(term, days, since, today) for term, days in terms)
    return Counting(tuple(term for term, _ in terms), since, last_days)


def _last_day(term: str, days: int, since: date, today: date) -> LastDay:
    """Terms in working days are counted in calendar days too: that is never too late."""
    day = since + timedelta(days=days)
    return LastDay(term, days, day, passed=day < today)
