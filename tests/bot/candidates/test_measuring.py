"""Which messages are put before both models, and what is kept of their answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.candidates.measuring import Messages, ReviewedTurn, compared, known_cases, reviewed_turns
from bot.evaluation.cases import Case
from bot.understanding import Understood
from review.access.roles import Role
from review.access.staff import Staff
from review.judging import judgements, marks
from review.judging.judgements import Judgement
from review.judging.models import Base as JudgingBase
from review.judging.vocabulary import Verdict
from review.teaching.examples import Example
from review.teaching.vocabulary import Kind, State
from tests.review.talks import Talk

OLENA = Staff(1, "Олена", Role.REVIEWER, "uk")


def understood(situation: str, decision: str = "answer", told: tuple[str, ...] = ()) -> Understood:
    return Understood("", "uk", f"situation/{situation}", 0.9, decision, ((situation, 0.9),), told)


def example(kind: Kind, label: str) -> Example:
    return Example(7, "web-1", 0, kind, label, "uk", "слова людини", "слова", "", State.ACCEPTED, 1, "Олена", 0.0)


def test_turns_with_a_verdict_and_in_reviewed_conversations_are_asked_again(sqlite: Engine) -> None:
    JudgingBase.metadata.create_all(sqlite)
    Talk(sqlite, "web-1").turn("судили").turn("не судили")
    Talk(sqlite, "web-2", at=1_795_009_000.0).turn("переглянута")._append(
        [{"event": "user", "timestamp": 1_795_009_500.0, "text": "/open_step", "parse_data": {}, "metadata": {}}], {}
    )
    Talk(sqlite, "web-3").turn("ніхто не дивився")
    with Session(sqlite) as session, session.begin():
        judgements.judge(session, OLENA, 1.0, "web-1", 0, Judgement(Verdict.CORRECT))
        judgements.judge(session, OLENA, 2.0, "web-1", 0, Judgement(Verdict.WRONG))
        marks.mark_reviewed(session, OLENA, 3.0, "web-2", True)

    with Session(sqlite) as session:
        found = reviewed_turns(session)
        latest = reviewed_turns(session, most=1)

    assert [(one.text, one.verdict) for one in found] == [("переглянута", ""), ("судили", "wrong")]
    assert [one.text for one in latest] == ["переглянута"]


def test_what_changes_is_kept_by_number_and_never_in_words() -> None:
    messages = Messages(
        cases=(Case("розлучаюсь", "divorce"), Case("одружуюсь", "marriage")),
        taught=(example(Kind.EXAMPLE, "situation/divorce"), example(Kind.PHRASE, "divorce/children=no")),
        turns=(ReviewedTurn("web-1", 3, "таємні слова", "correct"), ReviewedTurn("web-2", 0, "інші слова", "")),
    )
    before = [understood("marriage"), understood("marriage"), understood("marriage"), understood("divorce")]
    after = [
        understood("divorce"),
        understood("marriage"),
        understood("divorce"),
        understood("divorce", told=("children=no",)),
    ]

    found = compared(
        messages,
        [*before, understood("marriage"), understood("marriage", "search")],
        [*after, understood("divorce"), understood("divorce", "search")],
    )

    evaluation: Mapping[str, Any] = found["evaluation"]["all"]
    assert (evaluation["better"], evaluation["worse"], evaluation["verdict"]) == (1, 0, "unproven")
    assert [(one["id"], one["was"], one["is"]) for one in found["taught"]] == [(7, False, True), (7, False, True)]
    # A search is a search, whatever came first; only what the person would notice counts.
    assert [(one["conversation"], one["position"], one["verdict"]) for one in found["turns"]] == [
        ("web-1", 3, "correct")
    ]
    assert found["replayed"] == 2
    assert "слова" not in json.dumps(found, ensure_ascii=False)


def test_evaluation_messages_about_situations_that_are_not_there_are_left_out() -> None:
    files = {"a": [Case("так", "divorce"), Case("ні", "no-such-situation")], "b": [Case("вірш", "out-of-scope")]}

    assert [case.text for case in known_cases(files)] == ["так", "вірш"]
