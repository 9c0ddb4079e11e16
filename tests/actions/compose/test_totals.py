"""The sums of a plan in words."""

from __future__ import annotations

import pytest

from actions.compose.totals import money_in_words, totals_of
from actions.wording import wording
from catalog.plan import plan
from catalog.totals import Money
from tests.actions.small_catalogue import KEEP_BEES, SELL_HONEY, TODAY

WORDS = wording("en")


def told(done: tuple[str, ...] = (), **answers: str) -> dict[str, str]:
    made = plan(KEEP_BEES, {name: (value,) for name, value in answers.items()}, TODAY, done)
    return {total.kind: total.text for total in totals_of(made, WORDS)}


@pytest.mark.parametrize(
    ("money", "expected"),
    [
        (Money(0, 0, 0), "free"),
        (Money(100, 100, 0), "UAH 100"),
        (Money(0, 250, 0), "up to UAH 250"),
        (Money(100, 250.5, 0), "from UAH 100 to UAH 250.50"),
        (Money(100, 100, 1), "UAH 100 (the price of 1 step is not known, ask on the spot)"),
        (Money(100, 100, 3), "UAH 100 (the price of 3 steps is not known, ask on the spot)"),
    ],
)
def test_money_says_what_is_known_and_what_is_not(money: Money, expected: str) -> None:
    assert money_in_words(money, WORDS) == expected


def test_nothing_known_at_all_is_not_called_free() -> None:
    assert money_in_words(Money(0, 0, 2), WORDS) == "the price of 2 steps is not known, ask on the spot"


def test_what_may_come_on_top_is_told_apart() -> None:
    assert told()["possible_money"] == "up to UAH 120.50 (the price of 5 steps is not known, ask on the spot)"
    assert "possible_money" not in told(sells="no", near_school="no")
    assert told(sells="yes")["money"].startswith("UAH 120.50")


def test_waiting_and_the_nearest_deadline_are_told_with_their_step() -> None:
    assert told()["time"].startswith("about 7 days")
    assert told()["deadline"] == "within 10 days after the first hive (step 2)"


def test_steps_without_a_known_term_are_counted_beside_the_days() -> None:
    assert "1 more step has no known term" in told()["time"]


def test_what_is_done_costs_nothing_any_more() -> None:
    assert "deadline" not in told(done=("passport",))
    assert "time" not in told(done=("passport",))


def test_an_empty_plan_has_no_sums() -> None:
    assert totals_of(plan(SELL_HONEY, {"online": ("yes",)}, TODAY), WORDS) == ()
