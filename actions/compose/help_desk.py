"""When people answer in Signpost itself, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from babel.dates import format_datetime, get_day_names

from actions.wording import Wording
from catalog.help_desk import HelpDesk, Hours
from catalog.kyiv import KYIV


def availability(desk: HelpDesk, now: datetime, words: Wording) -> str:
    """Whether somebody is there, when to expect an answer, and the hours."""
    return " ".join(_sentences(desk, now, words))


def _sentences(desk: HelpDesk, now: datetime, words: Wording) -> Iterator[str]:
    opens = desk.opens_next(now)
    if desk.is_open(now):
        if desk.answers_within is None:
            yield words.say("human.called")
        else:
            yield words.say("human.called_within", n=desk.answers_within)
    elif opens is not None:
        yield words.say("human.closed", when=moment(opens, words))
    else:
        yield words.say("human.closed_for_long")
    hours = weekly_hours(desk, words)
    if hours:
        yield words.say("human.hours", hours=hours)
    if desk.remark is not None:
        yield words.of(desk.remark)


def moment(at: datetime, words: Wording) -> str:
    """A day and an hour in Kyiv: «понеділок, 30 листопада, 09:00»."""
    return str(format_datetime(at.astimezone(KYIV), "EEEE, d MMMM, HH:mm", locale=words.language.value, tzinfo=KYIV))


def weekly_hours(desk: HelpDesk, words: Wording) -> str:
    """The week, with neighbouring days of the same hours together: «пн–пт 09:00–18:00»."""
    names = get_day_names("abbreviated", locale=words.language.value)
    parts = []
    for hours, days in groupby(enumerate(desk.weekly), key=lambda pair: pair[1]):
        numbers = [number for number, _ in days]
        if hours:
            first, last = names[numbers[0]], names[numbers[-1]]
            span = first if len(numbers) == 1 else f"{first}–{last}"
            parts.append(f"{span} {_in_words(hours)}")
    return "; ".join(parts)


def _in_words(hours: Hours) -> str:
    return ", ".join(str(span).replace("-", "–") for span in hours)
