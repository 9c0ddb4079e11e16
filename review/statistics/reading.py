"""Reading the figures of a period. Only the figures by day are looked at, whatever the number of messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import distinct, func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from review.statistics.measures import Measure, Outcome, quantile
from review.statistics.models import CountedDay, DayFigure
from review.statistics.wanted import Wanted

#: More points than these make a chart unreadable: days are put together into weeks, weeks into months.
MOST_POINTS = 62
#: Situations drawn over time.
DRAWN = 5

Amounts = Mapping[str, int]


@dataclass(frozen=True)
class Split:
    """A situation's conversations by channel and by language."""

    by_channel: Amounts
    by_language: Amounts


@dataclass(frozen=True)
class Shares:
    """Shares from 0 to 1 of what happened in a period; None where there is nothing to divide by.

    The first three are of conversations in which somebody said something, `helped` is of the judgements by people,
    `wrong` (and harmful) of the `judged` turns.
    """

    conversations: int
    answered_alone: float | None
    clarified: float | None
    handed_over: float | None
    feedback: int
    helped: float | None
    judged: int
    wrong: float | None


@dataclass(frozen=True)
class Overview:
    """All figures of a period: totals by measure and name, and those over time that are drawn.

    `points` are the first days of the periods that charts show, `conversations` and `situations` hold one number a
    point. `median` and `p95` are response times in seconds.
    """

    totals: Mapping[Measure, Amounts]
    shares: Shares
    median: float | None
    p95: float | None
    points: tuple[date, ...]
    point_days: int
    conversations: tuple[int, ...]
    situations: Mapping[str, tuple[int, ...]]
    splits: Mapping[str, Split]

    def of(self, measure: Measure) -> Amounts:
        """What was counted, the most frequent first."""
        found = self.totals.get(measure, {})
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def overview(session: Session, wanted: Wanted) -> Overview:
    """The figures of the period."""
    totals = _totals(session, wanted)
    situations = sorted(totals.get(Measure.SITUATION, {}).items(), key=lambda pair: (-pair[1], pair[0]))
    drawn = [name for name, _ in situations[:DRAWN]]
    days = point_days(wanted.days)
    count = -(-wanted.days // days)
    over_time = _over_time(session, wanted, drawn, days, count)
    seconds = totals.get(Measure.SECONDS, {})
    return Overview(
        totals=totals,
        shares=shares(totals),
        median=quantile(seconds, 0.5),
        p95=quantile(seconds, 0.95),
        points=tuple(wanted.since + timedelta(days=days * number) for number in range(count)),
        point_days=days,
        conversations=tuple(over_time.get("", [0] * count)),
        situations={name: tuple(over_time.get(name, [0] * count)) for name in drawn},
        splits=_splits(session, wanted),
    )


def shares(totals: Mapping[Measure, Amounts]) -> Shares:
    """The shares that these totals make."""
    begun, feedback = totals.get(Measure.BEGUN, {}), totals.get(Measure.FEEDBACK, {})
    verdicts = totals.get(Measure.VERDICT, {})
    whole, judged, told = begun.get(Outcome.ALL.value, 0), sum(verdicts.values()), sum(feedback.values())
    return Shares(
        conversations=whole,
        answered_alone=_share(begun.get(Outcome.ALONE.value, 0), whole),
        clarified=_share(begun.get(Outcome.CLARIFIED.value, 0), whole),
        handed_over=_share(begun.get(Outcome.HANDED_OVER.value, 0), whole),
        feedback=told,
        helped=_share(feedback.get("helped", 0), told),
        judged=judged,
        wrong=_share(verdicts.get("wrong", 0) + verdicts.get("harmful", 0), judged),
    )


def point_days(days: int) -> int:
    """How many days one point of a chart stands for.

    >>> point_days(30), point_days(200), point_days(900)
    (1, 7, 28)
    """
    return next((size for size in (1, 7) if days <= MOST_POINTS * size), 28)


def read_totals(engine: Engine, wanted: Wanted) -> Mapping[Measure, Amounts]:
    """The totals alone."""
    with Session(engine) as session:
        return _totals(session, wanted)


def channels(session: Session) -> tuple[str, ...]:
    """The channels that have figures."""
    return tuple(session.scalars(select(distinct(DayFigure.channel)).order_by(DayFigure.channel)))


def languages(session: Session) -> tuple[str, ...]:
    return tuple(session.scalars(select(distinct(DayFigure.language)).order_by(DayFigure.language)))


def counted_days(engine: Engine, wanted: Wanted) -> list[str]:
    """The days of the period that were counted, in order."""
    days = select(CountedDay.day).where(
        CountedDay.day >= wanted.since.isoformat(), CountedDay.day <= wanted.until.isoformat()
    )
    with Session(engine) as session:
        return list(session.scalars(days.order_by(CountedDay.day)))


def every(engine: Engine, wanted: Wanted) -> Iterator[list[dict[str, Any]]]:
    """All figures, one day at a time and each in a transaction of its own: a slow download holds nothing up."""
    columns = (DayFigure.day, DayFigure.channel, DayFigure.language, DayFigure.measure, DayFigure.name)
    for day in counted_days(engine, wanted):
        rows = _narrowed(select(*columns, DayFigure.amount), wanted).where(DayFigure.day == day).order_by(*columns)
        with Session(engine) as session:
            found = session.execute(rows).mappings().all()
        yield [dict(row) for row in found]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _narrowed(query: Select, wanted: Wanted) -> Select:
    row = DayFigure
    query = query.where(
        row.is_test.is_(wanted.is_test), row.day >= wanted.since.isoformat(), row.day <= wanted.until.isoformat()
    )
    if wanted.channel:
        query = query.where(row.channel == wanted.channel)
    return query.where(row.language == wanted.language) if wanted.language else query


def _totals(session: Session, wanted: Wanted) -> dict[Measure, dict[str, int]]:
    row, found = DayFigure, dict[Measure, dict[str, int]]()
    query = _narrowed(select(row.measure, row.name, func.sum(row.amount)), wanted).group_by(row.measure, row.name)
    for measure, name, amount in session.execute(query):
        found.setdefault(Measure(measure), {})[name] = int(amount)
    return found


def _over_time(
    session: Session, wanted: Wanted, situations: Sequence[str], days: int, count: int
) -> dict[str, list[int]]:
    """Numbers by point: of these situations by their name, of active conversations by the empty name."""
    row, found = DayFigure, dict[str, list[int]]()
    query = _narrowed(select(row.day, row.measure, row.name, func.sum(row.amount)), wanted).where(
        (row.measure == Measure.ACTIVE.value)
        | ((row.measure == Measure.SITUATION.value) & row.name.in_(list(situations)))
    )
    for day, measure, name, amount in session.execute(query.group_by(row.day, row.measure, row.name)):
        place = (date.fromisoformat(day) - wanted.since).days // days
        key = "" if measure == Measure.ACTIVE.value else name
        found.setdefault(key, [0] * count)[place] += int(amount)
    return found


def _splits(session: Session, wanted: Wanted) -> dict[str, Split]:
    row = DayFigure
    query = _narrowed(select(row.name, row.channel, row.language, func.sum(row.amount)), wanted)
    query = query.where(row.measure == Measure.SITUATION.value).group_by(row.name, row.channel, row.language)
    by_channel, by_language = dict[str, dict[str, int]](), dict[str, dict[str, int]]()
    for name, channel, language, amount in session.execute(query):
        for found, key in ((by_channel, channel), (by_language, language)):
            place = found.setdefault(name, {})
            place[key] = place.get(key, 0) + int(amount)
    return {name: Split(by_channel[name], by_language[name]) for name in by_channel}
