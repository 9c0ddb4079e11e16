"""When people answer: hours as staff write them, and what follows for a moment of the week."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from sqlalchemy.engine import Engine

from catalog.help_desk import Fault, HelpDesk, HelpDeskError, read_days_off, read_hours, read_wait
from catalog.help_desk_store import HelpDeskStore
from catalog.kyiv import KYIV
from catalog.text import Text

LUNCH = read_hours("9:00–13:00, 14:00–18:00")
DESK = HelpDesk((LUNCH,) * 5 + ((), ()), (date(2026, 12, 25),), 15, Text("Пишіть", "Write"))
NIGHT = HelpDesk((read_hours("00:00-06:00, 22:00-24:00"),) * 7)


def kyiv(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=KYIV)


@pytest.mark.parametrize(
    ("now", "is_open", "opens"),
    [
        (kyiv(25, 8, 59), False, kyiv(25, 9)),
        (kyiv(25, 9), True, kyiv(25, 14)),
        (kyiv(25, 13), False, kyiv(25, 14)),
        (kyiv(27, 18), False, kyiv(30, 9)),
        (kyiv(24, 20, month=12), False, kyiv(28, 9, month=12)),
    ],
)
def test_open_or_when_next(now: datetime, is_open: bool, opens: datetime) -> None:
    assert DESK.is_open(now) is is_open
    assert DESK.opens_next(now) == opens


def test_the_end_of_the_day_is_open_until_midnight() -> None:
    assert NIGHT.is_open(kyiv(25, 23, 59))
    assert NIGHT.is_open(kyiv(26, 0))
    assert not NIGHT.is_open(kyiv(26, 6))


def test_a_desk_without_hours_never_opens() -> None:
    assert HelpDesk(((),) * 7).opens_next(kyiv(25, 9)) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("з 9 до 18", Fault.NOT_A_SPAN),
        ("09:00-25:00", Fault.NO_SUCH_HOUR),
        ("09:60-10:00", Fault.NO_SUCH_HOUR),
        ("18:00-09:00", Fault.BACKWARDS),
        ("09:00-14:00, 13:00-18:00", Fault.OVERLAPPING),
    ],
)
def test_hours_that_cannot_be_are_refused_by_name(text: str, fault: Fault) -> None:
    with pytest.raises(HelpDeskError) as refused:
        read_hours(text)

    assert refused.value.fault is fault
    assert refused.value.found in text


def test_days_off_and_waiting_times_are_checked() -> None:
    assert read_days_off("2026-12-25\n2026-01-01, 2026-12-25") == (date(2026, 1, 1), date(2026, 12, 25))
    assert (read_wait(" 15 "), read_wait("")) == (15, None)
    for wrong in ("Різдво", "2026-02-30"):
        with pytest.raises(HelpDeskError, match=wrong):
            read_days_off(wrong)
    for wrong in ("0", "довго", "99999", "²"):
        with pytest.raises(HelpDeskError):
            read_wait(wrong)
    with pytest.raises(HelpDeskError):
        HelpDesk(((),) * 6)


@pytest.mark.parametrize("desk", [DESK, NIGHT, HelpDesk(((),) * 7)])
def test_the_hours_come_back_from_the_database_as_they_went(sqlite: Engine, desk: HelpDesk) -> None:
    store = HelpDeskStore(sqlite)
    assert store.read() is None

    store.write(DESK)
    store.write(desk)

    assert store.read() == desk
    assert NIGHT.weekly[0][1].closes == time.max
    store.write(None)
    assert store.read() is None
