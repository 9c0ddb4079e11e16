"""Rasa's tracker is rebuilt from the working state: the same state, at a size that does not grow."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered
from sqlalchemy.engine import Engine

from bot.conversations.store import ConversationStore
from bot.conversations.trackers import WorkingTrackerStore
from bot.settings import PROJECT

WHO = "test-1"


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(Path(PROJECT) / "domain.yml"))


def trackers(engine: Engine, domain: Domain) -> WorkingTrackerStore:
    store = WorkingTrackerStore(ConversationStore(engine))
    store.domain = domain
    return store


async def talk(store: WorkingTrackerStore, turns: int) -> None:
    for number in range(turns):
        tracker = await store.get_or_create_tracker(WHO)
        tracker.update_with_events(
            [
                UserUttered(f"повідомлення {number}", {"name": "greet", "confidence": 1.0}),
                ActionExecuted("action_greet"),
                SlotSet("answers", {"marriage": {"way": [f"value_{number}"]}}),
                BotUttered(f"відповідь {number}"),
                ActionExecuted("action_listen"),
            ],
            store.domain,
        )
        await store.save(tracker)


async def test_slots_survive_and_the_tracker_stays_small(sqlite: Engine, domain: Domain) -> None:
    store = trackers(sqlite, domain)
    await talk(store, turns=40)

    tracker = await store.retrieve(WHO)

    assert tracker is not None
    assert tracker.get_slot("answers") == {"marriage": {"way": ["value_39"]}}
    assert len(tracker.events) == 1


async def test_slots_survive_the_copies_rasa_makes_of_a_tracker(sqlite: Engine, domain: Domain) -> None:
    store = trackers(sqlite, domain)
    await talk(store, turns=2)
    tracker = await store.retrieve(WHO)
    assert tracker is not None

    tracker.update(SlotSet("situation", "marriage"), domain)
    copied = tracker.copy()

    assert copied.get_slot("answers") == {"marriage": {"way": ["value_1"]}}
    assert copied.get_slot("situation") == "marriage"


async def test_a_slot_that_was_emptied_stays_empty(sqlite: Engine, domain: Domain) -> None:
    store = trackers(sqlite, domain)
    await talk(store, turns=1)
    tracker = await store.retrieve(WHO)
    assert tracker is not None
    tracker.update(SlotSet("answers", None), domain)
    await store.save(tracker)

    found = await store.retrieve(WHO)

    assert found is not None
    assert found.copy().get_slot("answers") is None


async def test_a_remembered_slot_of_one_conversation_does_not_reach_another(sqlite: Engine, domain: Domain) -> None:
    store = trackers(sqlite, domain)
    await talk(store, turns=1)
    await store.retrieve(WHO)

    other = await store.get_or_create_tracker("test-2")

    assert other.get_slot("answers") is None


async def test_a_session_start_does_not_empty_the_slots(sqlite: Engine, domain: Domain) -> None:
    store = trackers(sqlite, domain)
    tracker = await store.get_or_create_tracker(WHO)
    tracker.update_with_events(
        [ActionExecuted("action_session_start"), SessionStarted(), SlotSet("situation", "marriage")], domain
    )
    await store.save(tracker)

    found = await store.retrieve(WHO)

    assert found is not None
    assert found.get_slot("situation") == "marriage"


async def test_every_event_is_logged_once_however_often_rasa_saves(sqlite: Engine, domain: Domain) -> None:
    store = trackers(sqlite, domain)
    await talk(store, turns=3)
    tracker = await store.retrieve(WHO)
    assert tracker is not None

    await store.save(tracker)
    await store.save(tracker)

    said = [message.reply.text for message in ConversationStore(sqlite).messages(WHO)]
    assert said == ["відповідь 0", "відповідь 1", "відповідь 2"]


async def test_an_unknown_conversation_has_no_tracker(sqlite: Engine, domain: Domain) -> None:
    store = trackers(sqlite, domain)

    assert await store.retrieve("test-unknown") is None
    assert not await store.exists("test-unknown")
