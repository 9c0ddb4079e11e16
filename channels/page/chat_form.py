"""What the form of the conversation sends, and the cookie that says whose it is.

The cookie goes to this site only, from this site only. What a form carries is derived from it, so a page of another
site can neither read nor guess it.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from channels.conversation import MAX_TEXT
from channels.payload import Payload, PayloadError

COOKIE = "signpost-chat"
#: A year, in seconds: a list is come back to for months.
KEPT = 31_536_000
#: Largest form read, in bytes: the longest message in four-byte letters, percent-encoded, and some room.
MAX_FORM = 32_768
MAX_FIELDS = 64
#: The button that sends the boxes ticked before it.
PICKED = "picked"


@dataclass
class FormProblem(Exception):
    """A form that is not taken: the HTTP status, what to say, and the text to keep in the box."""

    status: int
    alert: str
    text: str = ""
    wait: int = 0


@dataclass(frozen=True)
class Sent:
    """A form: text or a button. `seen` is the last message its page showed."""

    seal: str
    seen: str
    text: str = ""
    payload: Payload | None = None
    language: str = ""

    @property
    def key(self) -> str:
        """The same for a form that is sent twice."""
        said = f"{self.seen}|{self.text}|{self.payload or ''}"
        return hashlib.sha256(said.encode()).hexdigest()


def seal_of(token: str) -> str:
    """What the forms of this conversation carry."""
    return hmac.new(token.encode(), b"signpost chat form", hashlib.sha256).hexdigest()


def is_sealed(sent: Sent, token: str) -> bool:
    return hmac.compare_digest(sent.seal.encode(), seal_of(token).encode())


def comes_from_elsewhere(request: Request) -> bool:
    """Whether a page of another site led here. The browser then keeps the cookie to itself, so none proves nothing."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("cross-site", "same-site")
    referrer = urlsplit(request.headers.get("referer", "")).netloc
    return bool(referrer) and referrer != request.headers.get("host")


def token_in(request: Request) -> str | None:
    return request.cookies.get(_name(request)) or None


def keep_token(response: Response, request: Request, token: str) -> None:
    _set(response, request, token, KEPT)


def drop_token(response: Response, request: Request) -> None:
    _set(response, request, "", 0)


def _set(response: Response, request: Request, token: str, seconds: int) -> None:
    secure = request.url.scheme == "https"
    response.set_cookie(
        _name(request), token, max_age=seconds, path="/", secure=secure, httponly=True, samesite="strict"
    )


def _name(request: Request) -> str:
    """Over https, browsers let only this very host set a cookie with this prefix."""
    return f"__Host-{COOKIE}" if request.url.scheme == "https" else COOKIE


async def read_form(request: Request) -> Sent:
    """The form. Raises `FormProblem`: 413 if it is too large, 400 if it says nothing that we know."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAX_FORM:
            raise FormProblem(413, "alert_too_long")
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError:
        raise FormProblem(400, "alert_button") from None
    fields = dict(pairs)
    pressed = fields.get("press")
    if pressed == PICKED:
        pressed = _picked([value for name, value in pairs if name == "pick"])
    sent = Sent(fields.get("seal", ""), fields.get("seen", ""), language=fields.get("language", ""))
    if pressed is None:
        return Sent(sent.seal, sent.seen, fields.get("text", "").replace("\x00", ""), None, sent.language)
    try:
        return Sent(sent.seal, sent.seen, "", Payload.parse(pressed), sent.language)
    except PayloadError:
        raise FormProblem(400, "alert_button") from None


def check_text(text: str) -> None:
    """Raises `FormProblem` for a text that is empty or too long; it stays in the box."""
    if not text.strip():
        raise FormProblem(400, "alert_empty")
    if len(text) > MAX_TEXT:
        raise FormProblem(413, "alert_too_long", text)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise FormProblem(400, "alert_empty") from None


def _picked(codes: list[str]) -> str:
    """The ticked answers to one question as one code: `answer:goods=food,alcohol@trade`."""
    if not codes:
        raise FormProblem(400, "alert_pick")
    name, about = codes[0].partition("=")[0], codes[0].partition("@")[2]
    values = [code.partition("=")[2].partition("@")[0] for code in codes if code.startswith(f"{name}=")]
    return f"{name}={','.join(values)}" + (f"@{about}" if about else "")
