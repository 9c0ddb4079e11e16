"""Last days as a calendar file (RFC 5545) that every calendar program imports.

Whole days, not hours: a term ends with its day, wherever the calendar stands. Importing a newer file replaces the
entries of an older one, since an entry keeps its identifier.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event  # type: ignore[import-untyped]

from channels.page.takeaway import Takeaway
from channels.page.words import words

#: So many days before the last day the calendar reminds, at nine in the morning.
REMIND_BEFORE = (7, 1)
MORNING = timedelta(hours=9)


@dataclass(frozen=True)
class CalendarEntry:
    """One last day. `uid` is the same in every file made for this term."""

    uid: str
    day: date
    title: str
    text: str


def entries_of(takeaway: Takeaway) -> tuple[CalendarEntry, ...]:
    """The last days still to come, the nearest first; terms of a step that end on the same day are one entry."""
    found = {entry.uid: entry for entry in _entries(takeaway)}
    return tuple(sorted(found.values(), key=lambda entry: (entry.day, entry.uid)))


def _entries(takeaway: Takeaway) -> Iterator[CalendarEntry]:
    say = words(takeaway.language).say
    for step in takeaway.steps:
        if step.counting is None or step.counting.since is None:
            continue
        for last in step.counting.last_days:
            if last.passed:
                continue
            title = say("calendar_title", title=step.card.title)
            since = words(takeaway.language).day(step.counting.since)
            text = say("calendar_text", term=last.term, since=since, summary=step.card.summary)
            uid = f"{takeaway.situation}.{step.card.id}.{last.days}"
            yield CalendarEntry(uid, last.day, title, text)


def as_calendar(
    entries: Sequence[CalendarEntry], takeaway: Takeaway, made_at: datetime, host: str, address: str | None = None
) -> bytes:
    """The file. `made_at` needs a time zone; `host` makes the identifiers unique; `address` leads to the list."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Signpost//{takeaway.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", takeaway.title)
    for entry in entries:
        calendar.add_component(_event(entry, takeaway.language, made_at, host, address))
    return bytes(calendar.to_ical())


def _event(entry: CalendarEntry, language: str, made_at: datetime, host: str, address: str | None) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{host}")
    event.add("dtstamp", made_at)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", entry.title, parameters={"language": language})
    event.add("description", entry.text, parameters={"language": language})
    event.add("transp", "TRANSPARENT")
    if address is not None:
        event.add("url", address)
    for days in REMIND_BEFORE:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", MORNING - timedelta(days=days))
        event.add_component(alarm)
    return event
