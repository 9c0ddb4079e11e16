"""Statistics and retention over a million messages: `python -m benchmarks.review_statistics`.

Conversations are made up as in `benchmarks.review_inbox`; then all days are counted, the page's figures read, and a
preview of retention made. By default in an SQLite file of its own; `--database` names an empty PostgreSQL one.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from benchmarks.made_up import NOW
from benchmarks.review_inbox import fill
from bot.conversations.duties import Duties
from bot.conversations.retention import Retention
from bot.database import open_database
from catalog.kyiv import KYIV
from review.statistics.keeping import Statistics
from review.statistics.reading import overview
from review.statistics.unanswered import unanswered
from review.statistics.wanted import Wanted

#: Long enough for every day.
FOREVER = 24 * 3600.0


def measure(messages: int, database: str | None = None) -> Iterator[tuple[str, float]]:
    """What was done and how many milliseconds it took."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(database or f"sqlite:///{folder}/statistics.db")
        try:
            fill(engine, messages)
            yield from timings(engine)
        finally:
            engine.dispose()


def timings(engine: Engine) -> Iterator[tuple[str, float]]:
    """The same over a database that is filled."""
    statistics = Statistics(engine, Duties(engine), lambda: NOW)
    days = len(statistics.due(NOW))
    whole = _milliseconds(lambda: statistics.refresh(FOREVER))
    yield f"counting all {days} days, the first time", whole
    yield "counting one day", whole / max(1, days)
    today = datetime.fromtimestamp(NOW, KYIV).date()
    for count in (30, 365):
        wanted = Wanted(today - timedelta(days=count - 1), today)
        with Session(engine) as session:
            yield f"figures of {count} days", _milliseconds(partial(overview, session, wanted))
            yield f"what was not understood in {count} days", _milliseconds(partial(unanswered, session, wanted))
    retention = Retention(engine, 90)
    yield "preview of retention", _milliseconds(lambda: retention.preview(NOW))


def _milliseconds(task: Callable[[], object]) -> float:
    began = time.perf_counter()
    task()
    return (time.perf_counter() - began) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--database", help="SQLAlchemy address of an empty database")
    asked = parser.parse_args()
    for what, milliseconds in measure(asked.messages, asked.database):
        print(f"{what:45} {milliseconds:10.1f} ms")


if __name__ == "__main__":
    main()
