"""What /about tells of how people fare: shares of enough people, and nothing of few."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import insert
from sqlalchemy.engine import Engine

from bot.about.live import LEAST, LiveQuality
from catalog.text import Language
from review.statistics.models import Base, DayFigure

TODAY = date(2026, 11, 25)


def figure(engine: Engine, measure: str, name: str, amount: int, day: date = TODAY, is_test: bool = False) -> None:
    row = {
        "day": day.isoformat(), "is_test": is_test, "channel": "web", "language": "uk", "measure": measure,
        "name": name, "amount": amount,
    }  # fmt: skip
    with engine.begin() as connection:
        connection.execute(insert(DayFigure), [row])


@pytest.fixture
def live(sqlite: Engine) -> LiveQuality:
    Base.metadata.create_all(sqlite)
    return LiveQuality(sqlite, lambda: TODAY)


def test_nothing_is_told_of_few_conversations(live: LiveQuality) -> None:
    figure(live.engine, "begun", "all", LEAST - 1)
    figure(live.engine, "begun", "all", 500, is_test=True)
    figure(live.engine, "begun", "all", 500, day=date(2026, 10, 1))

    assert live.as_json() is None
    assert str(LEAST) in live.section(Language.UKRAINIAN).paragraphs[0]


def test_shares_of_enough_people_are_told(live: LiveQuality) -> None:
    for name, amount in (("all", 40), ("answered_alone", 30), ("clarified", 10), ("handed_over", 2)):
        figure(live.engine, "begun", name, amount)
    for name, amount in (("correct", 18), ("wrong", 2)):
        figure(live.engine, "verdict", name, amount)

    told = live.as_json()

    assert told is not None
    assert (told["conversations"], told["answered"], told["clarified"], told["handed_over"]) == (40, 0.75, 0.25, 0.05)
    assert (told["judged"], told["verdicts"]) == (20, {"correct": 0.9, "partly": 0.0, "wrong": 0.1, "harmful": 0.0})
    assert told["helped"] is None
    facts = dict(live.section(Language.ENGLISH).facts)
    assert "75.0%" in facts.values()
    assert "90.0%" in facts.values()


def test_few_judgements_and_verdicts_are_not_told(live: LiveQuality) -> None:
    figure(live.engine, "begun", "all", 40)
    figure(live.engine, "feedback", "helped", LEAST - 1)
    figure(live.engine, "verdict", "harmful", LEAST - 1)

    told = live.as_json()

    assert told is not None
    assert (told["helped"], told["verdicts"]) == (None, None)
