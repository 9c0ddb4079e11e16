"""Finding and loading the trained model, and the agent that runs it."""

from __future__ import annotations

from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.model import get_latest_model
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.processor import TurnProcessor
from bot.in_process_actions import InProcessActions
from bot.locks import QueueingLockStore
from bot.second_reader.attach import attach_from_environment


class TurnAgent(Agent):
    """Rasa's agent with the processor of `bot.engine`."""

    processor: TurnProcessor

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        self.processor = TurnProcessor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
        )
        self.domain = self.processor.domain
        self._set_fingerprint(fingerprint)
        self.tracker_store.domain = self.domain
        self.nlg.responses = self.domain.responses

    async def take_turn(self, message: UserMessage) -> DialogueStateTracker:
        """Answer the message, after those of the same conversation that came before; the conversation as it is now."""
        async with self.lock_store.lock(message.sender_id):
            return await self.processor.take_turn(message)


class NoModel(LookupError):
    """No model was trained yet; the message says how to train one."""


def latest_model(models: Path) -> Path:
    """The newest model in the folder. Raises `NoModel`."""
    found = get_latest_model(str(models)) if models.is_dir() else None
    if found is None:
        raise NoModel(f"there is no model in {models}; train one with: signpost train")
    return Path(found)


def load_agent(model: Path, trackers: TrackerStore, locks: QueueingLockStore) -> TurnAgent:
    """Rasa's agent with our conversation store, locks and acts.

    The store is set after the agent is made: Rasa would wrap it in one that falls back to memory when the database
    fails, and a conversation that is silently not kept is worse than an error.
    """
    agent = TurnAgent(lock_store=locks, action_endpoint=InProcessActions())
    agent.tracker_store = trackers
    agent.load_model(model)
    attach_from_environment(agent)
    return agent
