"""What every conversational act is: a pure function from an `Exchange` to an `Outcome`.

What Rasa wants of it is done in `actions.rasa_actions`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.knowledge import Knowledge
from actions.said import Said
from actions.state import DialogueState
from actions.wording import Wording, wording
from catalog.catalogue import Catalogue
from catalog.conditions import Answers
from catalog.plan import Plan
from catalog.situations import Situation
from channels.conversation import TurnStatus
from channels.reply import Reply


@dataclass(frozen=True)
class Exchange:
    """One turn as an act sees it: what was said, what is remembered, what is known."""

    said: Said
    state: DialogueState
    knowledge: Knowledge
    #: What the turn before asked about or offered; the state no longer holds it, unless this turn asks or offers anew.
    expected: str | None = None
    offered: tuple[str, ...] = ()

    @property
    def words(self) -> Wording:
        return wording(self.state.language)

    @property
    def catalogue(self) -> Catalogue:
        return self.knowledge.catalogue

    @property
    def today(self) -> date:
        return self.knowledge.today

    def situation(self, state: DialogueState | None = None) -> Situation | None:
        """The situation under discussion; None when there is none, or the catalogue no longer has it."""
        return self.catalogue.situation((state or self.state).situation or "")

    def plan(self, state: DialogueState | None = None) -> Plan | None:
        """The plan for the situation under discussion."""
        state = state or self.state
        situation = self.situation(state)
        if situation is None:
            return None
        return self.knowledge.plan(situation, known_answers(situation, state.given()), state.done())


def known_answers(situation: Situation, answers: Answers) -> Answers:
    """Those of the answers that the catalogue still knows; it may have changed since they were given."""
    known: dict[str, tuple[str, ...]] = {}
    for name, values in answers.items():
        circumstance = situation.circumstance(name)
        if circumstance is not None:
            kept = tuple(value for value in values if value == "unknown" or circumstance.value(value))
            if kept:
                known[name] = kept
    return known


@dataclass(frozen=True)
class Feedback:
    """Whether the latest answer about a situation helped. `helped` is None when only words are added to it."""

    situation: str | None
    helped: bool | None = None
    words: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {"situation": self.situation, "helped": self.helped, "words": self.words}


@dataclass(frozen=True)
class Outcome:
    """What came of an act: the replies in order, how the turn ended, what is remembered now."""

    replies: tuple[Reply, ...]
    status: TurnStatus
    state: DialogueState
    feedback: Feedback | None = None


class Act(ABC):
    """A conversational act. Subclasses set `act_name`, the name it has in Rasa's rules, and write `perform`."""

    act_name: str

    @abstractmethod
    def perform(self, exchange: Exchange) -> Outcome:
        """Answer. Must not change anything; what is to be remembered is in the outcome."""
