"""How old a statement is: counted from the first day of the month of its newest source."""

from __future__ import annotations

from datetime import date

import pytest

from catalog.age import AGEING_AFTER_DAYS, OLD_AFTER_DAYS, age_in_days, is_old, years


def test_the_age_counts_from_the_first_of_the_month() -> None:
    assert age_in_days("2026-11", date(2026, 11, 25)) == 24
    assert age_in_days("2025-11", date(2026, 11, 1)) == OLD_AFTER_DAYS


@pytest.mark.parametrize(("today", "old"), [(date(2026, 10, 31), False), (date(2026, 11, 1), True)])
def test_a_statement_is_old_from_the_day_it_is_a_year_of_age(today: date, old: bool) -> None:
    assert is_old("2025-11", today) is old


def test_whatever_is_old_is_at_least_one_year_old() -> None:
    leap_year = date(2024, 10, 31)
    assert is_old("2023-11", leap_year)
    assert years("2023-11", leap_year) == 1


def test_editors_hear_of_it_before_people_do() -> None:
    assert AGEING_AFTER_DAYS < OLD_AFTER_DAYS
