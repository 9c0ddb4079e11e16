"""Signed-in browsers: opened by a sign-in, ended by signing out, by time, and when an account changes.

A session ends after `IDLE` seconds without a page and after `LIFETIME` seconds in any case.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import delete, or_, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from review.access.models import StaffAccount, StaffSession
from review.access.roles import Role
from review.access.staff import Staff
from review.web import cookies

IDLE = 60 * 60.0
LIFETIME = 12 * 60 * 60.0
#: Being seen is written down at most this often, in seconds: reading pages should not write.
TOUCH = 60.0


class Sessions:
    """All access to the table of sessions. `now` is seconds since 1970."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def staff_of(self, token: str | None, now: float) -> Staff | None:
        """Whose session this is; None when there is none, it is over, or the account is disabled."""
        if not token:
            return None
        wanted = (
            select(StaffAccount, StaffSession.last_seen_at)
            .join(StaffSession, StaffSession.account_id == StaffAccount.id)
            .where(
                StaffSession.token_hash == hashed(token),
                StaffSession.last_seen_at > now - IDLE,
                StaffSession.created_at > now - LIFETIME,
                StaffAccount.disabled.is_(False),
            )
        )
        with Session(self._engine) as session:
            found = session.execute(wanted).first()
            if found is None:
                return None
            account, seen = found
            staff = Staff(account.id, account.name, Role(account.role), account.language)
        if now - seen > TOUCH:
            self._touch(token, now)
        return staff

    def _touch(self, token: str, now: float) -> None:
        with Session(self._engine) as session, session.begin():
            session.execute(
                update(StaffSession).where(StaffSession.token_hash == hashed(token)).values(last_seen_at=now)
            )

    def end(self, token: str) -> None:
        """Sign this browser out."""
        with Session(self._engine) as session, session.begin():
            session.execute(delete(StaffSession).where(StaffSession.token_hash == hashed(token)))


def open_session(session: Session, account_id: int, now: float) -> str:
    """Begin a session in the caller's transaction: its token, which is kept nowhere here. Clears away those over."""
    over = or_(StaffSession.last_seen_at <= now - IDLE, StaffSession.created_at <= now - LIFETIME)
    session.execute(delete(StaffSession).where(over))
    token = cookies.new_secret()
    session.add(StaffSession(token_hash=hashed(token), account_id=account_id, created_at=now, last_seen_at=now))
    return token


def end_sessions(session: Session, account_id: int) -> int:
    """Sign the account out everywhere, in the caller's transaction. How many sessions ended."""
    ended = session.execute(delete(StaffSession).where(StaffSession.account_id == account_id))
    return int(ended.rowcount)


def hashed(token: str) -> str:
    """What is kept of a token. It is random, so a plain hash cannot be searched."""
    return hashlib.sha256(token.encode()).hexdigest()
