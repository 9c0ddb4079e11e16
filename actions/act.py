"""The frame of every conversational act: from Rasa's tracker to a frozen exchange, and from its outcome back.

An act is a pure function: it is given an `Exchange` and returns an `Outcome`. Everything Rasa wants is done here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import knowledge
from actions.knowledge import Knowledge
from actions.said import Said
from actions.state import DialogueState
from actions.wording import Wording, wording
from catalog.catalogue import Catalogue
from catalog.conditions import Answers
from catalog.plan import Plan
from catalog.situations import Situation
from catalog.text import Language
from channels.conversation import TurnStatus
from channels.plain import as_plain_text
from channels.reply import Notice, NoticeKind, Reply

#: The slot that holds the turn's status; written by every act exactly once.
STATUS_SLOT = "turn_status"
#: The slot by which a judgement of an answer reaches the store; set in the turn of the judgement only.
FEEDBACK_SLOT = "feedback"


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


class Act(Action, ABC):
    """A conversational act. Subclasses set `act_name` and write `perform`."""

    act_name: str

    def name(self) -> str:
        return self.act_name

    @abstractmethod
    def perform(self, exchange: Exchange) -> Outcome:
        """Answer. Must not change anything; what is to be remembered is in the outcome."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        # The acts are what a turn is made of, so the turn can only be known once they are.
        from actions.turn import take_turn

        before = DialogueState.from_slots(tracker.slots)
        said = Said.from_message(tracker.latest_message)
        outcome = take_turn(self, Exchange(said, _in_language(before, said, tracker), knowledge.current()))
        for reply in _finished(outcome, said):
            dispatcher.utter_message(text=as_plain_text(reply), json_message=reply.as_json())
        changed = [
            SlotSet(slot, value) for slot, value in outcome.state.as_slots().items() if value != tracker.slots.get(slot)
        ]
        if outcome.feedback is not None or tracker.slots.get(FEEDBACK_SLOT) is not None:
            changed.append(SlotSet(FEEDBACK_SLOT, outcome.feedback.as_json() if outcome.feedback else None))
        return [*changed, SlotSet(STATUS_SLOT, outcome.status.value)]


def _in_language(state: DialogueState, said: Said, tracker: Tracker) -> DialogueState:
    """The state in the language to answer in: the one chosen, else the one just written, else the channel's."""
    if state.language_chosen:
        return state
    if said.language:
        return replace(state, language=said.language)
    if tracker.slots.get("language") is None and said.channel_language:
        return replace(state, language=Language.of(said.channel_language).value)
    return state


def _finished(outcome: Outcome, said: Said) -> list[Reply]:
    """The replies, marked with their language; if personal data were hidden in the message, the first one says so."""
    language = outcome.state.language
    replies = [replace(reply, language=language) for reply in outcome.replies]
    if said.hidden and replies:
        notice = Notice(NoticeKind.PRIVACY, wording(language).say("privacy.hidden"))
        replies[0] = replace(replies[0], notices=(notice, *replies[0].notices))
    return replies
