"""What is told is heard where it stands, for the situation it belongs to; learned from a handful of examples."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.nlu.circumstances.guesses import ANSWER_FEATURES
from bot.nlu.circumstances.hearing import Answered, Hearing, MayBeWrong
from bot.nlu.circumstances.told import MarkedMessage, Saying
from bot.nlu.circumstances.trial import Taught
from bot.nlu.text.views import Vectoriser

UNMARRIED = "не розписані;без штампа;в цивільному шлюбі;без загсу разом;не одружені;без розпису".split(";")
MARRIED = "чоловік законний;розписані давно;весілля було;штамп є;у шлюбі;одружені торік".split(";")
WHO = "ми з хлопцем;ми;з татом малої ми;ми з Сашком;з ним ми;ми з чоловіком;я і він;ми тут".split(";")
NEEDS = "куди йти за свідоцтвом;де взяти довідку;скільки чекати виплату;яка допомога на дитину".split(";")


def message(value: str, who: str, how: str, need: str) -> MarkedMessage:
    piece = f"{who} {how}"
    text = f"{piece}, {need}"
    return MarkedMessage(text, "birth", (Saying("birth", value, piece),), ((0, len(piece)),))


MESSAGES = [
    message(value, who, how, NEEDS[(number + place) % len(NEEDS)])
    for value, ways in (("married=no", UNMARRIED), ("married=yes", MARRIED))
    for number, who in enumerate(WHO)
    for place, how in enumerate(ways)
]
SAID = [saying for one in MESSAGES for saying in one.tells]
VECTORISER = Vectoriser.learn([one.text for one in MESSAGES] + NEEDS)


@pytest.fixture(scope="module")
def hearing() -> Hearing:
    nothing = [MarkedMessage(need, "birth") for need in NEEDS]
    taught = Taught(SAID, SAID, [*MESSAGES, *nothing], [MarkedMessage("свідоцтво про шлюб", "birth")], phrases=[])
    return Hearing.learn(taught, VECTORISER, MayBeWrong(0.05, 0.05, 0.05))


def test_what_is_told_in_passing_is_heard_where_it_stands(hearing: Hearing) -> None:
    text = "Куди звертатися? Ми з Сашком не розписані, де взяти довідку"
    (heard,) = hearing.of(text, VECTORISER).in_passing("birth", [])

    assert heard.value == "married=no"
    assert text[heard.start : heard.end] == "Ми з Сашком не розписані"


@pytest.fixture
def trusting(hearing: Hearing) -> Hearing:
    """One that takes every answer to a question that was put, and to another if it is surer than not."""
    everything = replace(hearing.judge_of_answers, weights=np.eye(ANSWER_FEATURES)[0], threshold=0.0)
    return replace(hearing, judge_of_answers=everything, judge_of_unasked=replace(everything, threshold=0.5))


def test_a_plain_answer_needs_no_question(trusting: Hearing) -> None:
    plain, unclear = (trusting.of(text, VECTORISER).answers("birth") for text in ("ми не розписані", "штамп"))

    assert [one.value for one in plain.asked] == ["married=no"]
    assert plain.unasked == plain.asked[0]
    assert [one.value for one in unclear.asked] == ["married=yes"]
    assert unclear.unasked is None


def test_another_situation_hears_nothing(hearing: Hearing) -> None:
    heard = hearing.of("ми не розписані", VECTORISER)

    assert heard.answers("damaged-home") == Answered()
    assert heard.in_passing("damaged-home", []) == []


@pytest.mark.parametrize(
    ("text", "is_question"),
    [
        ("навіщо вам штамп", True),
        ("ви розписані?", True),
        ("ми не розписані", False),
        ("Не розписані. Що далі?", False),
    ],
)
def test_a_message_that_only_asks_is_known(hearing: Hearing, text: str, is_question: bool) -> None:
    assert hearing.of(text, VECTORISER).is_question is is_question


def test_a_stored_one_hears_the_same(hearing: Hearing, tmp_path: Path) -> None:
    hearing.save(tmp_path)
    again = Hearing.load(tmp_path)

    for text in ("ми без загсу разом", "Ми з Сашком не розписані, де взяти довідку"):
        before, after = hearing.of(text, VECTORISER), again.of(text, VECTORISER)
        assert [one.value for one in after.in_passing("birth", [])] == [
            one.value for one in before.in_passing("birth", [])
        ]
        assert [one.value for one in after.answers("birth").asked] == [
            one.value for one in before.answers("birth").asked
        ]
        assert (after.answers("birth").unasked is None) == (before.answers("birth").unasked is None)
