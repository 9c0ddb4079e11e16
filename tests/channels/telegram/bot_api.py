"""A Telegram Bot API server of our own: small, real HTTP, and as strict as Telegram where it matters to us.

It records every call, keeps the messages of every chat, and hands out updates by long polling.

>>> api = BotApi()                              # doctest: +SKIP
>>> async with serving(api.app()) as address:   # doctest: +SKIP
...     api.write("привіт")
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

TOKEN = "12345:TEST-token"
CHAT = 42
MAX_TEXT = 4096
MAX_CALLBACK_DATA = 64
MAX_BUTTONS = 100
TAGS = {"b", "i", "s", "u", "a", "code", "pre"}
#: How long a poll waits for news, in seconds; tests are not kept waiting.
LONGEST_POLL = 0.05


class Refusal(Exception):
    """What Telegram answers to a call it does not carry out."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


@dataclass(frozen=True)
class Call:
    """One call of a method, with its parameters as JSON values."""

    method: str
    parameters: Mapping[str, Any]


@dataclass
class Shown:
    """A message as it stands in a chat."""

    id: int
    chat: int
    text: str
    html: bool
    keyboard: list[list[dict[str, str]]] = field(default_factory=list)

    @property
    def buttons(self) -> dict[str, str]:
        """What each button sends back, by its title."""
        return {button["text"]: button["callback_data"] for row in self.keyboard for button in row}


class BotApi:
    """The server's state, and what a test does to it."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.chats: dict[int, dict[int, Shown]] = defaultdict(dict)
        self.documents: dict[int, list[tuple[str, bytes]]] = defaultdict(list)
        self.refusals: dict[str, list[Refusal]] = defaultdict(list)
        self.webhook: str | None = None
        self._updates: list[dict[str, Any]] = []
        self._last_update = 0
        self._last_message = 0

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/bot{token}/{method}", self._endpoint, methods=["GET", "POST"])])

    # -- what people do ----------------------------------------------------------------------------------------------

    def write(self, text: str, **more: Any) -> dict[str, Any]:
        """Somebody writes to the bot."""
        return self.deliver(message=self.message(text=text, **more))

    def press(self, shown: Shown, title: str, **more: Any) -> dict[str, Any]:
        """Somebody presses a button under a message."""
        return self.press_data(shown, shown.buttons[title], **more)

    def press_data(self, shown: Shown | None, data: str, **more: Any) -> dict[str, Any]:
        """A button with this data is pressed, be it ours or not."""
        message = None if shown is None else self._as_message(shown)
        query = {"id": "77", "from": self._person("uk"), "chat_instance": "1", "data": data, "message": message}
        return self.deliver(callback_query={**query, **more})

    def message(
        self, *, chat: int = CHAT, language: str = "uk", kind: str = "private", **content: Any
    ) -> dict[str, Any]:
        """A message of somebody, with any content."""
        self._last_message += 1
        text = str(content.get("text", ""))
        commands = (
            [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}] if text.startswith("/") else []
        )
        return {
            "message_id": self._last_message,
            "date": 1_795_600_000 + self._last_message,
            "chat": {"id": chat, "type": kind},
            "from": self._person(language),
            **({"entities": commands} if commands else {}),
            **content,
        }

    def deliver(self, **update: Any) -> dict[str, Any]:
        """Queue an update for the next poll; its own value, to be delivered otherwise or again."""
        self._last_update += 1
        whole = {"update_id": self._last_update, **update}
        self._updates.append(whole)
        return whole

    def deliver_again(self, update: dict[str, Any]) -> None:
        """Telegram delivers an update once more, as it does when it was not confirmed."""
        self._updates.append(update)

    # -- what a test looks at ----------------------------------------------------------------------------------------

    def called(self, method: str) -> list[Mapping[str, Any]]:
        """The parameters of every call of the method."""
        return [call.parameters for call in self.calls if call.method == method]

    def shown(self, chat: int = CHAT) -> list[Shown]:
        """What stands in the chat, oldest first."""
        return list(self.chats[chat].values())

    def texts(self, chat: int = CHAT) -> list[str]:
        return [shown.text for shown in self.shown(chat)]

    # -- the server --------------------------------------------------------------------------------------------------

    async def _endpoint(self, request: Request) -> Response:
        method = request.path_params["method"]
        if request.headers.get("content-type", "").startswith("multipart/"):
            return await self._take_files(request)
        sent = {**request.query_params, **dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))}
        parameters = {name: _value(str(value)) for name, value in sent.items()}
        self.calls.append(Call(method, parameters))
        try:
            if request.path_params["token"] != TOKEN:
                raise Refusal(401, "Unauthorized")
            if self.refusals[method]:
                raise self.refusals[method].pop(0)
            handler: Callable[[Mapping[str, Any]], Any] | None = self._methods().get(method)
            if handler is None:
                raise Refusal(404, "Not Found: method not found")
            result = handler(parameters)
            return JSONResponse({"ok": True, "result": await result if asyncio.iscoroutine(result) else result})
        except Refusal as refusal:
            answer = {"ok": False, "error_code": refusal.code, "description": refusal.description}
            return JSONResponse(answer, status_code=refusal.code)

    async def _take_files(self, request: Request) -> Response:
        """A call that brings a file: kept under the chat, by its name."""
        async with request.form() as form:
            chat = int(str(form["chat_id"]))
            for value in form.values():
                if isinstance(value, UploadFile):
                    self.documents[chat].append((value.filename or "", await value.read()))
        self._last_message += 1
        return JSONResponse({"ok": True, "result": self._as_message(Shown(self._last_message, chat, "", False))})

    async def receives_document(self, chat: int) -> None:
        """Return once a file came into the chat. AssertionError if none does."""
        for _ in range(2_000):
            if self.documents[chat]:
                return
            await asyncio.sleep(0.01)
        raise AssertionError("no file came")

    def _methods(self) -> dict[str, Callable[[Mapping[str, Any]], Any]]:
        return {
            "getMe": lambda _: {"id": 12345, "is_bot": True, "first_name": "Дороговказ", "username": "signpost_bot"},
            "getUpdates": self._get_updates,
            "sendMessage": self._send_message,
            "editMessageText": self._edit_message_text,
            "answerCallbackQuery": lambda _: True,
            "setMyCommands": lambda _: True,
            "setMyDescription": lambda _: True,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
        }

    async def _get_updates(self, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        if self.webhook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        if not self._updates:
            await asyncio.sleep(min(float(parameters.get("timeout", 0)), LONGEST_POLL))
        waiting, self._updates = self._updates, []
        return waiting

    def _send_message(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        self._last_message += 1
        shown = _checked(self._last_message, parameters)
        self.chats[shown.chat][shown.id] = shown
        return self._as_message(shown)

    def _edit_message_text(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        old = self.chats[int(parameters["chat_id"])].get(int(parameters["message_id"]))
        if old is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        new = _checked(old.id, parameters)
        if new == old:
            raise Refusal(400, "Bad Request: message is not modified: specified new message content is the same")
        self.chats[new.chat][new.id] = new
        return self._as_message(new)

    def _set_webhook(self, parameters: Mapping[str, Any]) -> bool:
        self.webhook = str(parameters["url"])
        return True

    def _delete_webhook(self, _: Mapping[str, Any]) -> bool:
        self.webhook = None
        return True

    def _as_message(self, shown: Shown) -> dict[str, Any]:
        markup = {"reply_markup": {"inline_keyboard": shown.keyboard}} if shown.keyboard else {}
        chat = {"id": shown.chat, "type": "private"}
        return {"message_id": shown.id, "date": 1_795_600_000, "chat": chat, "text": shown.text, **markup}

    @staticmethod
    def _person(language: str) -> dict[str, Any]:
        return {"id": 7, "is_bot": False, "first_name": "Олена", "language_code": language}


def _value(text: str) -> Any:
    """A form value: Telegram takes structures as JSON, and everything else as it is."""
    if text[:1] not in "[{":
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


def _checked(message_id: int, parameters: Mapping[str, Any]) -> Shown:
    """The message, if Telegram would show it."""
    text, html = str(parameters.get("text", "")), parameters.get("parse_mode") == "HTML"
    visible = visible_text(text) if html else text
    if not visible.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if len(visible.encode("utf-16-le")) // 2 > MAX_TEXT:
        raise Refusal(400, "Bad Request: message is too long")
    keyboard = dict(parameters.get("reply_markup") or {}).get("inline_keyboard", [])
    buttons = [button for row in keyboard for button in row]
    if any(len(button["callback_data"].encode()) > MAX_CALLBACK_DATA for button in buttons):
        raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    if any(not button["text"].strip() for button in buttons) or len(buttons) > MAX_BUTTONS:
        raise Refusal(400, "Bad Request: REPLY_MARKUP_INVALID")
    return Shown(message_id, int(parameters["chat_id"]), text, html, keyboard)


def visible_text(html: str) -> str:
    """What a person sees of the HTML. Refusal, as by Telegram, when it cannot be read."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.open:
        raise Refusal(400, f"Bad Request: can't parse entities: unclosed tag {reader.open[-1]}")
    return "".join(reader.visible)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.visible: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise Refusal(400, f"Bad Request: can't parse entities: unsupported start tag {tag}")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise Refusal(400, f"Bad Request: can't parse entities: unexpected end tag {tag}")

    def handle_data(self, data: str) -> None:
        self.visible.append(data)
