"""While staff have a conversation the assistant keeps quiet, but for what cannot wait."""

from __future__ import annotations

import secrets
import time

import pytest
from rasa.core.agent import Agent
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.assistant import SignpostAssistant
from bot.conversations.models import ConversationTurn
from bot.conversations.ownership import Owner, Ownership
from bot.conversations.store import ConversationStore
from bot.live_help import LiveHelp, asks_for_assistant
from channels.conversation import Author, Incoming, TurnStatus
from channels.payload import Payload
from channels.reply import NoticeKind

OLENA = 1


@pytest.fixture
def engine(store: ConversationStore) -> Engine:
    return store._engine


@pytest.fixture
def ownership(engine: Engine) -> Ownership:
    return Ownership(engine)


@pytest.fixture
def assistant(agent: Agent, store: ConversationStore, ownership: Ownership) -> SignpostAssistant:
    return SignpostAssistant(agent, store, LiveHelp(agent, store, ownership))


@pytest.fixture
async def taken(assistant: SignpostAssistant, ownership: Ownership) -> str:
    """A conversation that Olena has taken over."""
    who = f"test-{secrets.token_hex(6)}"
    await assistant.begin(who, "test", "uk")
    ownership.take_over(who, OLENA, "Олена", time.time())
    return who


def wrote(who: str, text: str) -> Incoming:
    return Incoming(who, "test", text=text)


def pressed(who: str, payload: str) -> Incoming:
    return Incoming(who, "test", text="кнопка", payload=Payload.parse(payload))


def owner(ownership: Ownership, who: str) -> Owner:
    return ownership.of(who, time.time()).owner


async def test_asking_for_a_person_puts_the_conversation_into_the_queue(
    assistant: SignpostAssistant, ownership: Ownership
) -> None:
    who = f"test-{secrets.token_hex(6)}"
    turn = await assistant.respond(pressed(who, "human"))

    assert turn.status is TurnStatus.HANDED_OVER
    assert owner(ownership, who) is Owner.WAITING
    # While one waits, the assistant goes on helping.
    assert (await assistant.respond(wrote(who, "народилася дитина, які документи?"))).replies[0].text
    assert owner(ownership, who) is Owner.WAITING


async def test_the_person_is_told_once_and_then_the_assistant_is_silent(
    assistant: SignpostAssistant, store: ConversationStore, engine: Engine, taken: str
) -> None:
    first = await assistant.respond(wrote(taken, "мені відмовили у виплаті"))
    second = await assistant.respond(wrote(taken, "телефонуйте мені 067 123 45 67"))

    assert [first.status, second.status] == [TurnStatus.WITH_STAFF] * 2
    assert "відповідає людина" in first.replies[0].text
    assert second.replies == ()
    said = [one.reply.text for one in store.messages(taken) if one.author is Author.PERSON]
    assert said == ["мені відмовили у виплаті", "телефонуйте мені [phone]"]
    with Session(engine) as session:
        turns = session.scalars(select(ConversationTurn).where(ConversationTurn.conversation_id == taken)).all()
    assert [turn.status for turn in turns if turn.text != "/begin"] == ["with_staff"] * 2


async def test_danger_is_answered_at_once_whoever_has_the_conversation(
    assistant: SignpostAssistant, ownership: Ownership, taken: str
) -> None:
    turn = await assistant.respond(wrote(taken, "я не хочу жити, хочу покінчити з собою"))

    assert turn.status is TurnStatus.CRISIS
    assert turn.replies[0].notices[0].kind is NoticeKind.CRISIS
    assert owner(ownership, taken) is Owner.STAFF


async def test_whoever_wants_to_be_forgotten_is(assistant: SignpostAssistant, taken: str) -> None:
    asked = await assistant.respond(wrote(taken, "видаліть мої дані"))
    assert "forget:confirm" in {choice.payload for choice in asked.replies[0].choices}

    assert (await assistant.respond(pressed(taken, "forget:confirm"))).status is TurnStatus.FORGOTTEN
    assert not await assistant.exists(taken)


@pytest.mark.parametrize(
    "way", [wrote("", "до помічника"), wrote("", "Back to the assistant!"), pressed("", "assistant")]
)
async def test_the_person_can_go_back_to_the_assistant(
    assistant: SignpostAssistant, ownership: Ownership, taken: str, way: Incoming
) -> None:
    turn = await assistant.respond(Incoming(taken, "test", way.text, way.payload))

    assert turn.status is TurnStatus.ANSWERED
    assert owner(ownership, taken) is Owner.BOT
    assert (await assistant.respond(wrote(taken, "вкрали паспорт"))).replies[0].guide is not None


async def test_buttons_say_why_they_rest(assistant: SignpostAssistant, taken: str) -> None:
    for _ in range(2):
        turn = await assistant.respond(pressed(taken, "situation:marriage"))
        assert turn.status is TurnStatus.WITH_STAFF
        assert [choice.payload for choice in turn.replies[0].choices] == ["assistant"]

    begun = await assistant.begin(taken, "test", "uk")
    assert begun.status is TurnStatus.WITH_STAFF


async def test_what_was_remembered_is_still_there_afterwards(
    assistant: SignpostAssistant, ownership: Ownership, store: ConversationStore
) -> None:
    who = f"test-{secrets.token_hex(6)}"
    await assistant.respond(pressed(who, "situation:lost-documents"))
    ownership.take_over(who, OLENA, "Олена", time.time())
    await assistant.respond(wrote(who, "чекаю на вашу відповідь"))
    ownership.hand_back(who, OLENA, time.time())

    turn = await assistant.respond(pressed(who, "list"))

    assert turn.replies[0].guide is not None
    assert turn.replies[0].guide.situation == "lost-documents"


@pytest.mark.parametrize(
    ("text", "back"),
    [("До помічника", True), ("k botu", False), ("назад до бота.", True), ("помічник мені не допоміг", False)],
)
def test_only_the_very_words_bring_the_assistant_back(text: str, back: bool) -> None:
    assert asks_for_assistant(text) is back
