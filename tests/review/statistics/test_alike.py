"""Messages that were not understood, put together by likeness."""

from __future__ import annotations

from datetime import date

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from review.statistics.alike import MOST_MESSAGES, Phrase, grouped
from review.statistics.unanswered import unanswered
from review.statistics.wanted import Wanted
from tests.review.talks import Talk


def phrases(*texts: str) -> list[Phrase]:
    return [Phrase(text, f"web-{number}", 0, 0.0, "clarified") for number, text in enumerate(texts)]


def test_messages_about_the_same_come_together() -> None:
    groups = grouped(
        phrases(
            "як оформити субсидію на газ",
            "хочу завести корову",
            "оформити субсидію на газ",
            "Як оформити СУБСИДІЮ на газ?",
            "субсидію на газ як оформити",
        )
    )

    assert [len(group.phrases) for group in groups] == [4, 1]
    assert groups[1].texts == ("хочу завести корову",)


def test_a_wording_is_named_once_however_often_it_was_written() -> None:
    group = grouped(phrases("Субсидія!", "субсидія", "субсидія"))[0]

    assert len(group.phrases) == 3
    assert len(group.texts) == 1


def test_other_needs_stay_apart_although_they_begin_alike() -> None:
    groups = grouped(phrases("як отримати пенсію", "як отримати закордонний паспорт", "як отримати ліцензію на зброю"))

    assert len(groups) == 3


def test_the_work_is_bounded() -> None:
    groups = grouped(phrases(*(f"щось {number}" for number in range(MOST_MESSAGES * 2))))

    assert sum(len(group.phrases) for group in groups) == MOST_MESSAGES


def test_only_typed_messages_of_the_period_that_were_not_understood_are_looked_at(sqlite: Engine) -> None:
    talk = Talk(sqlite).turn("хочу корову", status="clarified").turn("народила", status="answered")
    talk.turn("/press", status="searched", payload="situations")
    Talk(sqlite, "test-1").turn("проба", status="clarified")
    Talk(sqlite, "web-2", at=talk.at - 40 * 86400).turn("давнє", status="clarified")
    wanted = Wanted(date(2026, 11, 1), date(2026, 11, 25))

    with Session(sqlite) as session:
        assert [group.texts for group in unanswered(session, wanted)] == [("хочу корову",)]
