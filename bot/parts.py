"""The parts of a running Signpost, as the program hands them to those that need several."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import Engine

from bot.arrivals import Arrivals
from bot.assistant import SignpostAssistant
from bot.candidates.following import Following
from bot.conversations.outbox import Outbox
from bot.conversations.ownership import Ownership
from bot.conversations.store import ConversationStore
from bot.knowledge_source import CatalogueSource
from bot.locks import QueueingLockStore


@dataclass(frozen=True)
class Parts:
    """The parts of a running Signpost, for those that need more than the web application."""

    engine: Engine
    source: CatalogueSource
    store: ConversationStore
    outbox: Outbox
    ownership: Ownership
    arrivals: Arrivals
    locks: QueueingLockStore
    assistant: SignpostAssistant
    following: Following

    @property
    def model(self) -> Path:
        """The model this worker runs."""
        return self.following.model
