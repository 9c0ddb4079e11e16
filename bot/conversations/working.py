"""The working state: all the next turn needs, whatever the length of the conversation.

Our dialogue lives in slots, and its rules look at the latest message only, so the slots are enough to build the tracker
that Rasa works on. Stock Rasa replays the whole history for every message.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker


def working_state(tracker: DialogueStateTracker) -> dict[str, Any]:
    """What to keep of the tracker, as JSON: the slots that are set."""
    return {"slots": {name: slot.value for name, slot in tracker.slots.items() if slot.value is not None}}


def working_tracker(sender_id: str, state: Mapping[str, Any], domain: Domain) -> DialogueStateTracker:
    """The tracker Rasa works on: it listens, and its slots begin with what is remembered.

    Rasa makes several copies of a tracker in each turn by replaying its events. A slot that begins with its value costs
    nothing then, where an event that sets it would be replayed every time.
    """
    remembered = state.get("slots", {})
    slots = [_beginning_with(slot, remembered.get(slot.name)) for slot in domain.slots]
    return DialogueStateTracker.from_events(sender_id, [ActionExecuted(ACTION_LISTEN_NAME)], slots)


def _beginning_with(slot: Slot, value: object) -> Slot:
    if value is None:
        return slot
    begun = copy.copy(slot)
    begun.initial_value = value
    begun.reset()
    return begun
