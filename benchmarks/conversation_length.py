"""What a message costs as the conversation grows: our store against the one Rasa ships for SQL.

Both run the same model and the same acts on an SQLite file of their own.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain

from actions import knowledge
from actions.knowledge import Knowledge
from benchmarks.messages import message
from bot.assistant import CollectedReplies
from bot.conversations.store import ConversationStore
from bot.conversations.trackers import WorkingTrackerStore
from bot.database import open_database
from bot.locks import QueueingLockStore
from bot.model import load_agent
from catalog.authoring.content import read_content

#: Turns around each mark whose median is given.
WINDOW = 10


@dataclass(frozen=True)
class Growth:
    """Milliseconds a message took early and late in one conversation (medians over a window of turns)."""

    store: str
    early_turn: int
    early_ms: float
    late_turn: int
    late_ms: float

    @property
    def factor(self) -> float:
        return round(self.late_ms / self.early_ms, 2)


def measure(model: Path, turns: int = 400) -> list[Growth]:
    """Run the same conversation on both stores. Rasa's own grows so slow that it is given the same `turns`."""
    known = Knowledge.of(read_content(), date.today())
    knowledge.use(lambda: known)
    with tempfile.TemporaryDirectory() as folder:
        ours = WorkingTrackerStore(ConversationStore(open_database(f"sqlite:///{folder}/ours.db")))
        stock = SQLTrackerStore(Domain.empty(), dialect="sqlite", db=f"{folder}/stock.db")
        return [
            asyncio.run(_run("Signpost's store", model, ours, turns)),
            asyncio.run(_run("Rasa's SQLTrackerStore", model, stock, turns)),
        ]


async def _run(name: str, model: Path, trackers: TrackerStore, turns: int) -> Growth:
    agent = load_agent(model, trackers, QueueingLockStore())
    taken = [await _timed(agent.handle_message, number) for number in range(turns)]
    early, late = 10, turns
    return Growth(name, early, _median(taken, early), late, _median(taken, late))


async def _timed(handle: Callable[[UserMessage], Awaitable[object]], number: int) -> float:
    said = UserMessage(message(number), CollectedReplies(), "test-growth", input_channel="test")
    began = time.perf_counter()
    await handle(said)
    return (time.perf_counter() - began) * 1000


def _median(taken: list[float], turn: int) -> float:
    """The median of the window that ends at this turn."""
    return round(statistics.median(taken[max(0, turn - WINDOW) : turn]), 1)
