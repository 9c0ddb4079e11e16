"""A whole Signpost in this process: real model, real catalogue, a database of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rasa.core.agent import Agent

from actions.knowledge import Knowledge
from bot.assistant import SignpostAssistant
from bot.conversations.store import ConversationStore
from bot.conversations.trackers import WorkingTrackerStore
from bot.database import open_database
from bot.locks import QueueingLockStore
from bot.model import load_agent


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConversationStore]:
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('assistant') / 'signpost.db'}")
    yield ConversationStore(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def agent(model: Path, store: ConversationStore, known: Knowledge) -> Agent:
    return load_agent(model, WorkingTrackerStore(store), QueueingLockStore())


@pytest.fixture(scope="session")
def assistant(agent: Agent, store: ConversationStore) -> SignpostAssistant:
    return SignpostAssistant(agent, store)


@pytest.fixture
def conversation() -> Callable[[], str]:
    """Ids of conversations that no other test has."""
    import secrets

    return lambda: f"test-{secrets.token_hex(6)}"
