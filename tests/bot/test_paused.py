"""A paused channel: everyone is told why and where else to turn; nothing they write is kept."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from rasa.core.agent import Agent
from sqlalchemy.engine import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from actions.knowledge import Knowledge
from bot.assistant import SignpostAssistant
from bot.conversations.store import ConversationStore
from bot.conversations.switches import Pause, Switches
from bot.paused import PausedChannels
from bot.status import Status
from channels.conversation import Incoming, TurnStatus
from channels.page.chat import FormChat
from channels.payload import Payload
from channels.reply import NoticeKind
from channels.webchat.api import WebChat
from tests.review.talks import Talk

NOW = 1_795_000_000.0
REASON = Pause("web", "Оновлюємо суми.", "We are updating the sums.", NOW, "Олена")


class Broken:
    """What a paused channel must not need: whatever is asked of it fails."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"a paused channel asked the model for {name}")


@pytest.fixture
def switches(sqlite: Engine) -> Switches:
    found = Switches(sqlite)
    found.pause(REASON)
    return found


@pytest.fixture
def assistant(sqlite: Engine, switches: Switches, known: Knowledge) -> SignpostAssistant:
    store = ConversationStore(sqlite)
    broken: Agent = Broken()  # type: ignore[assignment]
    return SignpostAssistant(broken, store, paused=PausedChannels(switches, store))


def said(text: str, language: str = "uk", conversation: str = "web-1") -> Incoming:
    return Incoming(conversation, "web", text=text, language=language)


async def test_the_reason_and_the_ways_on_are_told_without_the_model(
    assistant: SignpostAssistant, known: Knowledge
) -> None:
    turn = await assistant.respond(said("народила дитину"))

    assert turn.status is TurnStatus.PAUSED
    assert "Оновлюємо суми." in turn.replies[0].text
    for contact in known.catalogue.contacts_for("help"):
        assert contact.title.uk in turn.replies[0].text


async def test_the_reason_is_told_in_the_persons_language(assistant: SignpostAssistant) -> None:
    turn = await assistant.respond(said("I had a baby", "en"))

    assert "We are updating the sums." in turn.replies[0].text


async def test_the_lines_for_danger_to_life_are_always_shown(assistant: SignpostAssistant) -> None:
    turn = await assistant.respond(said("не хочу жити"))

    notices = [one.text for one in turn.replies[0].notices if one.kind is NoticeKind.CRISIS]
    assert len(notices) == 1
    assert "112" in notices[0]
    assert "7333" in notices[0]


async def test_nothing_of_a_message_is_kept(assistant: SignpostAssistant, sqlite: Engine) -> None:
    Talk(sqlite).turn("народила дитину")
    store = ConversationStore(sqlite)
    before = store.messages("web-1")

    await assistant.respond(said("мене звати Парасковія"))

    assert store.messages("web-1") == before


async def test_other_channels_go_on(assistant: SignpostAssistant, switches: Switches, sqlite: Engine) -> None:
    paused = PausedChannels(switches, ConversationStore(sqlite))

    assert paused.answer(Incoming("telegram-1", "telegram", text="привіт")) is None


async def test_a_resumed_channel_answers_at_once(switches: Switches, sqlite: Engine) -> None:
    paused = PausedChannels(switches, ConversationStore(sqlite))

    Switches(sqlite).resume("web")

    assert paused.answer(said("привіт")) is None


async def test_deleting_ones_data_works_all_the_same(assistant: SignpostAssistant, sqlite: Engine) -> None:
    Talk(sqlite).turn("народила дитину")
    offered = await assistant.respond(said("видаліть мої дані"))
    payload = Payload.parse(offered.replies[0].choices[0].payload)

    turn = await assistant.respond(Incoming("web-1", "web", payload=payload))

    assert turn.status is TurnStatus.FORGOTTEN
    assert not ConversationStore(sqlite).exists("web-1")


def test_the_web_chat_opens_and_tells_the_reason(assistant: SignpostAssistant) -> None:
    client = TestClient(Starlette(routes=WebChat(assistant, 100, 100).routes()))

    begun = client.post("/webchat/conversations", json={"language": "uk"}).json()
    authorised = {"Authorization": f"Bearer {begun['token']}"}
    answer = client.post("/webchat/messages", json={"text": "привіт"}, headers=authorised).json()

    assert "Оновлюємо суми." in begun["messages"][0]["text"]
    assert answer["status"] == "paused"
    assert "Оновлюємо суми." in answer["messages"][0]["text"]


def test_the_page_without_scripts_tells_the_reason_every_time(
    assistant: SignpostAssistant, switches: Switches, sqlite: Engine
) -> None:
    client = TestClient(Starlette(routes=FormChat(assistant, 100, 100).routes()))

    def write(text: str) -> str:
        seal = re.search(r'name="seal" value="([^"]*)"', client.get("/chat").text)
        assert seal is not None
        return client.post("/chat", data={"seal": seal[1], "language": "uk", "text": text}).text

    first = write("народила дитину")
    switches.pause(replace(REASON, reason="Ще перевіряємо."))
    second = write("Парасковія")

    assert first.count("Оновлюємо суми.") == 1
    assert second.count("Ще перевіряємо.") == 1
    assert "Парасковія" not in client.get("/chat").text


def test_health_tells_what_is_paused(sqlite: Engine, switches: Switches) -> None:
    class NoAbout:
        def routes(self) -> list[Any]:
            return []

    client = TestClient(Starlette(routes=Status(sqlite, NoAbout()).routes()))  # type: ignore[arg-type]

    paused = client.get("/healthz")
    switches.resume("web")

    assert paused.status_code == 200
    assert paused.json() == {"ok": True, "paused": {"web": {"reason": "Оновлюємо суми.", "since": NOW}}}
    assert client.get("/healthz").json() == {"ok": True}
