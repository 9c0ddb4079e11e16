"""What a person can take along: their list in full, as frozen data. Pages, messages and calendars are drawn from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from channels.reply import StepCard, Total


@dataclass(frozen=True)
class LastDay:
    """The last day of one term of so many `days`, counted from the day the person named. `term` says it in words."""

    term: str
    days: int
    day: date
    passed: bool


@dataclass(frozen=True)
class Counting:
    """The terms of a step that count from a day only the person knows.

    `since` is that day, None while it was not named; `last_days` are then empty.
    """

    terms: tuple[str, ...]
    since: date | None = None
    last_days: tuple[LastDay, ...] = ()


@dataclass(frozen=True)
class TakeawayStep:
    """One step in full. `find_out` are the questions that decide whether it applies.

    `changed`: it is new, or reads otherwise, since the list was shared.
    """

    card: StepCard
    remark: str | None = None
    notices: tuple[str, ...] = ()
    find_out: tuple[str, ...] = ()
    counting: Counting | None = None
    changed: bool = False


@dataclass(frozen=True)
class AskOption:
    value: str
    title: str
    chosen: bool = False


@dataclass(frozen=True)
class Ask:
    """A question of the form that makes the list more exact."""

    circumstance: str
    text: str
    options: tuple[AskOption, ...]
    why: str | None = None
    multiple: bool = False

    @property
    def is_answered(self) -> bool:
        return any(option.chosen for option in self.options)


@dataclass(frozen=True)
class Takeaway:
    """The whole list of one person for one situation, as of the day it was made.

    `offices` are addresses in lines; `contacts` say whom to turn to when an office refuses.
    """

    situation: str
    language: str
    title: str
    summary: str
    made_on: date
    steps: tuple[TakeawayStep, ...]
    totals: tuple[Total, ...] = ()
    answers: tuple[str, ...] = ()
    questions: tuple[Ask, ...] = ()
    documents: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    not_covered: tuple[str, ...] = ()
    if_refused: str = ""

    @property
    def done(self) -> tuple[str, ...]:
        """The ids of the steps that are ticked off."""
        return tuple(one.card.id for one in self.steps if one.card.status.value == "done")


@dataclass(frozen=True)
class Entry:
    """A situation in the list of all of them."""

    situation: str
    title: str
    summary: str


@dataclass(frozen=True)
class TopicEntries:
    title: str
    entries: tuple[Entry, ...]
