"""Guessing which values of a situation's circumstances a text tells, with what speaks for each guess and against it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.nlu.circumstances.sayings import ReadText, SituationSayings

#: How many features a guess about an answer has, and one about what is told in passing.
ANSWER_FEATURES = 5
PASSING_FEATURES = 8


@dataclass(frozen=True)
class Guess:
    """A value (`circumstance=value`) that a text seems to tell; `statement` is the place of the piece that tells it."""

    value: str
    features: tuple[float, ...]
    statement: int = 0


def guess_answers(sayings: SituationSayings, said: ReadText, without: Collection[int] = ()) -> list[Guess]:
    """For each circumstance the value that a whole text comes nearest to. `without` leaves out sayings by place.

    Features: likeness to the value's two nearest sayings, how much less like the next value is, likeness to the
    nearest, length, likeness to the nearest of any circumstance.
    """
    (likeness,) = _left(sayings.likeness([said]), without)
    nearest = sayings.by_value(likeness)
    second = np.array([sayings.second_best(place, likeness) for place in range(len(nearest))])
    score = (nearest + second) / 2
    return [
        Guess(
            sayings.values[place],
            (
                float(score[place]),
                float(score[place] - sayings.best_rival(place, score)),
                float(nearest[place]),
                float(np.log(said.words + 1.0)),
                float(score.max()),
            ),
        )
        for place in sayings.first_of_each_circumstance(score)
    ]


def guess_in_passing(
    sayings: SituationSayings, statements: Sequence[ReadText], phrases: Collection[str], without: Collection[int] = ()
) -> list[Guess]:
    """For each circumstance the value that one of the statements comes nearest to.

    `phrases` are the values that known phrases in the message tell. Features: likeness, how much less like the next
    value is, likeness to the second nearest saying, whether a phrase tells the value, whether one tells another value,
    whether the statement is nearest to this value, how far it is behind if not, length.
    """
    likeness = _left(sayings.likeness(statements), without)
    by_value = sayings.by_value(likeness)
    score, where = by_value.max(axis=0), by_value.argmax(axis=0)
    best_there = by_value.max(axis=1)
    of_any_statement = likeness.max(axis=0)
    told = {phrase.partition("=")[0] for phrase in phrases}
    found = []
    for place in sayings.first_of_each_circumstance(score):
        value, statement = sayings.values[place], int(where[place])
        # A statement says one thing: what another value explains better is hardly told by it.
        behind = float(score[place] - best_there[statement])
        features = (
            float(score[place]),
            float(score[place] - sayings.best_rival(place, score)),
            sayings.second_best(place, of_any_statement),
            float(value in phrases),
            float(sayings.circumstances[place] in told and value not in phrases),
            float(behind >= 0),
            behind,
            float(np.log(statements[statement].words + 1.0)),
        )
        found.append(Guess(value, features, statement))
    return found


def _left(likeness: NDArray[np.float64], without: Collection[int]) -> NDArray[np.float64]:
    if without:
        likeness[:, list(without)] = 0.0
    return likeness
