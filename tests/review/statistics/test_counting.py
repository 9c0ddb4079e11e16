"""Counting by day: what the figures say is what happened, and they stay when conversations go."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.duties import Duties
from bot.conversations.marks import mark_test
from bot.conversations.outbox import Outbox
from bot.conversations.outbox_table import Kind
from review.access.roles import Role
from review.access.staff import Staff
from review.judging.judgements import Judgement, judge
from review.judging.vocabulary import Verdict
from review.statistics.keeping import DAY, Statistics
from review.statistics.measures import Measure
from review.statistics.reading import Overview, overview
from review.statistics.wanted import TESTS, Wanted
from tests.review.staff import Clock
from tests.review.talks import START, Talk

#: 18 November 2026, 12:26 in Kyiv.
FIRST = date(2026, 11, 18)
WANTED = Wanted(FIRST, date(2026, 11, 25))
NADIA = Staff(1, "Надія", Role.REVIEWER, "uk")


@pytest.fixture
def clock() -> Clock:
    return Clock(START + 3600)


@pytest.fixture
def statistics(database: Engine, clock: Clock) -> Statistics:
    return Statistics(database, Duties(database), clock)


def read(statistics: Statistics, wanted: Wanted = WANTED) -> Overview:
    with Session(statistics.engine) as session:
        return overview(session, wanted)


def test_the_figures_are_what_happened(statistics: Statistics, database: Engine) -> None:
    talk = Talk(database).greeting().turn("народила сина", situation="birth-of-child")
    talk.turn("що далі", focus_step="register-birth").turn("абв", status="clarified")
    Talk(database, "telegram-1").turn("людину", status="handed_over")
    Talk(database, "telegram-2").turn("I lost my passport", language="en", situation="lost-documents")

    assert statistics.refresh(60) == 0

    found = read(statistics)
    assert found.of(Measure.TURN) == {"answered": 3, "clarified": 1, "handed_over": 1}
    assert found.of(Measure.SITUATION) == {"birth-of-child": 1, "lost-documents": 1}
    assert found.of(Measure.STOP) == {"birth-of-child/register-birth": 1}
    assert found.shares.conversations == 3
    assert found.shares.answered_alone == pytest.approx(2 / 3)
    assert found.shares.clarified == found.shares.handed_over == pytest.approx(1 / 3)
    assert found.splits["lost-documents"].by_channel == {"telegram": 1}
    assert found.splits["lost-documents"].by_language == {"en": 1}
    assert found.conversations == (3, 0, 0, 0, 0, 0, 0, 0)
    assert found.median == pytest.approx(0.2, rel=0.06)


def test_feedback_verdicts_and_reminders_count_on_their_day(statistics: Statistics, database: Engine) -> None:
    talk = Talk(database).turn("народила сина", situation="birth-of-child")
    talk.turn("так", feedback={"situation": "birth-of-child", "helped": True, "words": None})
    with Session(database) as session, session.begin():
        for verdict in (Verdict.HARMFUL, Verdict.CORRECT):
            judge(session, NADIA, START + 100, "web-1", 0, Judgement(verdict))
    reminder = {"situation": "birth-of-child", "step": "register-birth", "on": "2026-12-05"}
    Outbox(database).add("web-1", Kind.REMINDER, reminder, due_at=START + DAY, created_by="person", now=START + 50)

    statistics.refresh(60)

    found = read(statistics)
    assert found.of(Measure.FEEDBACK) == {"helped": 1}
    assert found.of(Measure.VERDICT) == {"correct": 1}
    assert found.of(Measure.REMINDER) == {"asked": 1}
    assert (found.shares.helped, found.shares.judged, found.shares.wrong) == (1.0, 1, 0.0)


def test_tests_stand_apart(statistics: Statistics, database: Engine) -> None:
    Talk(database).turn("народила сина")
    Talk(database, "web-2").turn("проба")
    with Session(database) as session, session.begin():
        mark_test(session, "web-2", True)

    statistics.refresh(60)

    assert read(statistics).of(Measure.TURN) == {"answered": 1}
    tests = Wanted(WANTED.since, WANTED.until, traffic=TESTS)
    assert read(statistics, tests).of(Measure.TURN) == {"answered": 1}


def test_an_open_day_is_counted_again_and_a_settled_one_is_not(
    statistics: Statistics, database: Engine, clock: Clock
) -> None:
    Talk(database).turn("народила сина")
    statistics.refresh(60)
    Talk(database, "web-2").turn("загубила паспорт")

    assert statistics.due(clock()) == []
    clock.pass_by(61)
    statistics.refresh(60)
    assert read(statistics).shares.conversations == 2

    clock.pass_by(8 * DAY)
    statistics.refresh(60)
    Talk(database, "web-3").turn("одружуюся")
    clock.pass_by(2 * DAY)
    assert FIRST not in statistics.due(clock())


def test_figures_outlive_the_conversations(statistics: Statistics, database: Engine, clock: Clock) -> None:
    Talk(database).turn("народила сина", situation="birth-of-child")
    statistics.settle(START)

    Talk(database).store.delete("web-1")
    clock.pass_by(DAY)
    statistics.refresh(60)

    assert read(statistics).of(Measure.SITUATION) == {"birth-of-child": 1}


def test_one_worker_counts_at_a_time(statistics: Statistics, database: Engine, clock: Clock) -> None:
    Talk(database).turn("народила сина")
    Duties(database).claim("statistics", clock(), 60)

    assert statistics.refresh(60) == 1
