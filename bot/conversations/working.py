"""The working state: all the next turn needs, whatever the length of the conversation.

Our dialogue lives in slots and its rules look one message back, so the slots and the last few events are enough to
build the tracker that Rasa works on. Stock Rasa replays the whole history for every message.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

#: How many of the latest events go along. One turn makes about eight; the rules look at the last of them.
KEPT_EVENTS = 8
#: What the rules look at. A session start among them would empty the slots again when the tracker is rebuilt.
KEPT_KINDS = (ActionExecuted, BotUttered, UserUttered)


def working_state(tracker: DialogueStateTracker) -> dict[str, Any]:
    """What to keep of the tracker, as JSON: the slots that are set, and the latest events without their bulk."""
    slots = {name: slot.value for name, slot in tracker.slots.items() if slot.value is not None}
    kept = [event for event in tracker.events if isinstance(event, KEPT_KINDS)][-KEPT_EVENTS:]
    return {"slots": slots, "events": [slim(event.as_dict()) for event in kept]}


def slim(event: dict[str, Any]) -> dict[str, Any]:
    """The event without what only the log needs: rankings of a message, cards of a reply."""
    if event.get("event") == "user":
        parsed = event.get("parse_data") or {}
        kept = {key: parsed[key] for key in ("text", "intent", "entities") if key in parsed}
        return {**event, "parse_data": kept, "metadata": {}}
    if event.get("event") == "bot":
        return {**event, "data": {}, "metadata": {}}
    return event


def working_tracker(sender_id: str, state: Mapping[str, Any], domain: Domain) -> DialogueStateTracker:
    """The tracker Rasa works on. Its slots are set by events, so that Rasa's own replay gives the same state."""
    slots: Sequence[Event] = [SlotSet(name, value) for name, value in state.get("slots", {}).items()]
    opening: list[Event] = [ActionExecuted("action_session_start"), SessionStarted(), *slots]
    if not state.get("events"):
        opening.append(ActionExecuted("action_listen"))
    latest = [event for data in state.get("events", []) if (event := Event.from_parameters(dict(data))) is not None]
    return DialogueStateTracker.from_events(sender_id, [*opening, *latest], domain.slots)
