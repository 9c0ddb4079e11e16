"""The two cookies of the console: the visitor's secret, and a notice that the next page shows once.

The secret of somebody signed in is the token of their session; before that it is a random value that ties the sign-in
form to this browser. What is checked against a secret is derived from it, so nothing else has to be kept.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

NAME = "signpost-review"
NOTICE = "signpost-review-notice"
NOTICE_LIMIT = 1_000


def new_secret() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def derived(secret: str, purpose: str) -> str:
    """A value that only who holds the secret can name, and from which the secret cannot be found."""
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def secret_of(request: Request) -> str | None:
    return request.cookies.get(_name(NAME, request)) or None


def keep_secret(response: Response, request: Request, secret: str) -> None:
    _keep(response, request, NAME, secret)


def notice_of(request: Request) -> str | None:
    text = request.cookies.get(_name(NOTICE, request))
    return unquote(text) if text else None


def keep_notice(response: Response, request: Request, text: str) -> None:
    _keep(response, request, NOTICE, quote(text[:NOTICE_LIMIT]), lifetime=60)


def drop_notice(response: Response, request: Request) -> None:
    _keep(response, request, NOTICE, "", lifetime=0)


def _name(name: str, request: Request) -> str:
    """Over https, browsers let only this very host set a cookie with this prefix."""
    return f"__Host-{name}" if _secure(request) else name


def _secure(request: Request) -> bool:
    return request.url.scheme == "https"


def _keep(response: Response, request: Request, name: str, value: str, lifetime: int | None = None) -> None:
    response.set_cookie(
        _name(name, request),
        value,
        max_age=lifetime,
        path="/",
        secure=_secure(request),
        httponly=True,
        samesite="lax",
    )
