"""Asking an application for the beginning of an answer: enough for streams that never end."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from starlette.types import ASGIApp, Message

PATIENCE = 20.0


@dataclass(frozen=True)
class Beginning:
    """Status, headers and the first part of the body."""

    status: int
    headers: Mapping[str, str]
    body: str


async def ask(app: ASGIApp, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Beginning:
    """Send a request, take the beginning of the answer and hang up."""
    started: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
    came: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
    sent = False

    async def receive() -> Message:
        nonlocal sent
        if not sent:
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}
        await came
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start" and not started.done():
            started.set_result(message)
        elif message["type"] == "http.response.body" and not came.done():
            came.set_result(message.get("body", b""))

    path, _, query = path.partition("?")
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in {"host": "t", **headers}.items()],
        "client": ("192.0.2.1", 1),
        "server": ("t", 80),
    }
    task = asyncio.create_task(app(scope, receive, send))  # type: ignore[arg-type]
    try:
        await asyncio.wait({task, started}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
        assert started.done(), f"{method} {path} gave no answer"
        await asyncio.wait({task, came}, timeout=1.0, return_when=asyncio.FIRST_COMPLETED)
        found = {name.decode(): value.decode() for name, value in started.result()["headers"]}
        text = came.result().decode("utf-8", "replace") if came.done() else ""
        return Beginning(started.result()["status"], found, text)
    finally:
        if not came.done():
            came.set_result(b"")
        await asyncio.wait({task}, timeout=1.0)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
