"""The figures say what their definitions say."""

from __future__ import annotations

import pytest

from bot.evaluation.report import Report
from bot.evaluation.score import confusions, figures, misses
from bot.evaluation.shares import Share, chance_of
from bot.evaluation.tables import report_tables
from tests.bot.evaluation.predictions import (
    ALL,
    CHATTER,
    CHATTER_ANSWERED,
    DECLINED,
    RIGHT,
    SECOND,
    WRONG,
    predicted,
)


def test_each_share_counts_its_own_messages() -> None:
    found = figures(ALL)

    assert (found.messages, found.needs) == (6, 4)
    assert found.top1 == Share(1, 4)
    assert found.top3 == Share(2, 4)
    assert found.answered == Share(2, 4)
    assert found.wrong_and_confident == Share(2, 6)
    assert found.false_rejections == Share(1, 4)
    assert found.out_of_scope_recall == Share(1, 2)


def test_a_share_over_no_messages_is_none_and_has_no_interval() -> None:
    found = figures([CHATTER])

    assert found.top1 is None
    assert found.as_json()["top1"] is None
    assert "top1" not in found.as_json()["intervals"]


def test_another_label_a_person_would_accept_counts_as_right() -> None:
    accepted = predicted("divorce", ("marriage", 0.9), also=("marriage",))

    assert accepted.understood
    assert figures([accepted]).top1 == Share(1, 1)


def test_the_right_situation_that_is_declined_serves_nobody() -> None:
    declined = predicted("marriage", ("marriage", 0.3), decision="out_of_scope")

    assert declined.in_top(1)
    assert not declined.understood


def test_the_misses_are_all_that_were_not_served() -> None:
    assert misses(ALL) == [SECOND, WRONG, DECLINED, CHATTER_ANSWERED]


def test_a_confusion_comes_with_its_messages() -> None:
    twice = confusions([WRONG, WRONG, SECOND, RIGHT])

    assert [(one.label, one.taken_for, one.times) for one in twice] == [
        ("divorce", "marriage", 2),
        ("marriage", "divorce", 1),
    ]
    assert twice[1].examples == ("проведіть шлюб",)


def test_the_report_groups_by_language_style_and_situation() -> None:
    report = Report.of(ALL).as_json()

    assert report["by_language"]["ru"]["messages"] == 2
    assert report["by_situation"]["divorce"]["top1"] == 0.0
    assert report["all"]["intervals"]["top1"] == [0.0456, 0.6994]


def test_sure_messages_that_are_wrong_show_as_an_error_of_calibration() -> None:
    sure = Report.of([WRONG] * 5 + [RIGHT] * 5).reliability

    assert [(one.low, one.right) for one in sure.bins] == [(0.8, Share(0, 5)), (0.9, Share(5, 5))]
    assert sure.error == pytest.approx((0.8 * 5 + 0.1 * 5) / 10)


@pytest.mark.parametrize(("hits", "of"), [(0, 10), (10, 10), (7, 10), (999, 1000)])
def test_an_interval_holds_its_share_and_stays_between_0_and_1(hits: int, of: int) -> None:
    low, high = Share(hits, of).interval

    assert 0 <= low <= Share(hits, of).value <= high <= 1


def test_a_share_is_rounded_once_however_it_is_shown() -> None:
    table = report_tables(Report.of([CHATTER] * 1276 + [CHATTER_ANSWERED] * 32))[0]

    assert f"{Share(32, 1308).value * 100:.1f}" == "2.4"
    assert table.rows[0][5].startswith("2.4 %")


@pytest.mark.parametrize(("hits", "of"), [(1, 0), (3, 2), (-1, 2)])
def test_an_impossible_share_is_refused(hits: int, of: int) -> None:
    with pytest.raises(ValueError, match="0 ≤ hits ≤ of"):
        Share(hits, of)


@pytest.mark.parametrize(
    ("better", "worse", "chance"), [(0, 0, 1.0), (5, 5, 1.0), (1, 0, 1.0), (6, 0, 0.03125), (10, 2, 0.03857)]
)
def test_chance_is_that_of_mcnemar_s_exact_test(better: int, worse: int, chance: float) -> None:
    assert chance_of(better, worse) == pytest.approx(chance, abs=1e-5)
    assert chance_of(worse, better) == chance_of(better, worse)
