"""Taking a form: from this very site, not too large, and with the token of this browser."""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import Message

TOKEN_FIELD = "csrf"
TOKEN_HEADER = "x-csrf-token"
#: More fields than any page has.
MAX_FIELDS = 2_000


class Forged(Exception):
    """The form was not sent from a page of the console in this browser."""


class TooLarge(Exception):
    """The form is larger than the page takes; it was not read any further."""


class Unreadable(Exception):
    """The body is not a form."""


async def read_form(request: Request, token: str, limit: int) -> FormData:
    """The fields of the form. Raises `Forged`, `TooLarge` (before anything is parsed) or `Unreadable`."""
    check_origin(request)
    body = await _body(request, limit)
    form = await _parsed(request, body, limit)
    sent = request.headers.get(TOKEN_HEADER) or form.get(TOKEN_FIELD)
    if not isinstance(sent, str) or not hmac.compare_digest(sent.encode(), token.encode()):
        await form.close()
        raise Forged
    return form


def check_origin(request: Request) -> None:
    """Browsers tell where a form comes from; it must be here. Raises `Forged`."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        raise Forged
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Forged


async def _body(request: Request, limit: int) -> bytes:
    length = request.headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()) or len(length) > 18:
        raise Unreadable
    if int(length) > limit:
        raise TooLarge
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > limit:
            raise TooLarge
    return bytes(body)


async def _parsed(request: Request, body: bytes, limit: int) -> FormData:
    """The body as a form, whatever its type: Starlette reads it from a request that holds the body already."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    try:
        return await Request(request.scope, receive).form(max_files=20, max_fields=MAX_FIELDS, max_part_size=limit)
    except (MultiPartException, ValueError) as error:
        raise Unreadable from error
    except Exception as error:  # Starlette turns a malformed body into an HTTP error when an application is in scope.
        if getattr(error, "status_code", None) == 400:
            raise Unreadable from error
        raise
