"""Which list a page was asked for: answers, ticks and days from its address, checked against the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from catalog.conditions import DONT_KNOW, Answers
from catalog.situations import Circumstance, Situation

#: Names in an address that are no circumstance.
DONE, SINCE, PLACE, LIST, LANGUAGE = "done", "from-", "offices-in", "list", "language"
#: Days a term may count from, in years before and after today.
YEARS = 10
LONGEST_PLACE = 80

Pairs = Sequence[tuple[str, str]]


@dataclass
class BadWish(ValueError):
    """The address asks for what there is not: which kind of thing, what was found, what is allowed."""

    kind: str
    found: str
    allowed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wish:
    """`since` names, by step, the day its terms count from."""

    answers: Answers
    done: tuple[str, ...] = ()
    since: Mapping[str, date] = field(default_factory=dict)
    place: str = ""


def wish_of(pairs: Pairs, situation: Situation, today: date) -> Wish:
    """The wish in an address. Names that are not ours are passed over: sites add theirs when they link.

    Raises `BadWish` for an answer, a step or a day that there is not.
    """
    told = [(name, value) for name, value in pairs if value]
    answers = {
        one.id: _answer(one, [value for name, value in told if name == one.id]) for one in situation.circumstances
    }
    done = tuple(dict.fromkeys(_step(value, situation) for name, value in told if name == DONE))
    since = {
        _step(name.removeprefix(SINCE), situation): _day(value, today) for name, value in told if name.startswith(SINCE)
    }
    place = next((value for name, value in told if name == PLACE), "").strip()[:LONGEST_PLACE]
    return Wish({name: values for name, values in answers.items() if values}, done, since, place)


def _answer(circumstance: Circumstance, given: Sequence[str]) -> tuple[str, ...]:
    """The values given for the circumstance, whether each by itself or joined by commas."""
    values = tuple(dict.fromkeys(value for text in given for value in text.split(",")))
    allowed = [*(one.id for one in circumstance.values), DONT_KNOW]
    unknown = next((value for value in values if value not in allowed), None)
    if unknown is not None:
        raise BadWish("answer", f"{circumstance.id}={unknown}", {"allowed": ", ".join(allowed)})
    if len(values) > 1 and (not circumstance.multiple or DONT_KNOW in values):
        raise BadWish("answer", f"{circumstance.id}={','.join(values)}", {"allowed": " / ".join(allowed)})
    return values


def _step(step: str, situation: Situation) -> str:
    if situation.step(step) is None:
        raise BadWish("step", step[:LONGEST_PLACE])
    return step


def _day(text: str, today: date) -> date:
    least, most = (today.replace(year=today.year + years, day=1) for years in (-YEARS, YEARS))
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or not least <= day <= most:
        allowed = {"least": least.isoformat(), "most": most.isoformat(), "example": today.isoformat()}
        raise BadWish("date", text[:LONGEST_PLACE], allowed)
    return day
