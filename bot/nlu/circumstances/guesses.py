"""Guessing which values of a situation's circumstances a text tells, with what speaks for each guess and against it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.nlu.circumstances.sayings import SituationSayings
from bot.nlu.circumstances.told import ReadText
from bot.nlu.circumstances.values import Values, circumstance_of

#: How many features a guess about an answer has, and one about what is told in passing.
ANSWER_FEATURES = 10
PASSING_FEATURES = 13
#: How much the likelihood counts beside the nearest saying in the choice of a value.
LIKELIHOOD_COUNTS = 0.03


@dataclass(frozen=True)
class Guess:
    """A value (`circumstance=value`) that a text seems to tell; `statement` is the place of the piece that tells it."""

    value: str
    features: tuple[float, ...]
    statement: int = 0


@dataclass(frozen=True)
class Opinions:
    """What is thought of some texts.

    `likeness` to each saying of the situation (texts × sayings), and `likelihood` under each of its values and under
    telling nothing (texts × values + 1).
    """

    likeness: NDArray[np.float64]
    likelihood: NDArray[np.float64]


def guess_answers(sayings: SituationSayings, said: ReadText, opinions: Opinions) -> list[Guess]:
    """For each circumstance the value that a whole text tells most likely.

    Features: likeness to the value's two nearest sayings, how much less like the next value is, likeness to the
    nearest, length, likeness to the nearest of any circumstance; then those of `_likelihood_of`.
    """
    (likeness,), (likelihood,) = opinions.likeness, opinions.likelihood
    nearest = sayings.by_value(likeness)
    second = np.array([sayings.second_best(place, likeness) for place in range(len(nearest))])
    score = (nearest + second) / 2
    return [
        Guess(
            sayings.values.names[place],
            (
                float(score[place]),
                float(score[place] - sayings.values.best_rival(place, score)),
                float(nearest[place]),
                float(np.log(said.words + 1.0)),
                float(score.max()),
                *_likelihood_of(sayings.values, place, likelihood),
            ),
        )
        for place in sayings.values.first_of_each_circumstance(_ranked(score, likelihood))
    ]


def guess_in_passing(
    sayings: SituationSayings, statements: Sequence[ReadText], opinions: Opinions, phrases: Collection[str]
) -> list[Guess]:
    """For each circumstance the value that one of the statements tells most likely.

    `phrases` are the values that known phrases in the message tell. Features: likeness, how much less like the next
    value is, likeness to the second nearest saying, whether a phrase tells the value, whether one tells another value,
    whether the statement is nearest to this value, how far it is behind if not, length; then those of `_likelihood_of`.
    """
    by_value = sayings.by_value(opinions.likeness)
    ranked = _ranked(by_value, opinions.likelihood)
    where = ranked.argmax(axis=0)
    score = by_value[where, np.arange(len(where))]
    best_there = by_value.max(axis=1)
    of_any_statement = opinions.likeness.max(axis=0)
    told = set(map(circumstance_of, phrases))
    found = []
    for place in sayings.values.first_of_each_circumstance(ranked.max(axis=0)):
        value, statement = sayings.values.names[place], int(where[place])
        # A statement says one thing: what another value explains better is hardly told by it.
        behind = float(score[place] - best_there[statement])
        features = (
            float(score[place]),
            float(score[place] - sayings.values.best_rival(place, score)),
            sayings.second_best(place, of_any_statement),
            float(value in phrases),
            float(sayings.values.circumstances[place] in told and value not in phrases),
            float(behind >= 0),
            behind,
            float(np.log(statements[statement].words + 1.0)),
            *_likelihood_of(sayings.values, place, opinions.likelihood[statement]),
        )
        found.append(Guess(value, features, statement))
    return found


def _ranked(score: NDArray[np.float64], likelihood: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values by both opinions, texts in the first axis if there are several; no saying in common is no value at all."""
    above_nothing = likelihood[..., :-1] - likelihood[..., -1:]
    return np.where(score > 0, score + LIKELIHOOD_COUNTS * above_nothing, -np.inf)


def _likelihood_of(values: Values, place: int, likelihood: NDArray[np.float64]) -> tuple[float, ...]:
    """The likelihood of a value: by itself; by how much it is above telling nothing, above other circumstances and
    above the other values of its own; and by how much the best of its own is above telling nothing.
    """
    nothing = float(likelihood[-1])
    own, rival = float(likelihood[place]), values.best_rival(place, likelihood, nothing)
    others = values.best_of_others(place, likelihood, nothing)
    return own, own - nothing, own - others, own - rival, max(own, rival) - nothing
