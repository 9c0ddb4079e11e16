"""The web chat over HTTP, against a scripted assistant. Every answer is held against openapi.json."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from channels.conversation import MAX_TEXT, Incoming, Turn, TurnStatus
from channels.payload import Payload
from channels.reply import Reply
from channels.webchat import api
from channels.webchat.api import WebChat
from channels.webchat.requests import MAX_BODY
from channels.webchat.tokens import TOKEN, conversation_of
from tests.channels.replies import FULL
from tests.channels.scripted_assistant import GREETING, ScriptedAssistant
from tests.channels.serving import eventually, serving
from tests.channels.webchat.description import conforms

#: Of the right form, but never given out.
FORGED = "Zm9yZ2VkLWZvcmdlZC1mb3JnZWQtZm9yZ2VkLWZvcmd"
CONVERSATIONS, MESSAGES, STREAM = "/webchat/conversations", "/webchat/messages", "/webchat/stream"


def web_chat(assistant: ScriptedAssistant, messages: int = 1000, conversations: int = 1000) -> Starlette:
    return Starlette(routes=WebChat(assistant, messages, conversations).routes())


class Person:
    """Somebody with a browser. What they are answered is checked against the description of the interface."""

    def __init__(self, app: Starlette) -> None:
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://signpost")
        self.token = ""

    @property
    def conversation(self) -> str:
        return conversation_of(self.token) or ""

    async def ask(self, method: str, path: str, **request: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers.update(request.pop("headers", {}))
        response = await self.http.request(method, path, headers=headers, **request)
        conforms(response, method, path.partition("?")[0])
        return response

    async def begin(self, language: str = "uk") -> dict[str, Any]:
        response = await self.ask("POST", CONVERSATIONS, json={"language": language})
        assert response.status_code == 201
        self.token = response.json()["token"]
        return dict(response.json())

    async def say(self, text: str, **request: Any) -> httpx.Response:
        return await self.ask("POST", MESSAGES, json={"text": text}, **request)

    async def press(self, payload: str, title: str | None = None) -> httpx.Response:
        return await self.ask("POST", MESSAGES, json={"payload": payload, **({"title": title} if title else {})})

    async def history(self, query: str = "") -> list[dict[str, Any]]:
        response = await self.ask("GET", f"{MESSAGES}{query}")
        assert response.status_code == 200
        return list(response.json()["messages"])


@pytest.fixture
def assistant() -> ScriptedAssistant:
    return ScriptedAssistant()


@pytest.fixture
async def person(assistant: ScriptedAssistant) -> AsyncIterator[Person]:
    person = Person(web_chat(assistant))
    await person.begin()
    yield person
    await person.http.aclose()


# -- what goes well ---------------------------------------------------------------------------------------------------


async def test_a_conversation_begins_with_a_token_and_a_greeting(assistant: ScriptedAssistant) -> None:
    person = Person(web_chat(assistant))
    begun = await person.begin("en")
    assert set(begun) == {"token", "messages"}
    (greeting,) = begun["messages"]
    assert (greeting["text"], greeting["author"]) == (GREETING.text, "assistant")
    assert assistant.begun == [(conversation_of(begun["token"]), "web", "en")]


async def test_without_a_body_the_conversation_begins_in_ukrainian(assistant: ScriptedAssistant) -> None:
    response = await Person(web_chat(assistant)).ask("POST", CONVERSATIONS)
    assert response.status_code == 201
    assert assistant.begun[0][2] == "uk"


async def test_a_message_is_answered_at_once(person: Person, assistant: ScriptedAssistant) -> None:
    assistant.script = [Turn(TurnStatus.CLARIFIED, (Reply("Перше"), FULL), "uk")]
    response = await person.say("народилася дитина")
    assert response.status_code == 200
    answer = response.json()
    assert (answer["status"], answer["language"]) == ("clarified", "uk")
    first, full = answer["messages"]
    assert first["text"] == "Перше"
    assert Reply.from_json(full) == FULL
    assert answer["last_id"] == full["id"]


async def test_the_answer_holds_no_echo_of_the_question(person: Person) -> None:
    messages = (await person.say("привіт")).json()["messages"]
    assert [message["author"] for message in messages] == ["assistant"]


async def test_the_assistant_is_handed_exactly_what_was_said(person: Person, assistant: ScriptedAssistant) -> None:
    await person.say("вкрали паспорт")
    await person.press("step:register-birth", "Крок 1")
    await person.press("list")
    assert assistant.incoming == [
        Incoming(person.conversation, "web", "вкрали паспорт", None),
        Incoming(person.conversation, "web", "Крок 1", Payload("step", "register-birth")),
        Incoming(person.conversation, "web", None, Payload("list")),
    ]


@pytest.mark.parametrize(
    "text", ["Ґанок, їжак, 'є' — «щось»…", "об’єднання\nдва рядки\tтаб", "🏠🔥 дім", "e\u0301 é", " пробіл "]
)
async def test_every_letter_survives_the_way_there_and_back(
    person: Person, assistant: ScriptedAssistant, text: str
) -> None:
    assistant.script = [Turn(TurnStatus.ANSWERED, (Reply(text),), "uk")]
    response = await person.say(text)
    assert assistant.incoming[0].text == text
    assert response.json()["messages"][0]["text"] == text
    assert json.dumps(text, ensure_ascii=False).encode() in response.content, "as letters, not as escapes"
    assert "charset" not in response.headers["content-type"] or "utf-8" in response.headers["content-type"]


async def test_an_answer_that_was_not_stored_is_shown_all_the_same(
    person: Person, assistant: ScriptedAssistant
) -> None:
    assistant.script = [Turn(TurnStatus.FORGOTTEN, (Reply("Усе видалено."),), "uk")]
    answer = (await person.press("forget:confirm")).json()
    assert answer["status"] == "forgotten"
    assert [message["text"] for message in answer["messages"]] == ["Усе видалено."]
    assert (await person.say("агов")).status_code == 401


async def test_the_history_tells_both_sides_in_order(person: Person) -> None:
    await person.say("перше")
    await person.say("друге")
    messages = await person.history()
    assert [(one["author"], one["text"]) for one in messages] == [
        ("assistant", GREETING.text),
        ("person", "перше"),
        ("assistant", "Ви сказали: перше"),
        ("person", "друге"),
        ("assistant", "Ви сказали: друге"),
    ]
    assert [one["id"] for one in messages] == sorted({one["id"] for one in messages})


async def test_after_a_break_only_what_was_missed_is_told(person: Person) -> None:
    known = (await person.say("перше")).json()["last_id"]
    await person.say("друге")
    assert [one["text"] for one in await person.history(f"?after={known}")] == ["друге", "Ви сказали: друге"]
    assert await person.history("?after=999999") == []


async def test_nobody_reads_the_conversation_of_another(assistant: ScriptedAssistant) -> None:
    app = web_chat(assistant)
    one, other = Person(app), Person(app)
    await one.begin()
    await other.begin()
    await one.say("моя таємниця")
    assert "моя таємниця" not in [message["text"] for message in await other.history()]


async def test_answers_are_not_kept_by_caches(person: Person) -> None:
    for response in (await person.say("привіт"), await person.ask("GET", MESSAGES)):
        assert response.headers["cache-control"] == "no-store"


async def test_a_message_sent_again_with_its_key_is_said_once(person: Person, assistant: ScriptedAssistant) -> None:
    key = {"Idempotency-Key": "mark-0001"}
    first, again = await person.say("привіт", headers=key), await person.say("привіт", headers=key)
    assert first.content == again.content
    assert len(assistant.incoming) == 1


# -- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{}", b"{", b"[]", b"null", b"\xff", b"[" * 9000, b'{"text": ""}', b'{"text": "  "}', b'{"text": 1}',
        b'{"text": "\\ud800"}', b'{"text": "a", "payload": "list"}', b'{"payload": "fly:away"}', b'{"payload": 1}',
        b'{"payload": "list", "title": ""}',
    ],
)  # fmt: skip
async def test_a_malformed_message_is_400_and_reaches_nobody(
    person: Person, assistant: ScriptedAssistant, body: bytes
) -> None:
    response = await person.ask("POST", MESSAGES, content=body)
    assert response.status_code == 400
    assert response.json()["error"]
    assert assistant.incoming == []


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"language": "ru"}', b'{"language": null}', b"\xff"])
async def test_a_malformed_beginning_is_400_and_begins_nothing(assistant: ScriptedAssistant, body: bytes) -> None:
    response = await Person(web_chat(assistant)).ask("POST", CONVERSATIONS, content=body)
    assert response.status_code == 400
    assert assistant.begun == []


@pytest.mark.parametrize("path", [MESSAGES, STREAM])
async def test_an_after_that_is_no_number_is_400(person: Person, path: str) -> None:
    response = await person.ask("GET", f"{path}?after=%C2%B2")
    assert (response.status_code, response.json()) == (400, {"error": "after_is_not_a_number"})


async def test_a_key_that_cannot_be_one_is_400(person: Person, assistant: ScriptedAssistant) -> None:
    assert (await person.say("привіт", headers={"Idempotency-Key": "!"})).status_code == 400
    assert assistant.incoming == []


@pytest.mark.parametrize(
    "authorization",
    [
        None, "", "Bearer", "Bearer ", "Bearer x", f"Bearer {FORGED}", f"Basic {FORGED}", FORGED, "Bearer ../../etc",
        "Bearer null",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("method", "path"), [("POST", MESSAGES), ("GET", MESSAGES), ("GET", STREAM), ("DELETE", CONVERSATIONS)]
)
async def test_an_absent_or_unknown_token_is_401(
    person: Person, assistant: ScriptedAssistant, method: str, path: str, authorization: str | None
) -> None:
    token, person.token = person.token, ""
    headers = {"Authorization": authorization} if authorization is not None else {}
    content = b'{"text": "hi"}' if method == "POST" else None
    response = await person.ask(method, path, headers=headers, content=content)
    assert (response.status_code, response.json()) == (401, {"error": "unknown_token"})
    assert response.headers["www-authenticate"] == "Bearer"
    assert assistant.incoming == []
    person.token = token
    assert len(await person.history()) == 1, "nothing was lost"


def test_the_forged_token_looks_like_a_real_one() -> None:
    assert TOKEN.fullmatch(FORGED)


async def test_the_id_of_a_conversation_is_no_token(person: Person) -> None:
    response = await person.ask("GET", MESSAGES, headers={"Authorization": f"Bearer {person.conversation}"})
    assert response.status_code == 401


async def test_a_text_that_is_too_long_is_413(person: Person, assistant: ScriptedAssistant) -> None:
    assert (await person.say("ї" * MAX_TEXT)).status_code == 200
    response = await person.say("ї" * (MAX_TEXT + 1))
    assert (response.status_code, response.json()) == (413, {"error": "too_long"})
    assert len(assistant.incoming) == 1


@pytest.mark.parametrize("path", [MESSAGES, CONVERSATIONS])
async def test_a_body_that_is_too_long_is_413(person: Person, path: str) -> None:
    response = await person.ask("POST", path, content=b" " * (MAX_BODY + 1))
    assert (response.status_code, response.json()) == (413, {"error": "too_long"})


async def test_who_writes_too_fast_is_told_when_to_go_on(assistant: ScriptedAssistant) -> None:
    person = Person(web_chat(assistant, messages=2))
    await person.begin()
    assert [(await person.say("раз")).status_code for _ in range(3)] == [200, 200, 429]
    refused = await person.say("ще")
    assert refused.json() == {"error": "too_fast"}
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert len(assistant.incoming) == 2
    assert len(await person.history()) == 5, "nothing was lost, and reading is allowed"


async def test_one_person_writing_too_fast_does_not_stop_another(assistant: ScriptedAssistant) -> None:
    app = web_chat(assistant, messages=1)
    one, other = Person(app), Person(app)
    await one.begin()
    await other.begin()
    assert [(await one.say("раз")).status_code for _ in range(2)] == [200, 429]
    assert (await other.say("раз")).status_code == 200


async def test_malformed_messages_do_not_use_up_the_allowance(assistant: ScriptedAssistant) -> None:
    person = Person(web_chat(assistant, messages=1))
    await person.begin()
    for _ in range(3):
        assert (await person.ask("POST", MESSAGES, content=b"{")).status_code == 400
    assert (await person.say("раз")).status_code == 200


async def test_conversations_are_not_begun_without_end(assistant: ScriptedAssistant) -> None:
    person = Person(web_chat(assistant, conversations=1))
    await person.begin()
    response = await person.ask("POST", CONVERSATIONS, json={})
    assert response.status_code == 429
    assert int(response.headers["retry-after"]) >= 1
    assert len(assistant.begun) == 1


async def test_what_is_forgotten_is_gone_and_its_token_worth_nothing(
    person: Person, assistant: ScriptedAssistant
) -> None:
    await person.say("моя таємниця")
    response = await person.ask("DELETE", CONVERSATIONS)
    assert (response.status_code, response.content) == (204, b"")
    assert not await assistant.exists(person.conversation)
    for method, path in (("GET", MESSAGES), ("POST", MESSAGES), ("DELETE", CONVERSATIONS), ("GET", STREAM)):
        content = b'{"text": "hi"}' if method == "POST" else None
        assert (await person.ask(method, path, content=content)).status_code == 401


@pytest.mark.parametrize(("method", "path"), [("PUT", MESSAGES), ("GET", CONVERSATIONS), ("POST", STREAM)])
async def test_other_methods_are_not_allowed(person: Person, method: str, path: str) -> None:
    assert (await person.http.request(method, path)).status_code == 405


# -- what arrives unasked ---------------------------------------------------------------------------------------------


class Stream:
    """The event stream of a conversation, read over real HTTP."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def line(self) -> str:
        return await asyncio.wait_for(anext(self._lines), 20)

    async def message(self) -> dict[str, Any]:
        """The next message; comments between are skipped."""
        event: dict[str, str] = {}
        while (line := await self.line()) or "data" not in event:
            field, _, value = line.partition(": ")
            event[field] = value
        assert event["event"] == "message"
        data = dict(json.loads(event["data"]))
        assert event["id"] == str(data["id"])
        return data


@pytest.fixture
async def address(assistant: ScriptedAssistant) -> AsyncIterator[str]:
    async with serving(web_chat(assistant)) as address:
        yield address


async def begun(http: httpx.AsyncClient) -> tuple[str, dict[str, str]]:
    token = (await http.post(CONVERSATIONS, json={})).json()["token"]
    return conversation_of(token) or "", {"Authorization": f"Bearer {token}"}


async def test_a_reply_of_the_staff_arrives_unasked(assistant: ScriptedAssistant, address: str) -> None:
    async with httpx.AsyncClient(base_url=address, timeout=20) as http:
        conversation, headers = await begun(http)
        async with http.stream("GET", STREAM, headers=headers) as response:
            stream = Stream(response)
            assert response.headers["content-type"].startswith("text/event-stream")
            assert await stream.line() == ": connected"
            await eventually(lambda: assistant.is_listened_to(conversation), "the stream to listen")
            assistant.staff_writes(conversation, "Доброго дня, я Олена.\nЧим допомогти?")
            message = await stream.message()
            assert (message["author"], message["text"]) == ("staff", "Доброго дня, я Олена.\nЧим допомогти?")
            assistant.staff_writes(conversation, "Ще тут?")
            assert (await stream.message())["text"] == "Ще тут?"
        await eventually(lambda: not assistant.is_listened_to(conversation), "the stream to be let go")


async def test_a_stream_begins_with_what_was_missed(assistant: ScriptedAssistant, address: str) -> None:
    async with httpx.AsyncClient(base_url=address, timeout=20) as http:
        conversation, headers = await begun(http)
        known = await assistant.last_message_id(conversation)
        assistant.staff_writes(conversation, "Поки вас не було")
        async with http.stream("GET", f"{STREAM}?after={known}", headers=headers) as response:
            stream = Stream(response)
            assert (await stream.message())["text"] == "Поки вас не було"
            await eventually(lambda: assistant.is_listened_to(conversation), "the stream to listen")
            assistant.staff_writes(conversation, "А тепер ви тут")
            assert (await stream.message())["text"] == "А тепер ви тут"


async def test_what_arrives_while_the_stream_opens_is_neither_lost_nor_told_twice(assistant: ScriptedAssistant) -> None:
    await assistant.begin("web-1", "web", "uk")
    events = api._events(assistant, "web-1", after=1)
    assert await anext(events) == ": connected\n\n"
    read_history = assistant.history

    async def history(conversation: str, after: int = 0) -> Any:
        assistant.staff_writes(conversation, "у цю мить")
        return await read_history(conversation, after)

    assistant.history = history  # type: ignore[method-assign]
    assert "у цю мить" in await anext(events)
    assistant.staff_writes("web-1", "згодом")
    assert "згодом" in await anext(events)
    await events.aclose()  # type: ignore[attr-defined]


async def test_a_silent_stream_shows_that_it_is_alive(
    assistant: ScriptedAssistant, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "KEEP_ALIVE", 0.01)
    async with httpx.AsyncClient(base_url=address, timeout=20) as http:
        _, headers = await begun(http)
        async with http.stream("GET", STREAM, headers=headers) as response:
            stream = Stream(response)
            lines = [await stream.line() for _ in range(6)]
    assert lines[2::2] == [": still here", ": still here"]


async def test_a_stream_ends_when_nothing_more_can_arrive(assistant: ScriptedAssistant, address: str) -> None:
    async with httpx.AsyncClient(base_url=address, timeout=20) as http:
        conversation, headers = await begun(http)
        async with http.stream("GET", STREAM, headers=headers) as response:
            await eventually(lambda: assistant.is_listened_to(conversation), "the stream to listen")
            assistant.stop(conversation)
            assert (await response.aread()).decode() == ": connected\n\n"


async def test_a_stream_hears_nothing_of_other_conversations(assistant: ScriptedAssistant, address: str) -> None:
    async with httpx.AsyncClient(base_url=address, timeout=20) as http:
        mine, headers = await begun(http)
        other, _ = await begun(http)
        async with http.stream("GET", STREAM, headers=headers) as response:
            stream = Stream(response)
            await eventually(lambda: assistant.is_listened_to(mine), "the stream to listen")
            assistant.staff_writes(other, "не для вас")
            assistant.staff_writes(mine, "для вас")
            assert (await stream.message())["text"] == "для вас"


async def test_the_page_of_a_list_is_told_to_whoever_the_list_belongs_to(assistant: ScriptedAssistant) -> None:
    class Lists:
        def path(self, conversation: str, situation: str) -> str | None:
            return f"/guide/{situation}?list=1.x" if situation == "birth-of-child" else None

    web = WebChat(assistant, 1000, 1000, Lists())  # type: ignore[arg-type]
    someone = Person(Starlette(routes=web.routes()))
    await someone.begin()

    found = await someone.ask("GET", "/webchat/list?situation=birth-of-child")
    assert found.json() == {"path": "/guide/birth-of-child?list=1.x"}
    assert (await someone.ask("GET", "/webchat/list?situation=fly")).status_code == 404
    someone.token = FORGED
    assert (await someone.ask("GET", "/webchat/list?situation=birth-of-child")).status_code == 401
    await someone.http.aclose()
