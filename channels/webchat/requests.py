"""Reading requests of the web chat: small JSON bodies, checked field by field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from channels.conversation import MAX_TEXT
from channels.payload import Payload, PayloadError

#: Largest body read at all, in bytes: the longest message in four-byte letters, and some room.
MAX_BODY = 16_384
LANGUAGES = ("uk", "en")


@dataclass
class Refused(Exception):
    """A request that is not accepted: the HTTP status, and a code a program can act on."""

    status: int
    error: str
    retry_after: float | None = None


@dataclass(frozen=True)
class Said:
    """A message to the web chat: either text, or a payload with the title of its button."""

    text: str | None
    payload: Payload | None


async def read_body(request: Request) -> Mapping[str, Any]:
    """The body as a JSON object. Refused: 413 if it is too large, 400 if it is not one."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAX_BODY:
            raise Refused(413, "too_long")
    if not body:
        return {}
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(400, "not_json") from None
    if not isinstance(data, dict):
        raise Refused(400, "not_an_object")
    return data


def read_language(data: Mapping[str, Any]) -> str:
    language = data.get("language", "uk")
    if language not in LANGUAGES:
        raise Refused(400, "unknown_language")
    return str(language)


def read_said(data: Mapping[str, Any]) -> Said:
    """The message in the body: `text`, or `payload` with an optional `title`."""
    text, payload = data.get("text"), data.get("payload")
    if (text is None) == (payload is None):
        raise Refused(400, "text_or_payload")
    if payload is None:
        return Said(_text(text), None)
    if not isinstance(payload, str):
        raise Refused(400, "unknown_payload")
    title = data.get("title")
    try:
        return Said(_text(title) if title is not None else None, Payload.parse(payload))
    except PayloadError:
        raise Refused(400, "unknown_payload") from None


def read_after(request: Request) -> int:
    """The `after` of a query: the id of the last message already known."""
    text = request.query_params.get("after", "0")
    if not (text.isascii() and text.isdigit()) or len(text) > 18:
        raise Refused(400, "after_is_not_a_number")
    return int(text)


def _text(text: Any) -> str:
    if not isinstance(text, str) or not text.replace("\x00", "").strip():
        raise Refused(400, "empty_text")
    if len(text) > MAX_TEXT:
        raise Refused(413, "too_long")
    # A lone surrogate or a null byte is no text: databases refuse both.
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Refused(400, "not_text") from None
    return text.replace("\x00", "")
