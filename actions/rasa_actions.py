"""The acts as Rasa runs them: from its tracker to a frozen exchange, and from the outcome to its events.

Every act gets one action here, and this is the only place where they are made: both `rasa run actions` and
`bot.in_process_actions` find them by looking for subclasses of `rasa_sdk.Action` in this package.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import knowledge
from actions.act import Act, Exchange, Outcome
from actions.acts import ACTS
from actions.said import Said
from actions.state import DialogueState
from actions.turn import take_turn
from actions.wording import wording
from catalog.text import Language
from channels.plain import as_plain_text
from channels.reply import Notice, NoticeKind, Reply

#: The slot that holds the turn's status; written by every action exactly once.
STATUS_SLOT = "turn_status"
#: The slot by which a judgement of an answer reaches the store; set in the turn of the judgement only.
FEEDBACK_SLOT = "feedback"


class TurnAction(Action, ABC):
    """The action by which Rasa gives an act its turn. Abstract, so that only those of acts are registered."""

    @property
    @abstractmethod
    def act(self) -> Act:
        """The act that Rasa's rule names by this action."""

    def name(self) -> str:
        return self.act.act_name

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        before = DialogueState.from_slots(tracker.slots)
        said = Said.from_message(tracker.latest_message)
        outcome = take_turn(self.act, Exchange(said, _in_language(before, said, tracker), knowledge.current()))
        for reply in _finished(outcome, said):
            dispatcher.utter_message(text=as_plain_text(reply), json_message=reply.as_json())
        return _events(outcome, tracker)


def _events(outcome: Outcome, tracker: Tracker) -> list[dict[str, Any]]:
    """The slots that the outcome changes, and the status, which is set whether it changed or not."""
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


def action_of(act: type[Act]) -> type[TurnAction]:
    """A new kind of action for this act; Rasa makes one of each kind it finds."""
    return type(f"{act.__name__}Action", (TurnAction,), {"act": act(), "__doc__": act.__doc__})


#: Kept here, for a class that nothing holds is gone before Rasa looks for it.
ACTIONS: tuple[type[TurnAction], ...] = tuple(action_of(act) for act in ACTS)
