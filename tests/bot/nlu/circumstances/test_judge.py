"""How far a guess may be trusted is learned from guesses that were right and wrong."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.circumstances.judge import Judge

RANDOM = np.random.default_rng(7)
#: One feature that tells, one that does not.
FEATURES = np.column_stack([RANDOM.uniform(size=2_000), RANDOM.uniform(size=2_000)])
RIGHT = FEATURES[:, 0] > RANDOM.uniform(size=2_000)


@pytest.mark.parametrize("may_be_wrong", [0.02, 0.1, 0.3])
def test_of_what_is_taken_no_more_is_wrong_than_may_be(may_be_wrong: float) -> None:
    judge = Judge.learn(FEATURES, RIGHT, may_be_wrong)
    taken = judge.of(FEATURES) >= judge.threshold
    assert taken.sum() >= 50
    assert (~RIGHT[taken]).mean() <= may_be_wrong


def test_the_more_may_be_wrong_the_more_is_taken() -> None:
    strict, lax = (Judge.learn(FEATURES, RIGHT, share) for share in (0.02, 0.3))
    assert (strict.of(FEATURES) >= strict.threshold).sum() < (lax.of(FEATURES) >= lax.threshold).sum()


def test_what_tells_nothing_weighs_nothing() -> None:
    judge = Judge.learn(FEATURES, RIGHT, 0.1)
    assert abs(judge.weights[1]) < 0.1 * judge.weights[0]


@pytest.mark.parametrize("guesses", [0, 10])
def test_too_few_guesses_to_learn_from_allow_none(guesses: int) -> None:
    judge = Judge.learn(FEATURES[:guesses], RIGHT[:guesses], 0.5) if guesses else Judge.never(2)
    assert not (judge.of(FEATURES) >= judge.threshold).any()


def test_a_stored_judge_says_the_same() -> None:
    judge = Judge.learn(FEATURES, RIGHT, 0.1)
    again = Judge.from_json(judge.as_json())
    assert (again.of(FEATURES) == judge.of(FEATURES)).all()
    assert again.threshold == judge.threshold
