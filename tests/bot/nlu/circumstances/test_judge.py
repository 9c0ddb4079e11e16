"""How far a guess may be trusted is learned from guesses that were right and wrong."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.circumstances.guesses import Guess
from bot.nlu.circumstances.judge import Judge

RANDOM = np.random.default_rng(7)
#: One feature that tells, one that does not.
FEATURES = np.column_stack([RANDOM.uniform(size=2_000), RANDOM.uniform(size=2_000)])
RIGHT = FEATURES[:, 0] > RANDOM.uniform(size=2_000)
ROWS = list(zip(FEATURES.tolist(), RIGHT.tolist()))


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


def guessed(rows: slice) -> list[list[tuple[Guess, bool]]]:
    """Guesses about texts, two for each."""
    tried = [(Guess(f"q{number % 2}=yes", tuple(one)), bool(right)) for number, (one, right) in enumerate(ROWS[rows])]
    return [tried[place : place + 2] for place in range(0, len(tried), 2)]


def test_where_no_question_was_put_only_the_surest_guess_about_a_text_counts() -> None:
    judge = Judge.learn(FEATURES, RIGHT, 0.3)
    unasked = judge.for_unasked(guessed(slice(None)), 0.1)

    surest = [max(guesses, key=lambda pair: pair[0].features[0]) for guesses in guessed(slice(None))]
    taken = [right for guess, right in surest if unasked.of(np.array([guess.features]))[0] >= unasked.threshold]
    assert len(taken) >= 50
    assert sum(taken) / len(taken) >= 0.9 - 0.01
    assert unasked.of(FEATURES).tolist() == judge.of(FEATURES).tolist()


def test_too_few_texts_to_learn_from_allow_no_unasked_answer() -> None:
    judge = Judge.learn(FEATURES, RIGHT, 0.3).for_unasked([[], *guessed(slice(40))], 0.5)
    assert not (judge.of(FEATURES) >= judge.threshold).any()


def test_a_stored_judge_says_the_same() -> None:
    judge = Judge.learn(FEATURES, RIGHT, 0.1)
    again = Judge.from_json(judge.as_json())
    assert (again.of(FEATURES) == judge.of(FEATURES)).all()
    assert again.threshold == judge.threshold
