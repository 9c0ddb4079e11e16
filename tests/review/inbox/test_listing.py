"""The inbox lists what was asked for, in order, screen by screen, on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.full_text import Said
from bot.conversations.models import ConversationFeedback
from review.access.roles import Role
from review.access.staff import Staff
from review.inbox import listing
from review.inbox.filters import Feedback, Filters, Sort, Traffic
from review.inbox.listing import Cursor
from review.judging import judgements, marks
from review.judging.judgements import Judgement
from review.judging.vocabulary import Verdict
from tests.review.talks import START, Talk

EVERYTHING = Filters()
OLENA = Staff(7, "Олена", Role.REVIEWER, "uk")


def listed(engine: Engine, filters: Filters = EVERYTHING, size: int = listing.SIZE) -> list[str]:
    """The ids of the whole list, read screen by screen."""
    found: list[str] = []
    place = None
    with Session(engine) as session:
        while True:
            part = listing.screen(session, filters, after=place, size=size)
            found.extend(row.id for row in part.rows)
            if part.next is None:
                return found
            place = part.next


def test_a_row_tells_what_the_conversation_was_about(database: Engine) -> None:
    talk = Talk(database).greeting().turn("народила", confidence=0.8, likeness=0.7, situation="birth-of-child")
    talk.turn("незрозуміле", status="clarified", confidence=0.3, likeness=0.1)
    talk.turn("Втрата паспорта", payload="situation:lost-documents", confidence=0.1, situation="lost-documents")

    with Session(database) as session:
        (row,) = listing.screen(session, Filters()).rows

    assert (row.id, row.channel, row.language, row.is_test) == ("web-1", "web", "uk", False)
    assert (row.started_at, row.last_activity_at) == (pytest.approx(START + 0.1), pytest.approx(START + 180.2))
    assert (row.turns, row.statuses, row.last_status) == (3, ("answered", "clarified"), "answered")
    assert row.situations == ("birth-of-child", "lost-documents")
    assert (row.lowest_confidence, row.lowest_likeness) == (pytest.approx(0.3), pytest.approx(0.1))


def test_a_conversation_in_which_nobody_said_anything_is_not_listed(database: Engine) -> None:
    Talk(database, "web-silent").greeting()
    Talk(database, "web-spoken").greeting().turn("привіт")

    assert listed(database) == ["web-spoken"]


def test_the_latest_activity_comes_first_whatever_the_start(database: Engine) -> None:
    old = Talk(database, "web-old").turn("привіт")
    Talk(database, "web-new", at=START + 100).turn("привіт")
    old.at = START + 500
    old.turn("це знову я")

    assert listed(database) == ["web-old", "web-new"]
    assert listed(database, Filters(sort=Sort.START)) == ["web-new", "web-old"]


def test_screens_follow_each_other_without_gaps_or_repeats_while_new_ones_arrive(database: Engine) -> None:
    # Several share a moment, so that only the id tells them apart.
    for number in range(11):
        Talk(database, f"web-{number:02}", at=START + number // 3).turn("привіт")
    whole = listed(database)
    assert sorted(whole) == [f"web-{number:02}" for number in range(11)]

    with Session(database) as session:
        first = listing.screen(session, Filters(), size=4)
    Talk(database, "web-late", at=START + 100).turn("привіт")
    with Session(database) as session:
        second = listing.screen(session, Filters(), after=first.next, size=4)
        third = listing.screen(session, Filters(), after=second.next, size=4)
        back = listing.screen(session, Filters(), before=third.previous, size=4)

    assert [row.id for part in (first, second, third) for row in part.rows] == whole
    assert third.next is None
    assert back.rows == second.rows
    assert listed(database, size=3) == ["web-late", *whole]


def test_the_least_confident_come_first_when_asked(database: Engine) -> None:
    for number, confidence in enumerate((0.9, 0.2, 0.5)):
        Talk(database, f"web-{number}").turn("привіт", confidence=confidence)
    Talk(database, "web-pressed").turn("Так", payload="yes")

    assert listed(database, Filters(sort=Sort.CONFIDENCE), size=1) == ["web-1", "web-2", "web-0"]


@pytest.fixture
def varied(database: Engine) -> Engine:
    """Four conversations that differ in everything one can filter by."""
    Talk(database, "web-1").turn("загубила паспорт", "Подайте заяву.", situation="lost-documents", likeness=0.9)
    english = Talk(database, "telegram-2", at=START + 86400, slots={"language": "en"})
    english.turn("my passport was stolen", status="clarified", confidence=0.3, situation="lost-documents-abroad")
    Talk(database, "web-3", at=START + 2 * 86400).turn("абракадабра", status="error", confidence=0.1, likeness=0.01)
    Talk(database, "terminal-4").turn("паспорт")
    with Session(database) as session, session.begin():
        for conversation_id, helped in (("web-1", True), ("web-3", False)):
            session.add(ConversationFeedback(conversation_id=conversation_id, position=0, at=START, helped=helped))
        marks.add_tag(session, OLENA, START, "web-3", "Дивне")
        marks.mark_reviewed(session, OLENA, START, "web-1", True)
        marks.assign(session, "telegram-2", OLENA.id, OLENA.name)
        judgements.judge(session, OLENA, START, "web-3", 0, Judgement(Verdict.CORRECT))
        judgements.judge(session, OLENA, START, "web-3", 0, Judgement(Verdict.WRONG))
    return database


CASES: list[tuple[Filters, set[str]]] = [
    (Filters(), {"web-1", "telegram-2", "web-3"}),
    (Filters(traffic=Traffic.TESTS), {"terminal-4"}),
    (Filters(traffic=Traffic.ALL, text="паспорт"), {"web-1", "terminal-4"}),
    (Filters(text="паспорт"), {"web-1"}),
    (Filters(text="заяву"), set()),
    (Filters(text="заяву", said=Said.ASSISTANT), {"web-1"}),
    (Filters(text="заяву", said=Said.ANYONE), {"web-1"}),
    (Filters(text="..."), set()),
    (Filters(channel="telegram"), {"telegram-2"}),
    (Filters(language="en"), {"telegram-2"}),
    (Filters(situation="lost-documents"), {"web-1"}),
    (Filters(statuses=("error", "clarified")), {"telegram-2", "web-3"}),
    (Filters(least=20, most=50), {"telegram-2"}),
    (Filters(unlike=True), {"web-3"}),
    (Filters(unresolved=True), {"telegram-2", "web-3"}),
    (Filters(feedback=Feedback.HELPED), {"web-1"}),
    (Filters(feedback=Feedback.NOT_HELPED), {"web-3"}),
    (Filters(feedback=Feedback.ANY), {"web-1", "web-3"}),
    (Filters(tag="дивне"), {"web-3"}),
    (Filters(verdict=Verdict.WRONG), {"web-3"}),
    (Filters(verdict=Verdict.CORRECT), set()),
    (Filters(reviewed=True), {"web-1"}),
    (Filters(reviewed=False), {"telegram-2", "web-3"}),
    (Filters(reviewer=OLENA.id), {"web-1"}),
    (Filters(assignee=OLENA.id), {"telegram-2"}),
    (Filters(unresolved=True, channel="web", statuses=("error",)), {"web-3"}),
    (Filters(unresolved=True, channel="web", language="en"), set()),
]


def test_filters_narrow_and_hold_together(varied: Engine) -> None:
    found = {str(filters): set(listed(varied, filters)) for filters, _ in CASES}

    assert found == {str(filters): expected for filters, expected in CASES}


def test_days_are_those_of_ukraine_and_both_ends_count(database: Engine) -> None:
    # 23:30 and 00:30 in Kyiv, which is two hours ahead of UTC in November.
    Talk(database, "web-eve", at=1_795_645_800.0 - 1.0 * 3600).turn("привіт")
    Talk(database, "web-day", at=1_795_645_800.0).turn("привіт")

    assert listed(database, Filters(until=date(2026, 11, 25))) == ["web-eve"]
    assert listed(database, Filters(since=date(2026, 11, 26))) == ["web-day"]
    assert len(listed(database, Filters(since=date(2026, 11, 25), until=date(2026, 11, 26)))) == 2


def test_the_neighbours_of_a_conversation_are_those_of_the_list_it_was_opened_from(varied: Engine) -> None:
    with Session(varied) as session:
        rows = {row.id: row for row in listing.screen(session, Filters()).rows}

        assert listing.neighbours(session, Filters(), rows["telegram-2"]) == ("web-3", "web-1")
        assert listing.neighbours(session, Filters(channel="web"), rows["web-3"]) == (None, "web-1")


def test_a_place_that_is_none_is_refused() -> None:
    for text in ("", "web-1", "~web-1", "abc~web-1", "1.0~"):
        with pytest.raises(ValueError):
            Cursor.of(text)
