"""A day in a short message, in four languages and two alphabets."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.dates import NoSuchDay, read_day, read_lead

#: A Wednesday.
TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5 грудня", (2026, 12, 5)),
        ("нагадай 5-го грудня, будь ласка", (2026, 12, 5)),
        ("1 мая", (2027, 5, 1)),
        ("December 5th", (2026, 12, 5)),
        ("on the 5th of December 2027", (2027, 12, 5)),
        ("05.12.2026", (2026, 12, 5)),
        ("5.12.27", (2027, 12, 5)),
        ("2026-12-05", (2026, 12, 5)),
        ("5 січня", (2027, 1, 5)),
        ("сьогодні", (2026, 11, 25)),
        ("завтра", (2026, 11, 26)),
        ("послезавтра", (2026, 11, 27)),
        ("the day after tomorrow", (2026, 11, 27)),
        ("вчора", (2026, 11, 24)),
        ("тиждень тому", (2026, 11, 18)),
        ("two weeks ago", (2026, 11, 11)),
        ("через тиждень", (2026, 12, 2)),
        ("через два тижні", (2026, 12, 9)),
        ("через 10 дней", (2026, 12, 5)),
        ("cherez tyzhden", (2026, 12, 2)),
        ("in two weeks", (2026, 12, 9)),
        ("in a month", (2026, 12, 25)),
        ("через пару днів", (2026, 11, 27)),
        ("через півроку", (2027, 5, 25)),
        ("у п'ятницю", (2026, 11, 27)),
        ("в среду", (2026, 12, 2)),
        ("on Monday", (2026, 11, 30)),
        ("next week", (2026, 12, 2)),
    ],
)
def test_a_day_is_understood(text: str, day: tuple[int, int, int]) -> None:
    assert read_day(text, TODAY) == date(*day)


@pytest.mark.parametrize(
    "text",
    [
        "скільки коштує паспорт",
        "жінка народила 2 дитину",
        "у червні",
        "колись потім",
        "by mail in person",
        "довідка 5 штук",
        "мені 34 роки",
        "через дорогу",
    ],
)
def test_what_names_no_day_is_none(text: str) -> None:
    assert read_day(text, TODAY) is None


@pytest.mark.parametrize("text", ["31 лютого", "30.02.2027", "31 June", "2026-13-05", "0.12"])
def test_a_day_that_no_calendar_has_is_named(text: str) -> None:
    with pytest.raises(NoSuchDay):
        read_day(text, TODAY)


def test_a_day_that_has_just_passed_is_meant_as_past_not_as_next_year() -> None:
    assert read_day("5 листопада", TODAY) == date(2026, 11, 5)
    assert read_day("5 серпня", TODAY) == date(2027, 8, 5)


def test_the_last_of_a_longer_month_is_the_last_of_a_shorter_one() -> None:
    assert read_day("через місяць", date(2027, 1, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("за тиждень до строку", 7),
        ("за 3 дні до кінця", 3),
        ("за три дня до срока", 3),
        ("a week before", 7),
        ("three days before the deadline", 3),
        ("через тиждень", None),
        ("5 грудня", None),
    ],
)
def test_so_many_days_before_the_deadline(text: str, days: int | None) -> None:
    assert read_lead(text) == days


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_numbers(day: date) -> None:
    assert read_day(f"{day.day:02}.{day.month:02}.{day.year}", TODAY) == day
    assert read_day(day.isoformat(), TODAY) == day


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    try:
        found = read_day(text, TODAY)
    except NoSuchDay:
        return
    assert found is None or abs(found - TODAY) < timedelta(days=366 * 1000)
