"""Signing in: with a name and a password, or as somebody whom the organisation's provider vouches for."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from review.access import audit, lockout
from review.access.accounts import NAME_LIMIT, checked_name, new_account
from review.access.models import StaffAccount
from review.access.oidc import Person
from review.access.passwords import Passwords
from review.access.roles import Role
from review.access.sessions import end_sessions, open_session
from review.access.staff import LANGUAGES, Staff


@dataclass(frozen=True)
class SignedIn:
    """The token of the new session."""

    token: str


@dataclass(frozen=True)
class Refused:
    """Not let in. `wait`: seconds before the next try is looked at; 0 when it may follow at once."""

    wait: int = 0


class SignIn:
    """Lets staff in. `clock` gives seconds since 1970."""

    def __init__(self, engine: Engine, passwords: Passwords, clock: Callable[[], float]) -> None:
        self._engine = engine
        self._passwords = passwords
        self._clock = clock

    def with_password(self, name: str, password: str, address: str) -> SignedIn | Refused:
        """The answer is the same for a wrong password, an unknown name and a disabled account."""
        counted = lockout.counters(name, address)
        wait = self._wait(counted)
        if wait:
            return Refused(wait)
        with Session(self._engine) as session:
            found = session.scalar(select(StaffAccount).where(StaffAccount.folded_name == lockout.folded(name)))
            account, kept = (found.id, found.password_hash) if found is not None else (None, None)
        verdict = self._passwords.verify(kept, password)
        renewed = self._passwords.hashed(password) if verdict.right and verdict.outdated else None
        with Session(self._engine) as session, session.begin():
            row = session.get(StaffAccount, account, with_for_update=True) if account is not None else None
            # The password may have been replaced, or the account disabled, while it was being checked.
            if not verdict.right or row is None or row.disabled or row.password_hash != kept:
                self._note_failure(session, row, lockout.wait_after(session, counted))
                return Refused()
            if renewed is not None:
                row.password_hash = renewed
            lockout.succeeded(session, counted)
            return SignedIn(let_in(session, row, self._clock(), "password"))

    def _wait(self, counted: tuple[lockout.Counter, lockout.Counter]) -> int:
        """Seconds to wait, rounded up."""
        now = self._clock()
        with Session(self._engine) as session, session.begin():
            lockout.forget_old(session, now)
            return math.ceil(lockout.wait_for(session, counted, now))

    def with_organisation(self, person: Person) -> SignedIn | Refused:
        """Let in whom the organisation's provider vouches for. Each sign-in brings their role up to date."""
        now = self._clock()
        with Session(self._engine) as session, session.begin():
            row = session.scalar(select(StaffAccount).where(StaffAccount.subject == person.subject))
            if row is None:
                row = new_account(session, free_name(session, person), person.role, LANGUAGES[0], now)
                row.subject = person.subject
                audit.record(session, None, now, "staff_added", f"staff:{row.name}", role=person.role.value, way="oidc")
            if row.disabled:
                audit.record(session, None, now, "sign_in_failed", f"staff:{row.name}", way="oidc")
                return Refused()
            if row.role != person.role.value:
                change = {"before": row.role, "after": person.role.value, "way": "oidc"}
                audit.record(session, None, now, "role_set", f"staff:{row.name}", **change)
                row.role = person.role.value
                end_sessions(session, row.id)
            return SignedIn(let_in(session, row, now, "oidc"))

    def _note_failure(self, session: Session, row: Any, wait: float) -> None:
        """What was typed for an unknown name is not written down: it may be a password."""
        subject = f"staff:{row.name}" if row is not None else "staff:?"
        locked = {"locked_seconds": math.ceil(wait)} if wait else {}
        audit.record(session, None, self._clock(), "sign_in_failed", subject, way="password", **locked)


def free_name(session: Session, person: Person) -> str:
    """The person's name, with the provider's behind it where somebody else here is called so: names never merge."""
    host = urlsplit(person.issuer).hostname or "?"
    for name in (person.name, f"{person.name} ({host})"):
        shown = checked_name(name[:NAME_LIMIT])
        if session.scalar(select(StaffAccount.id).where(StaffAccount.folded_name == lockout.folded(shown))) is None:
            return shown
    mark = hashlib.sha256(person.subject.encode()).hexdigest()[:8]
    return checked_name(f"{person.name[: NAME_LIMIT - 11]} ({mark})")


def let_in(session: Session, row: Any, now: float, way: str) -> str:
    """Open a session for the account in the caller's transaction; its token."""
    row.last_sign_in_at = now
    who = Staff(row.id, row.name, Role(row.role), row.language)
    audit.record(session, who, now, "signed_in", f"staff:{row.name}", way=way)
    return open_session(session, row.id, now)
