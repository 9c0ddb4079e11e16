"""What a saved conversation expects: what was answered until the first misunderstanding, there the correction."""

from __future__ import annotations

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from review.access.roles import Role
from review.access.staff import Staff
from review.inbox import reading
from review.judging import judgements
from review.judging.judgements import Judgement
from review.judging.models import Base as JudgingBase
from review.judging.vocabulary import Verdict
from review.teaching.examples import Example
from review.teaching.regression import Expected, drawn
from review.teaching.vocabulary import Kind, State
from tests.review.talks import Talk
from tests.review.teaching.conftest import MOVING

OLENA = Staff(1, "Олена", Role.REVIEWER, "uk")


def talk(engine: Engine) -> None:
    JudgingBase.metadata.create_all(engine)
    Talk(engine).turn("переїжджаю", situation="move").turn(
        "з родиною", situation="move", answers={"move": {"family": ["yes"]}}
    ).turn("Крок", payload="step:pack").turn("а собаку?", status="searched").turn("дякую")


def turns_of(engine: Engine, corrections: tuple[Example, ...] = ()) -> tuple[Expected, ...]:
    with Session(engine) as session:
        found = reading.read(session, "web-1", 1, MOVING.situation)
    assert found is not None
    return drawn(found.turns, corrections)


def correction(position: int, kind: Kind, label: str, state: State = State.PROPOSED) -> Example:
    return Example(1, "web-1", position, kind, label, "uk", "", "", "", state, 1, "Олена", 0.0)


def position_of(engine: Engine, number: int) -> int:
    with Session(engine) as session:
        found = reading.read(session, "web-1", 1, MOVING.situation)
    assert found is not None
    return found.turns[number].turn.position


def test_what_was_answered_must_hold_again(sqlite: Engine) -> None:
    talk(sqlite)

    assert turns_of(sqlite) == (
        {"person": "переїжджаю", "status": "answered", "situation": "move"},
        {"person": "з родиною", "status": "answered", "situation": "move", "answers": {"family": ["yes"]}},
        {"press": "step:pack", "status": "answered", "situation": "move"},
        {"person": "а собаку?", "status": "searched", "situation": "move"},
        {"person": "дякую", "status": "answered", "situation": "move"},
    )


def test_the_correction_must_hold_and_nothing_that_came_of_the_mistake(sqlite: Engine) -> None:
    talk(sqlite)
    right = correction(position_of(sqlite, 3), Kind.EXAMPLE, "situation/pets")

    assert turns_of(sqlite, (right,))[3:] == (
        {"person": "а собаку?", "status": "answered", "situation": "pets"},
        {"person": "дякую"},
    )


def test_a_rejected_correction_is_none(sqlite: Engine) -> None:
    talk(sqlite)
    wrong = correction(position_of(sqlite, 3), Kind.EXAMPLE, "situation/pets", State.REJECTED)

    assert turns_of(sqlite, (wrong,))[3]["status"] == "searched"


def test_a_phrase_must_be_heard_and_what_is_not_ours_declined(sqlite: Engine) -> None:
    talk(sqlite)
    told = correction(position_of(sqlite, 0), Kind.PHRASE, "move/family=no")
    danger = correction(position_of(sqlite, 3), Kind.EXAMPLE, "out_of_scope/crisis")

    turns = turns_of(sqlite, (told, danger))

    assert turns[0] == {"person": "переїжджаю", "answers": {"family": ["no"]}, "situation": "move"}
    assert turns[3] == {"person": "а собаку?", "status": "crisis"}


def test_an_answer_judged_wrong_is_not_expected_again(sqlite: Engine) -> None:
    talk(sqlite)
    with Session(sqlite) as session, session.begin():
        judgements.judge(session, OLENA, 1.0, "web-1", position_of(sqlite, 1), Judgement(Verdict.WRONG))

    assert turns_of(sqlite)[1] == {"person": "з родиною"}
