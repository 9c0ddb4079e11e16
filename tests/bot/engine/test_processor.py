"""Our processor and Rasa's give the same turns: the same acts, the same slots, the same replies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker

from actions.knowledge import Knowledge
from bot.assistant import CollectedReplies
from bot.engine.processor import TurnProcessor, fills_slots
from bot.in_process_actions import InProcessActions
from bot.locks import QueueingLockStore
from bot.model import TurnAgent

WHO = "test-engine"
TALK = (
    "/begin",
    "жінка народила, ми не розписані",
    "вдома",
    "а скільки коштує?",
    "/next_step",
    "яка завтра погода",
    "щось геть незрозуміле ыыы",
    "вкрали паспорт у маршрутці",
    "/start_again",
    "дякую",
)


def agent_of(kind: type[Agent], model: Path) -> Agent:
    agent = kind(lock_store=QueueingLockStore(), action_endpoint=InProcessActions())
    agent.tracker_store = InMemoryTrackerStore(Domain.empty())
    agent.load_model(model)
    return agent


async def turn(agent: Agent, text: str) -> tuple[list[str], dict[str, Any], list[Any]]:
    """The acts of the turn, the slots after it, and its replies."""
    output = CollectedReplies()
    await agent.handle_message(UserMessage(text, output, WHO, metadata={"language": "uk"}))
    tracker = await agent.tracker_store.retrieve(WHO)
    assert tracker is not None
    acts = [event.action_name for event in tracker.events if isinstance(event, ActionExecuted)]
    return acts, tracker.current_slot_values(), output.replies


async def test_a_conversation_goes_as_with_rasas_own_processor(model: Path, known: Knowledge) -> None:
    ours, stock = agent_of(TurnAgent, model), agent_of(Agent, model)
    assert isinstance(ours.processor, TurnProcessor)
    assert type(stock.processor) is MessageProcessor

    for text in TALK:
        assert await turn(ours, text) == await turn(stock, text), text


async def test_a_turn_ends_listening_and_hands_back_the_conversation(model: Path, known: Knowledge) -> None:
    agent = agent_of(TurnAgent, model)
    assert isinstance(agent, TurnAgent)
    output = CollectedReplies()

    tracker = await agent.take_turn(UserMessage("вкрали паспорт", output, WHO, metadata={"language": "uk"}))

    assert isinstance(tracker, DialogueStateTracker)
    assert tracker.latest_action_name == "action_listen"
    assert tracker.get_slot("situation") == "lost-documents"
    assert output.replies


@pytest.mark.parametrize(
    ("mapping", "fills"),
    [
        ({"type": "custom"}, False),
        ({"type": "custom", "action": "action_fill"}, True),
        ({"type": "from_text"}, True),
    ],
)
def test_slots_that_rasa_is_to_fill_are_noticed(mapping: dict[str, str], fills: bool) -> None:
    slots = {"place": {"type": "text", "mappings": [mapping]}}

    assert fills_slots(Domain.from_dict({"slots": slots, "actions": ["action_fill"]})) is fills
