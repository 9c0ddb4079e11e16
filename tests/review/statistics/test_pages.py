"""The page of statistics: figures with filters, charts for everyone, and a download of any size."""

from __future__ import annotations

import csv
import io
import json
import re
import tracemalloc
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.engine import Engine

from bot.conversations.duties import Duties
from review.access.roles import Role
from review.inbox.export import Format, written
from review.inbox.models import Base as InboxBase
from review.judging.models import Base as JudgingBase
from review.statistics import reading
from review.statistics.keeping import Statistics
from review.statistics.models import CountedDay, DayFigure
from review.statistics.pages import COLUMNS, StatisticsPages
from review.statistics.wanted import Wanted
from tests.catalog import small
from tests.review.staff import Clock, Desk
from tests.review.talks import START, Talk


@pytest.fixture
def desk(sqlite: Engine) -> Desk:
    for base in (JudgingBase, InboxBase):
        base.metadata.create_all(sqlite)
    clock = Clock(START + 3600)
    Talk(sqlite, "web-2").turn("родила сына", language="ru", situation="birth-of-child")
    Talk(sqlite).turn("народила сина", situation="birth-of-child").turn("хочу <b>корову</b>", status="clarified")
    pages = StatisticsPages(Statistics(sqlite, Duties(sqlite), clock), lambda: small.catalogue(small.situation()))
    return Desk(sqlite, (pages.feature(),), clock)


def test_the_page_shows_figures_charts_and_the_same_as_tables(desk: Desk) -> None:
    page = desk.staff(Role.READER).get("/statistics").text

    assert re.search(r'<svg class="chart"[^>]*role="img" aria-labelledby="chart-conversations-title', page)
    assert "<title id=" in page
    assert "<desc id=" in page
    assert "style=" not in page
    assert page.count("<table") >= 4
    assert "хочу &lt;b&gt;корову&lt;/b&gt;" in page


def test_filters_live_in_the_address(desk: Desk) -> None:
    reader = desk.staff(Role.READER)

    assert "корову" not in reader.get("/statistics?channel=telegram").text
    assert "корову" not in reader.get("/statistics?since=2026-10-01&until=2026-10-31").text
    assert "корову" in reader.get("/statistics?since=2026-11-01&until=2026-11-30&language=uk").text


@pytest.mark.parametrize(
    ("query", "told"),
    [("since=вчора", "вчора"), ("traffic=robots", "robots"), ("since=2026-11-20&until=2026-11-01", "2026-11-20"),
     ("since=1990-01-01", "1990-01-01"), ("channel=<script>", "&lt;script&gt;"), ("since=2020-01-01", "2020-01-01")],
)  # fmt: skip
def test_what_cannot_be_used_is_told(desk: Desk, query: str, told: str) -> None:
    answer = desk.staff(Role.READER).get(f"/statistics?{query}")

    assert answer.status_code == 422
    assert told in answer.text


def test_the_download_holds_the_figures(desk: Desk) -> None:
    reader = desk.staff(Role.READER)
    reader.get("/statistics")

    rows = list(csv.DictReader(io.StringIO(reader.get("/statistics/export/days.csv").text.removeprefix("\ufeff"))))
    as_json = json.loads(reader.get("/statistics/export/days.json").text)

    turns = {row["name"]: row["amount"] for row in rows if row["measure"] == "turn"}
    assert turns == {"answered": "1", "clarified": "1"}
    assert len(as_json) == len(rows)
    assert reader.get("/statistics/export/days.xml").status_code == 404
    assert reader.get("/statistics/export/days.csv?since=x").status_code == 422


def test_a_download_of_100_000_rows_needs_little_memory(sqlite: Engine) -> None:
    Statistics(sqlite, Duties(sqlite))
    first = date(2026, 1, 1)
    with sqlite.begin() as connection:
        for number in range(100):
            day = (first + timedelta(days=number)).isoformat()
            connection.execute(insert(CountedDay), [{"day": day, "counted_at": 0.0, "settled": True}])
            connection.execute(insert(DayFigure), list(_figures(day, 1000)))
    wanted = Wanted(first, first + timedelta(days=99))

    tracemalloc.start()
    try:
        lines = sum(part.count("\n") for part in written(reading.every(sqlite, wanted), COLUMNS, Format.CSV))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert lines == 100_001
    assert peak < 12_000_000


def _figures(day: str, count: int) -> Iterator[dict[str, object]]:
    for number in range(count):
        yield {
            "day": day, "is_test": False, "channel": "web", "language": "uk", "measure": "situation",
            "name": f"situation-{number}", "amount": number,
        }  # fmt: skip
