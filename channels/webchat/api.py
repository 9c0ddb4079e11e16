"""The web chat over HTTP. Its description for programs is `openapi.json` beside this file.

POST   /webchat/conversations   begin        GET  /webchat/messages?after=<id>   history, resume
DELETE /webchat/conversations   forget       GET  /webchat/stream?after=<id>     what arrives unasked
POST   /webchat/messages        say, press   GET  /webchat/list?situation=<id>   its page to take along
GET    /webchat/openapi.json
"""

from __future__ import annotations

import asyncio
import json
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from channels.conversation import Assistant, Incoming, Message
from channels.rate_limit import RateLimiter
from channels.take_along import TakeAlong
from channels.webchat import tokens
from channels.webchat.idempotency import RecentAnswers, read_idempotency_key
from channels.webchat.requests import Refused, Said, read_after, read_body, read_language, read_said

OPENAPI = Path(__file__).parent / "openapi.json"
#: A comment line keeps proxies from closing a silent stream, in seconds.
KEEP_ALIVE = 20.0

Endpoint = Callable[[Request], Awaitable[Response]]


class WebChat:
    """The HTTP interface over an assistant. `routes` mounts it in an application."""

    def __init__(
        self,
        assistant: Assistant,
        messages_per_minute: int,
        conversations_per_minute: int,
        take_along: TakeAlong | None = None,
    ) -> None:
        self._assistant = assistant
        self._take_along = take_along
        self._message_limit = RateLimiter(messages_per_minute)
        self._conversation_limit = RateLimiter(conversations_per_minute)
        self._answers = RecentAnswers()

    def routes(self) -> list[Route]:
        return [
            Route("/webchat/conversations", answering(self.begin), methods=["POST"]),
            Route("/webchat/conversations", answering(self.forget), methods=["DELETE"]),
            Route("/webchat/messages", answering(self.say), methods=["POST"]),
            Route("/webchat/messages", answering(self.history), methods=["GET"]),
            Route("/webchat/stream", answering(self.stream), methods=["GET"]),
            Route("/webchat/list", answering(self.list_page), methods=["GET"]),
            Route("/webchat/openapi.json", openapi, methods=["GET"]),
        ]

    async def begin(self, request: Request) -> Response:
        """Open a conversation: its token, and the greeting."""
        _within(self._conversation_limit, request.client.host if request.client else "")
        language = read_language(await read_body(request))
        token = tokens.new_token()
        conversation = tokens.conversation_of(token) or ""
        await self._assistant.begin(conversation, tokens.CHANNEL, language)
        messages = await self._assistant.history(conversation)
        return _json({"token": token, "messages": [message_as_json(one) for one in messages]}, status=201)

    async def say(self, request: Request) -> Response:
        """Take a message or a pressed button; the answer comes back at once."""
        conversation = await self._conversation(request)
        said = read_said(await read_body(request))
        key = read_idempotency_key(request)
        return await self._answers.once(conversation, key, lambda: self._answer(conversation, said))

    async def _answer(self, conversation: str, said: Said) -> Response:
        _within(self._message_limit, conversation)
        before = await self._assistant.last_message_id(conversation)
        incoming = Incoming(conversation, tokens.CHANNEL, said.text, said.payload)
        turn = await self._assistant.respond(incoming)
        new = await self._assistant.history(conversation, before)
        messages = [one for one in new if one.author.value != "person"]
        shown = [message_as_json(one) for one in messages] or [reply.as_json() for reply in turn.replies]
        last = new[-1].id if new else before
        return _json({"status": turn.status.value, "language": turn.language, "messages": shown, "last_id": last})

    async def history(self, request: Request) -> Response:
        """All messages after the one the caller knows."""
        conversation = await self._conversation(request)
        messages = await self._assistant.history(conversation, read_after(request))
        return _json({"messages": [message_as_json(one) for one in messages]})

    async def stream(self, request: Request) -> Response:
        """Messages that arrive unasked, as server-sent events."""
        conversation = await self._conversation(request)
        after = read_after(request) if "after" in request.query_params else None
        events = _events(self._assistant, conversation, after)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(events, media_type="text/event-stream", headers=headers)

    async def list_page(self, request: Request) -> Response:
        """The path of the page that shows a list as it stands now; 404 if the conversation has no such list."""
        conversation = await self._conversation(request)
        situation = request.query_params.get("situation", "")
        path = self._take_along.path(conversation, situation) if self._take_along is not None else None
        if path is None:
            raise Refused(404, "no_list")
        return _json({"path": path})

    async def forget(self, request: Request) -> Response:
        """Delete the conversation for good; its token is worth nothing afterwards."""
        conversation = await self._conversation(request)
        await self._assistant.forget(conversation)
        return Response(status_code=204)

    async def _conversation(self, request: Request) -> str:
        """The conversation of the request's token. Refused with 401 if there is none."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        conversation = tokens.conversation_of(token.strip()) if scheme.lower() == "bearer" else None
        if conversation is None or not await self._assistant.exists(conversation):
            raise Refused(401, "unknown_token")
        return conversation


def answering(endpoint: Endpoint) -> Endpoint:
    """The endpoint, with what it refuses turned into a JSON answer."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Refused as refused:
            headers = {}
            if refused.retry_after is not None:
                headers["Retry-After"] = str(math.ceil(refused.retry_after))
            if refused.status == 401:
                headers["WWW-Authenticate"] = "Bearer"
            return JSONResponse({"error": refused.error}, status_code=refused.status, headers=headers)

    return answer


async def openapi(_request: Request) -> Response:
    return FileResponse(OPENAPI, media_type="application/json")


def message_as_json(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "author": message.author.value,
        "at": message.at.isoformat(timespec="seconds"),
        **({"payload": message.payload} if message.payload else {}),
        **message.reply.as_json(),
    }


def _json(data: dict[str, Any], status: int = 200) -> JSONResponse:
    return JSONResponse(data, status_code=status, headers={"Cache-Control": "no-store"})


def _within(limit: RateLimiter, sender: str) -> None:
    wait = limit.wait_for(sender, time.monotonic())
    if wait:
        raise Refused(429, "too_fast", retry_after=wait)


async def _events(assistant: Assistant, conversation: str, after: int | None) -> AsyncIterator[str]:
    """What was missed, then what arrives. We listen before we read the history, so that nothing falls in between."""
    yield ": connected\n\n"
    arriving = assistant.unasked(conversation).__aiter__()
    following = asyncio.ensure_future(arriving.__anext__())
    last = 0
    try:
        await asyncio.sleep(0)
        for message in await assistant.history(conversation, after) if after is not None else ():
            yield _event(message)
            last = message.id
        while True:
            done, _ = await asyncio.wait({following}, timeout=KEEP_ALIVE)
            if not done:
                yield ": still here\n\n"
                continue
            message = following.result()
            if message.id > last:
                yield _event(message)
            following = asyncio.ensure_future(arriving.__anext__())
    except StopAsyncIteration:
        return
    finally:
        following.cancel()


def _event(message: Message) -> str:
    return f"id: {message.id}\nevent: message\ndata: {json.dumps(message_as_json(message), ensure_ascii=False)}\n\n"
