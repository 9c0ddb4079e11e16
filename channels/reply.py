"""The reply vocabulary: what Signpost says, before any channel decides how it looks.

A reply is frozen data. `text` alone always makes sense, so a channel that knows nothing else can read it out; the rest
lets Telegram draw keyboards and a checklist and the widget draw cards. `as_json` and `from_json` are exact opposites:
replies travel through Rasa as JSON and rest so in the event log.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import cattrs


class StepStatus(str, Enum):
    """Where a step stands for this person."""

    APPLIES = "applies"
    MAY_APPLY = "may_apply"
    DONE = "done"


class NoticeKind(str, Enum):
    """What a remark beside the answer is about."""

    PRIVACY = "privacy"
    CRISIS = "crisis"
    OUTAGE = "outage"
    CONFIRM = "confirm"
    STAFF = "staff"


@dataclass(frozen=True)
class Choice:
    """A button. `payload` is what the channel sends back when it is pressed (see `channels.payload`)."""

    title: str
    payload: str


@dataclass(frozen=True)
class GuideStep:
    """One line of the checklist. `condition` says what a step that may apply depends on."""

    id: str
    number: int
    title: str
    status: StepStatus
    condition: str | None = None
    remark: str | None = None


@dataclass(frozen=True)
class Total:
    """One sum over the whole list: money, time, nearest deadline."""

    kind: str
    label: str
    text: str


@dataclass(frozen=True)
class GivenAnswer:
    """An answer taken into account, with the payload that lets the person change it."""

    circumstance: str
    text: str
    change: Choice


@dataclass(frozen=True)
class Question:
    """A question, with its answers as choices.

    `multiple`: several answers may hold at once. The channel then lets the person mark them and sends one payload with
    the marked values joined by commas (`answer:goods=food,alcohol`); "I do not know" is always an answer by itself.
    """

    circumstance: str
    text: str
    choices: tuple[Choice, ...]
    why: str | None = None
    multiple: bool = False


@dataclass(frozen=True)
class Guide:
    """The personal checklist for one situation."""

    situation: str
    title: str
    steps: tuple[GuideStep, ...]
    totals: tuple[Total, ...] = ()
    answers: tuple[GivenAnswer, ...] = ()
    question: Question | None = None
    not_covered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """A line of a step's section; `url` makes it a link."""

    text: str
    url: str | None = None


@dataclass(frozen=True)
class Section:
    """A part of a step: documents, cost, where … `aspect` is its id, `title` its heading."""

    aspect: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class StepCard:
    """One step in full, or those sections of it that were asked for."""

    situation: str
    id: str
    number: int
    title: str
    summary: str
    status: StepStatus
    sections: tuple[Section, ...]
    sources: tuple[Item, ...]
    checked: str


@dataclass(frozen=True)
class SearchResult:
    """Something in the catalogue that may be meant."""

    title: str
    kind: str
    payload: str | None = None
    detail: str | None = None
    matched_on: str | None = None


@dataclass(frozen=True)
class Notice:
    """A remark that must not be overlooked."""

    kind: NoticeKind
    text: str


@dataclass(frozen=True)
class Reply:
    """One message to the person. `language` is the one it is written in, where known.

    `question` is one put by itself; the one that belongs to a checklist stands in its `guide`.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    question: Question | None = None
    guide: Guide | None = None
    step: StepCard | None = None
    results: tuple[SearchResult, ...] = ()
    notices: tuple[Notice, ...] = ()
    language: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The reply as JSON values, leaving out what is empty."""
        return {key: value for key, value in _converter.unstructure(self).items() if value or key == "text"}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Reply":
        """The reply that `as_json` wrote. Unknown keys are ignored, so that older logs stay readable."""
        return _converter.structure(data, cls)


#: JSON knows no tuples.
_converter = cattrs.Converter(unstruct_collection_overrides={tuple: list})
