"""Tokens of web conversations: unguessable, and never stored.

The conversation's id is a digest of its token, so whoever reads the database cannot speak as the person.
"""

from __future__ import annotations

import hashlib
import re
import secrets

CHANNEL = "web"
TOKEN_BYTES = 32
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def conversation_of(token: str) -> str | None:
    """The id of the token's conversation; None if it cannot be a token of ours."""
    if not TOKEN.fullmatch(token):
        return None
    return f"{CHANNEL}-{hashlib.sha256(token.encode()).hexdigest()}"
