"""Two models beside each other: which messages changed, and what may be said of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.evaluation.compare import Verdict, compare
from bot.evaluation.prediction import Prediction
from bot.evaluation.tables import verdict_words
from tests.bot.evaluation.predictions import ALL, RIGHT, predicted

GOOD = predicted("marriage", ("marriage", 0.9), lang="uk")
BAD = predicted("marriage", ("divorce", 0.9), lang="uk")
GOOD_RU, BAD_RU = (replace(one, case=replace(one.case, lang="ru")) for one in (GOOD, BAD))


def test_a_model_beside_itself_is_the_same() -> None:
    comparison = compare(ALL, ALL)

    assert comparison.verdict is Verdict.SAME
    assert comparison.better == comparison.worse == ()


def test_what_changed_is_listed_with_both_outcomes() -> None:
    comparison = compare([BAD, GOOD_RU, RIGHT], [GOOD, BAD_RU, RIGHT])

    assert [(one.before, one.after) for one in comparison.better] == [(BAD, GOOD)]
    assert [(one.before, one.after) for one in comparison.worse] == [(GOOD_RU, BAD_RU)]
    told = comparison.as_json()["better"][0]
    assert (told["before"]["intent"], told["after"]["intent"]) == ("situation/divorce", "situation/marriage")


def test_a_few_changes_prove_nothing() -> None:
    comparison = compare([BAD] * 3, [GOOD] * 3)

    assert comparison.verdict is Verdict.UNPROVEN
    assert "no more than chance" in verdict_words(comparison.all)


@pytest.mark.parametrize(("before", "after", "verdict"), [(BAD, GOOD, Verdict.BETTER), (GOOD, BAD, Verdict.WORSE)])
def test_many_changes_to_one_side_are_a_verdict(before: Prediction, after: Prediction, verdict: Verdict) -> None:
    assert compare([before] * 8, [after] * 8).verdict is verdict


def test_a_gain_in_one_language_does_not_hide_a_loss_in_another() -> None:
    comparison = compare([BAD] * 8 + [GOOD_RU] * 8, [GOOD] * 8 + [BAD_RU] * 8)

    languages = comparison.groups["by_language"]
    assert comparison.verdict is Verdict.UNPROVEN
    assert languages["uk"].verdict is Verdict.BETTER
    assert languages["ru"].verdict is Verdict.WORSE


def test_different_messages_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="message 2 is"):
        compare([GOOD, GOOD], [GOOD, GOOD_RU])
    with pytest.raises(ValueError, match="1 and 2 messages"):
        compare([GOOD], [GOOD, GOOD])
