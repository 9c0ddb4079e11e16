"""Words speak for the value they are said for, and against it where others, or those who tell nothing, say them too."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.circumstances.likelihoods import Counts, Likelihoods
from bot.nlu.text.views import Vectoriser

MARRIED, UNMARRIED, NOTHING = range(3)
EXAMPLES = [
    ("ми розписані вже рік", MARRIED),
    ("чоловік законний", MARRIED),
    ("ми не розписані", UNMARRIED),
    ("живемо без штампа", UNMARRIED),
    ("куди йти за свідоцтвом", NOTHING),
    ("скільки чекати свідоцтво", NOTHING),
]
TEXTS = [text for text, _ in EXAMPLES]
VECTORISER = Vectoriser.learn(TEXTS)


def counts(chosen: list[int]) -> Counts:
    rows = VECTORISER.unit_rows([TEXTS[place] for place in chosen])
    return Counts(rows, np.array([EXAMPLES[place][1] for place in chosen]), np.ones(len(chosen)), 3)


EVERYTHING = counts(list(range(len(EXAMPLES))))


@pytest.mark.parametrize(
    ("text", "likeliest"),
    [("живемо собі без штампа", UNMARRIED), ("чоловік у мене законний", MARRIED), ("де чекати свідоцтво", NOTHING)],
)
def test_a_text_speaks_for_those_who_say_the_like(text: str, likeliest: int) -> None:
    (found,) = EVERYTHING.likelihoods().of([VECTORISER.row(text)])

    assert int(found.argmax()) == likeliest


def test_examples_left_out_are_as_if_they_had_never_been() -> None:
    """The same class is likeliest as if it were learned without them; only the number of known columns differs."""
    rows = [VECTORISER.row("живемо без штампа"), VECTORISER.row("чоловік законний")]
    left = EVERYTHING.without([3], rows)
    never = counts([0, 1, 2, 4, 5]).likelihoods().of(rows)

    assert EVERYTHING.likelihoods().of(rows)[0].argmax() == UNMARRIED
    assert left[0, UNMARRIED] < EVERYTHING.likelihoods().of(rows)[0, UNMARRIED] - 1
    assert left[1].argmax() == never[1].argmax() == MARRIED
    assert EVERYTHING.without([], rows) == pytest.approx(EVERYTHING.likelihoods().of(rows), abs=0.05)


def test_they_are_stored_in_half_precision_without_loss_that_matters(tmp_path: Path) -> None:
    likelihoods = EVERYTHING.likelihoods()
    likelihoods.save(tmp_path, "one")
    rows = [VECTORISER.row(text) for text in TEXTS]

    assert Likelihoods.load(tmp_path, "one").of(rows) == pytest.approx(likelihoods.of(rows), abs=0.05)


def test_a_text_without_a_known_word_speaks_for_nobody() -> None:
    (found,) = EVERYTHING.likelihoods().of([VECTORISER.row("zzz")])

    assert found.tolist() == [0.0, 0.0, 0.0]
