"""Finding and loading the trained model, and the agent that runs it."""

from __future__ import annotations

from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.tracker_store import TrackerStore
from rasa.model import get_latest_model

from bot.in_process_actions import InProcessActions
from bot.locks import QueueingLockStore
from bot.second_reader.attach import attach_from_environment


class NoModel(LookupError):
    """No model was trained yet; the message says how to train one."""


def latest_model(models: Path) -> Path:
    """The newest model in the folder. Raises `NoModel`."""
    found = get_latest_model(str(models)) if models.is_dir() else None
    if found is None:
        raise NoModel(f"there is no model in {models}; train one with: signpost train")
    return Path(found)


def load_agent(model: Path, trackers: TrackerStore, locks: QueueingLockStore) -> Agent:
    """Rasa's agent with our conversation store, locks and acts.

    The store is set after the agent is made: Rasa would wrap it in one that falls back to memory when the database
    fails, and a conversation that is silently not kept is worse than an error.
    """
    agent = Agent(lock_store=locks, action_endpoint=InProcessActions())
    agent.tracker_store = trackers
    agent.load_model(model)
    attach_from_environment(agent)
    trackers.domain = agent.domain
    return agent
