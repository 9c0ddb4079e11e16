"""A scenario: a person in a situation, what they answered, and what their list should hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from catalog.authoring.problems import Place
from catalog.conditions import Answers

#: Written as the next question when nothing should be left to ask.
NOTHING_TO_ASK = "nothing"


@dataclass(frozen=True)
class Sum:
    """Hryvnias that the applying steps cost in all: the cheapest way through them and the dearest."""

    least: float
    most: float

    def __str__(self) -> str:
        return f"{self.least:g}" if self.least == self.most else f"{self.least:g} to {self.most:g}"


@dataclass(frozen=True)
class Expected:
    """What the person should get.

    `applies` and `may_apply` are complete: a step named in neither must not be in the list. `never` says of some of
    those that they must not, where that is the point. `order` are pairs: the first stands before the second. `cost` and
    `next_question` are None where the scenario does not say.
    """

    applies: tuple[str, ...]
    may_apply: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    order: tuple[tuple[str, str], ...] = ()
    cost: Sum | None = None
    next_question: str | None = None


@dataclass(frozen=True)
class Scenario:
    """One person. `today` is the day they ask, None for any day; `places` tells the line of each field written."""

    situation: str
    who: str
    answers: Answers
    expected: Expected
    place: Place
    today: date | None = None
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    def place_of(self, name: str) -> Place:
        """The line of the field; the person's own line where the field is left out."""
        return self.places.get(name, self.place)


@dataclass(frozen=True)
class People:
    """All scenarios of one situation: the content of one file."""

    situation: str
    place: Place
    scenarios: tuple[Scenario, ...]
