"""Rasa's view of the store: a tracker store over the working state and the log."""

from __future__ import annotations

from collections.abc import Iterable

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.conversations.store import ConversationStore
from bot.conversations.working import working_state, working_tracker


class WorkingTrackerStore(TrackerStore):
    """Hands Rasa a small tracker and appends what is new in it when Rasa saves it.

    The cost of a message does not grow with the conversation: nothing here reads the log.
    """

    def __init__(self, store: ConversationStore) -> None:
        super().__init__(Domain.empty(), None)
        self._store = store

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        state = self._store.working(sender_id)
        if state is None:
            return None
        tracker = working_tracker(sender_id, state, self.domain)
        _remember_saved(tracker)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        new = list(tracker.events)[_saved(tracker) :]
        events = [event.as_dict() for event in new]
        self._store.append(tracker.sender_id, events, working_state(tracker))
        _remember_saved(tracker)

    async def exists(self, conversation_id: str) -> bool:
        return self._store.exists(conversation_id)

    async def keys(self) -> Iterable[str]:
        return ()


def _saved(tracker: DialogueStateTracker) -> int:
    """How many of the tracker's events are in the log already, or were only made to carry its slots."""
    return int(getattr(tracker, "_signpost_saved", 0))


def _remember_saved(tracker: DialogueStateTracker) -> None:
    tracker._signpost_saved = len(tracker.events)  # type: ignore[attr-defined]
