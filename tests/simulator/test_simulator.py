"""Made-up people talk to the real program about every situation; every answer must hold what `checks` asks of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from actions.knowledge import Knowledge
from actions.state import DialogueState
from bot.assistant import SignpostAssistant
from bot.conversations.store import ConversationStore
from bot.conversations.trackers import WorkingTrackerStore
from bot.database import open_database
from bot.locks import QueueingLockStore
from bot.model import load_agent
from channels.conversation import Turn, TurnStatus
from channels.reply import Choice, Reply
from tests.simulator.checks import Seen, faults
from tests.simulator.facts import facts_in, known_facts
from tests.simulator.people import Move
from tests.simulator.walk import Simulator, report

SEED = 1
#: Each of the 45 situations comes up three times at least.
TURNS = 2_040


async def test_whoever_talks_every_answer_is_sound(model: Path, known: Knowledge, tmp_path: Path) -> None:
    store = ConversationStore(open_database(f"sqlite:///{tmp_path / 'simulator.db'}"))
    agent = load_agent(model, WorkingTrackerStore(store), QueueingLockStore())
    simulator = Simulator(SignpostAssistant(agent, store), store, known)
    failures = [failure async for failure in simulator.walk(SEED, TURNS)]
    assert not failures, report(failures, simulator.turns)


# -- the checks themselves: each fault is seen -------------------------------------------------------------------------

BUTTON = Choice("Мій список", "list")


@pytest.fixture
def seen(known: Knowledge) -> Seen:
    turn = Turn(TurnStatus.ANSWERED, (Reply("Це безоплатно.", choices=(BUTTON,)),), "uk")
    return Seen(
        Move("скільки"),
        turn,
        DialogueState(),
        DialogueState(),
        known,
        known_facts(known.catalogue),
        frozenset({"guide.money"}),
    )


def with_text(seen: Seen, text: str, language: str = "uk", choices: tuple[Choice, ...] = (BUTTON,)) -> Seen:
    return replace(seen, turn=replace(seen.turn, replies=(Reply(text, choices=choices),), language=language))


def test_a_sound_answer_has_no_fault(seen: Seen) -> None:
    assert list(faults(seen)) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Це коштує 123 456,78 грн.", "not in the catalogue: 123456,78"),
        ("Подайте до 31.02.2027.", "not in the catalogue: 31.02.2027"),
        ("Дивіться https://example.org/made-up", "not in the catalogue: https://example.org/made-up"),
        ("Телефонуйте 0 800 000 000", "not in the catalogue: 0800000000"),
        ("Крок {number} далі", "an unfilled place: {number}"),
        ("guide.money", "the name of a text"),
        (" ", "a reply has no text"),
        ("You need to take this paper with you", "words of another language"),
    ],
)
def test_a_fault_is_seen(seen: Seen, text: str, fault: str) -> None:
    assert any(fault in one for one in faults(with_text(seen, text)))


def test_ukrainian_in_an_english_answer_is_seen(seen: Seen) -> None:
    assert any("another language" in one for one in faults(with_text(seen, "Вам треба взяти цей папір", "en")))


def test_an_answer_that_leads_nowhere_is_seen(seen: Seen) -> None:
    assert "there is no way on" in list(faults(with_text(seen, "Гаразд.", choices=())))


def test_facts_are_found_in_one_spelling() -> None:
    assert list(facts_in("1\u00a0340,21 грн, 0 800 213 103, 01.01.2026")) == ["1340,21", "01.01.2026", "0800213103"]
