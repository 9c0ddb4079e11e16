"""Sums the law counts in minimum wages: as they stand on the day of the answer, and honest once they have ended."""

from __future__ import annotations

from datetime import date

import pytest

from catalog.rates import money
from catalog.text import Language, Text
from tests.catalog.small import rates

LAST_YEAR = date(2025, 6, 1)
THIS_YEAR = date(2026, 11, 25)
NEXT_YEAR = date(2027, 1, 1)


def both(wording: str) -> Text:
    return Text(wording, wording)


# -- the value of the day --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (LAST_YEAR, 8000),
        (date(2025, 12, 31), 8000),
        (date(2026, 1, 1), 8647),
        (THIS_YEAR, 8647),
        (NEXT_YEAR, 8647),
        (date(2019, 1, 1), 8000),
    ],
)
def test_a_rate_is_worth_what_held_that_day_or_else_what_held_last(day: date, amount: float) -> None:
    assert rates().amount("minimum_wage", 1, day) == amount


def test_a_multiple_of_a_rate_is_rounded_to_kopiikas() -> None:
    assert rates().amount("minimum_wage", 0.3333, THIS_YEAR) == 2882.05


def test_an_unknown_rate_is_an_error_that_names_it() -> None:
    with pytest.raises(KeyError, match="maximum_wage"):
        rates().amount("maximum_wage", 1, THIS_YEAR)


def test_a_text_with_an_unknown_rate_is_never_shown() -> None:
    with pytest.raises(KeyError, match="maximum_wage"):
        rates().spell_out(both("{maximum_wage}"), THIS_YEAR)


@pytest.mark.parametrize(("day", "ended"), [(THIS_YEAR, False), (date(2026, 12, 31), False), (NEXT_YEAR, True)])
def test_a_value_has_ended_the_day_after_its_last(day: date, ended: bool) -> None:
    assert rates().has_ended("minimum_wage", day) is ended


# -- in a text -------------------------------------------------------------------------------------------------------


def test_a_rate_in_a_text_is_written_as_the_sum_of_that_day_in_each_language() -> None:
    fee = Text(uk="Збір {minimum_wage * 1.5}.", en="The fee is {minimum_wage * 1.5}.")
    written = rates().spell_out(fee, THIS_YEAR)
    assert written.uk.replace("\xa0", " ") == "Збір 12 970,50 грн."
    assert written.en == "The fee is UAH 12,970.50."


@pytest.mark.parametrize("mention", ["{minimum_wage}", "{ minimum_wage }", "{minimum_wage*1}", "{minimum_wage * 1.0}"])
def test_spaces_inside_the_braces_make_no_difference(mention: str) -> None:
    assert rates().spell_out(both(mention), THIS_YEAR).en == "UAH 8,647"


def test_every_rate_in_a_text_is_written_out() -> None:
    written = rates().spell_out(both("from {minimum_wage} to {minimum_wage * 2}"), THIS_YEAR)
    assert written.en == "from UAH 8,647 to UAH 17,294"


def test_a_text_without_rates_comes_back_as_the_same_object() -> None:
    plain = both("no sums here")
    assert rates().spell_out(plain, THIS_YEAR) is plain


def test_a_sum_that_has_ended_is_still_shown_but_says_until_when_it_held() -> None:
    written = rates().spell_out(both("{minimum_wage}"), NEXT_YEAR)
    assert written.en == "UAH 8,647 (held until 31 December 2026)"
    assert written.uk.replace("\xa0", " ") == "8 647 грн (діяло до 31 грудня 2026)"


def test_a_sum_that_holds_carries_no_remark() -> None:
    assert rates().remark("minimum_wage", Language.ENGLISH, THIS_YEAR) == ""


# -- how sums are written --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "ukrainian", "english"),
    [
        (0, "0 грн", "UAH 0"),
        (50000, "50 000 грн", "UAH 50,000"),
        (49.92, "49,92 грн", "UAH 49.92"),
        (1234567.5, "1 234 567,50 грн", "UAH 1,234,567.50"),
        (8647.0, "8 647 грн", "UAH 8,647"),
    ],
)
def test_a_sum_is_written_as_people_write_it(amount: float, ukrainian: str, english: str) -> None:
    assert money(amount, Language.UKRAINIAN).replace("\xa0", " ") == ukrainian
    assert money(amount, Language.ENGLISH) == english


def test_thousands_are_never_torn_apart_at_the_end_of_a_line() -> None:
    number, _, _ = money(50000, Language.UKRAINIAN).rpartition(" ")
    assert number == "50\xa0000"
