"""What a reader wants to see of all conversations: one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from bot.conversations.full_text import Said
from review.judging.vocabulary import Verdict


class Traffic(str, Enum):
    """Whose conversations: those of people, tests, or both."""

    PEOPLE = "people"
    TESTS = "tests"
    ALL = "all"


class Sort(str, Enum):
    """Latest activity first, latest start first, or least confidence first."""

    ACTIVITY = "activity"
    START = "start"
    CONFIDENCE = "confidence"


class Feedback(str, Enum):
    """What the person said of an answer: at least once that it helped, or that it did not, or either."""

    HELPED = "helped"
    NOT_HELPED = "not_helped"
    ANY = "any"


@dataclass(frozen=True)
class Filters:
    """All conditions hold together; what is left at its default does not narrow.

    `since` and `until` are days of the last activity, both included. `statuses`: any turn ended in one of them.
    `least` and `most` bound the lowest confidence of the conversation, in per cent. `unlike`: something was said that
    resembles nothing in training. `unresolved`: the last turn left the person without an answer. `reviewer` and
    `assignee` are numbers of accounts.
    """

    text: str = ""
    said: Said = Said.PERSON
    since: date | None = None
    until: date | None = None
    channel: str = ""
    language: str = ""
    situation: str = ""
    statuses: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    unlike: bool = False
    unresolved: bool = False
    feedback: Feedback | None = None
    verdict: Verdict | None = None
    tag: str = ""
    reviewed: bool | None = None
    reviewer: int | None = None
    assignee: int | None = None
    traffic: Traffic = Traffic.PEOPLE
    sort: Sort = Sort.ACTIVITY
