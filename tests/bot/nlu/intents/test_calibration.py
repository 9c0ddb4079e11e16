"""Probabilities that mean what they say, and bands that keep confident mistakes rare."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.intents.calibration import (
    CRISIS,
    FALSE_ALARMS,
    Bands,
    Decision,
    fit_bands,
    fit_sharpness,
    from_where_right,
    pooled,
    probabilities,
)

LABELS = ["greet", "out_of_scope/small_talk", "situation/divorce", "situation/marriage"]
BANDS = Bands(answer=0.6, clarify=0.3, out_of_scope=0.5, dialogue=0.4)


@pytest.mark.parametrize(
    ("ranking", "decision"),
    [
        ([("situation/marriage", 0.7), ("situation/divorce", 0.2)], Decision.ANSWER),
        ([("situation/marriage", 0.4), ("situation/divorce", 0.3)], Decision.CLARIFY),
        ([("situation/marriage", 0.1), ("greet", 0.09)], Decision.SEARCH),
        ([("out_of_scope/small_talk", 0.6), ("situation/marriage", 0.3)], Decision.OUT_OF_SCOPE),
        ([("out_of_scope/small_talk", 0.4), ("situation/marriage", 0.35)], Decision.CLARIFY),
        ([("greet", 0.9)], Decision.ANSWER),
        ([("greet", 0.3)], Decision.SEARCH),
        ([], Decision.SEARCH),
    ],
)
def test_a_ranking_falls_into_its_band(ranking: list[tuple[str, float]], decision: Decision) -> None:
    assert BANDS.decide(ranking) is decision


def test_probabilities_are_shares_and_keep_the_order_of_the_scores() -> None:
    given = probabilities(np.array([[1.0, 3.0, 2.0]]), sharpness=2.0)

    assert given.sum() == pytest.approx(1.0)
    assert given.argsort().tolist() == [[0, 2, 1]]


def test_a_model_that_is_often_wrong_learns_to_be_less_sure() -> None:
    rng = np.random.default_rng(7)
    truth = rng.integers(0, 4, 400)
    reliable = np.eye(4)[truth] * 2
    misled = np.eye(4)[np.where(rng.random(400) < 0.4, rng.integers(0, 4, 400), truth)] * 2

    assert fit_sharpness(misled, truth) < fit_sharpness(reliable, truth)


@pytest.mark.parametrize("allowed", [0.01, 0.05])
def test_no_more_confident_mistakes_remain_than_are_allowed(allowed: float) -> None:
    rng = np.random.default_rng(3)
    truth = rng.integers(0, 4, 1000)
    scores = np.eye(4)[truth] + rng.normal(0, 0.8, (1000, 4))
    given = probabilities(scores, 3.0)

    bands = fit_bands(LABELS, given, truth, allowed)

    first, confidence = given.argmax(axis=1), given.max(axis=1)
    wrong = (first != truth) & (first >= 2) & (confidence >= bands.answer)
    assert wrong.sum() <= allowed * 1000
    assert bands.clarify <= bands.answer


def test_an_act_is_believed_only_from_where_it_seldom_hides_a_need() -> None:
    confidence = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2])
    lost = np.array([False, False, False, False, True, False, True, True])

    assert from_where_right(confidence, ~lost, lost, window=4) == pytest.approx(0.6)
    assert from_where_right(confidence, ~lost, np.zeros(8, dtype=bool), window=4) == 0.0
    assert from_where_right(confidence, np.zeros(8, dtype=bool), ~lost, window=4) == 1.0


def test_bands_are_stored_and_read_without_loss() -> None:
    assert Bands.from_json(BANDS.as_json()) == BANDS


def test_several_voters_together_are_surer_than_their_mean_and_agree_on_the_order() -> None:
    """What one voter gives a label and the other spreads over all the rest is no doubt about that label."""
    one, other = np.array([[0.9, 0.06, 0.02, 0.02]]), np.array([[0.6, 0.2, 0.1, 0.1]])
    mean = pooled([(0.5, one), (0.5, other)], sharpness=1.0)
    sharper = pooled([(0.5, one), (0.5, other)], sharpness=2.0)

    assert mean.tolist() == [pytest.approx([0.75, 0.13, 0.06, 0.06])]
    assert sharper.sum() == pytest.approx(1.0)
    assert sharper[0, 0] > mean[0, 0]
    assert sharper.argsort().tolist() == mean.argsort().tolist()


def test_danger_is_seen_though_it_is_not_the_likeliest() -> None:
    bands = Bands(answer=0.6, clarify=0.3, out_of_scope=0.5, dialogue=0.4, danger=0.2)

    assert bands.endangers([("situation/divorce", 0.7), (CRISIS, 0.25)])
    assert not bands.endangers([("situation/divorce", 0.9), (CRISIS, 0.1)])
    assert not BANDS.endangers([(CRISIS, 1.0)]), "nothing was learned of it"


def test_no_more_false_alarms_are_given_than_are_allowed() -> None:
    rng = np.random.default_rng(5)
    truth = rng.integers(1, 3, 1000)
    given = probabilities(np.eye(3)[truth] + rng.normal(0, 0.8, (1000, 3)), 3.0)

    bands = fit_bands([CRISIS, "situation/divorce", "situation/marriage"], given, truth, 0.05)

    alarms = (given[:, 0] >= bands.danger).sum()
    assert 0 < alarms <= FALSE_ALARMS * 1000
