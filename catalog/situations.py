"""What the catalogue says: life situations, their circumstances and steps.

Names follow the EU's CPSV-AP 3.2 where it has a term: a `Situation` is its Life Event or Business Event, a `Step` a
Public Service as one person meets it, a document an Evidence. What CPSV-AP cannot say, that a step, a paper or a
price depends on the person's circumstances, is the `when` of each item.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from catalog.conditions import ALWAYS, Condition
from catalog.text import Text


class Audience(str, Enum):
    """Whom a situation concerns. It decides between Life Event and Business Event on export."""

    CITIZEN = "citizen"
    BUSINESS = "business"


class ChannelType(str, Enum):
    """How a step can be taken."""

    ONLINE = "online"
    IN_PERSON = "in_person"
    PHONE = "phone"
    POST = "post"


class Confidence(str, Enum):
    """How far the statement may be trusted; `LOW` always names who can confirm it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True)
class Value:
    """One answer to a circumstance.

    `title` is what the button says («Так, одружені»). `phrase` is the same as a clause that fits after "if" and
    after "you said that" («батьки одружені між собою»), so one text serves conditions and the list of answers.
    """

    id: str
    title: Text
    phrase: Text


@dataclass(frozen=True)
class Circumstance:
    """A question whose answer changes the steps."""

    id: str
    question: Text
    values: tuple[Value, ...]
    name: Text
    why: Text | None = None
    ask_when: Condition = ALWAYS
    multiple: bool = False

    def value(self, value_id: str) -> Value | None:
        return next((value for value in self.values if value.id == value_id), None)


@dataclass(frozen=True)
class Interruption:
    """What keeps a channel from working now; `until` is the last day of it, None where nobody knows."""

    text: Text
    until: date | None = None


@dataclass(frozen=True)
class Channel:
    """A way to take the step: a site, an office, a phone.

    `outage` is never authored here: reading the catalogue as of a day sets it from `catalog.outages`.
    """

    type: ChannelType
    title: Text
    url: str | None = None
    when: Condition = ALWAYS
    outage: Interruption | None = None


@dataclass(frozen=True)
class Evidence:
    """A document to bring or upload."""

    title: Text
    when: Condition = ALWAYS


@dataclass(frozen=True)
class Cost:
    """What a step costs, in hryvnias. `amount` is None where no source states it.

    Several costs of one step that hold at once are alternatives (ordinary and urgent), never a sum.
    """

    amount: float | None
    note: Text | None = None
    when: Condition = ALWAYS


@dataclass(frozen=True)
class Duration:
    """How long the office takes. `days` is None where it cannot be counted; `working` says which days."""

    text: Text
    days: int | None = None
    working: bool = False
    when: Condition = ALWAYS


@dataclass(frozen=True)
class Deadline:
    """By when to act. `days` is the time allowed, counted from the event that `text` names; None if not countable."""

    text: Text
    days: int | None = None
    when: Condition = ALWAYS


@dataclass(frozen=True)
class Output:
    """What the person has in hand afterwards."""

    title: Text
    when: Condition = ALWAYS


@dataclass(frozen=True)
class Pitfall:
    """What goes wrong, and how to avoid it."""

    text: Text
    when: Condition = ALWAYS


@dataclass(frozen=True)
class Step:
    """One thing to do, with everything a person needs to do it and to check that we are right.

    `by_oneself`: nobody but the person decides or does it; `authority` says so and is nobody to turn to.
    """

    id: str
    title: Text
    summary: Text
    authority: Text
    sources: tuple[str, ...]
    checked: str
    confidence: Confidence
    when: Condition = ALWAYS
    after: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    optional: bool = False
    services: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    documents: tuple[Evidence, ...] = ()
    cost: tuple[Cost, ...] = ()
    processing_time: tuple[Duration, ...] = ()
    deadline: tuple[Deadline, ...] = ()
    output: tuple[Output, ...] = ()
    eligibility: Text | None = None
    legal_basis: tuple[Text, ...] = ()
    pitfalls: tuple[Pitfall, ...] = ()
    confirm_with: Text | None = None
    by_oneself: bool = False


@dataclass(frozen=True)
class KnownAs:
    """What people call the situation, by language. Search vocabulary: it is matched, never shown."""

    uk: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        return self.uk + self.ru + self.en


@dataclass(frozen=True)
class Situation:
    """A life or business event and everything to do about it."""

    id: str
    title: Text
    summary: Text
    audience: Audience
    topic: str
    known_as: KnownAs
    circumstances: tuple[Circumstance, ...]
    steps: tuple[Step, ...]
    not_covered: tuple[Text, ...] = ()

    def circumstance(self, circumstance_id: str) -> Circumstance | None:
        return next((found for found in self.circumstances if found.id == circumstance_id), None)

    def step(self, step_id: str) -> Step | None:
        return next((found for found in self.steps if found.id == step_id), None)
