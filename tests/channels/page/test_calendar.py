"""The calendar file: read back by a calendar library, whole days, alarms in the morning, lasting identifiers."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from icalendar import Calendar  # type: ignore[import-untyped]

from channels.page.calendar import as_calendar, entries_of
from channels.page.takeaway import LastDay, Takeaway
from tests.channels.page.takeaways import step, takeaway

MADE_AT = datetime(2026, 11, 25, 12, tzinfo=timezone.utc)
MONTH = LastDay("місяць від дня народження", 30, date(2026, 12, 20), passed=False)
YEAR = LastDay("рік від дня народження", 365, date(2027, 11, 20), passed=False)
WEEK = LastDay("тиждень", 3, date(2026, 11, 23), passed=True)


def written(made: Takeaway) -> bytes:
    return as_calendar(entries_of(made), made, MADE_AT, "signpost.example", "https://signpost.example/guide/x")


@pytest.fixture
def made() -> Takeaway:
    return takeaway(step(1, last_days=(YEAR, WEEK)), step(2, last_days=(MONTH,)), step(3))


def test_the_days_still_to_come_are_whole_days_the_nearest_first(made: Takeaway) -> None:
    calendar = Calendar.from_ical(written(made))

    events = calendar.walk("VEVENT")
    assert [event["DTSTART"].dt for event in events] == [date(2026, 12, 20), date(2027, 11, 20)]
    assert all(event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1) for event in events)
    assert events[0]["SUMMARY"] == "Останній день: Крок номер 2"
    assert "місяць від дня народження" in events[0]["DESCRIPTION"]
    assert "20 листопада 2026" in events[0]["DESCRIPTION"]
    assert calendar["VERSION"] == "2.0"
    assert calendar.errors == []


def test_it_reminds_a_week_and_a_day_before_at_nine_in_the_morning(made: Takeaway) -> None:
    (event, _) = Calendar.from_ical(written(made)).walk("VEVENT")

    midnight = datetime.combine(event["DTSTART"].dt, datetime.min.time())
    alarms = [midnight + alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]
    assert alarms == [datetime(2026, 12, 13, 9), datetime(2026, 12, 19, 9)]


def test_an_entry_keeps_its_identifier_so_that_a_newer_file_replaces_it(made: Takeaway) -> None:
    moved = LastDay(MONTH.term, MONTH.days, date(2026, 12, 22), passed=False)
    later = takeaway(step(2, last_days=(moved,)))

    before, after = (
        {str(one["UID"]): one["DTSTART"].dt for one in Calendar.from_ical(written(file)).walk("VEVENT")}
        for file in (made, later)
    )
    assert before["birth-of-child.step-2.30@signpost.example"] == date(2026, 12, 20)
    assert after == {"birth-of-child.step-2.30@signpost.example": date(2026, 12, 22)}


def test_lines_are_folded_and_end_as_the_standard_wants(made: Takeaway) -> None:
    lines = written(made).split(b"\r\n")

    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
