"""The audit log: who did what to what, and when. It is only ever added to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from review.access.models import AuditEntry
from review.access.staff import Staff

#: Who is named where nobody was signed in: a failed sign-in, a command on the server.
NOBODY = "–"
SUBJECT_LIMIT = 160


@dataclass(frozen=True)
class Entry:
    """One line of the log. `details` are small values that JSON can hold; never a password, never a person's words."""

    id: int
    at: float
    name: str
    action: str
    subject: str
    details: Mapping[str, Any]


@dataclass(frozen=True)
class Wanted:
    """Which entries to list; what is empty does not narrow. `subject` may be its beginning ("conversation:")."""

    name: str = ""
    action: str = ""
    subject: str = ""
    since: float | None = None
    until: float | None = None


@dataclass(frozen=True)
class Listed:
    """One screen of entries, newest first. `older` is the `before` of the next screen, None on the last one."""

    entries: tuple[Entry, ...]
    older: int | None
    actions: tuple[str, ...] = field(default=())


def record(session: Session, who: Staff | None, at: float, action: str, subject: str, **details: Any) -> None:
    """Add an entry in the caller's transaction, so that deed and entry are kept or lost together."""
    session.add(
        AuditEntry(
            at=at,
            account_id=who.id if who else None,
            name=who.name if who else NOBODY,
            action=action,
            subject=subject[:SUBJECT_LIMIT],
            details=details,
        )
    )


class AuditLog:
    """Reading the log, one screen at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def listed(self, wanted: Wanted, before: int | None = None, size: int = 50) -> Listed:
        """Entries older than the entry `before`. New ones coming in meanwhile move nothing."""
        query = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(size + 1)
        if before is not None:
            query = query.where(AuditEntry.id < before)
        for condition in _conditions(wanted):
            query = query.where(condition)
        with Session(self._engine) as session:
            rows = list(session.scalars(query))
            actions = tuple(session.scalars(select(AuditEntry.action).distinct().order_by(AuditEntry.action)))
        entries = tuple(_entry(row) for row in rows[:size])
        return Listed(entries, entries[-1].id if len(rows) > size else None, actions)


def _conditions(wanted: Wanted) -> list[Any]:
    found: list[Any] = []
    if wanted.name:
        found.append(AuditEntry.name == wanted.name)
    if wanted.action:
        found.append(AuditEntry.action == wanted.action)
    if wanted.subject:
        found.append(AuditEntry.subject.startswith(wanted.subject, autoescape=True))
    if wanted.since is not None:
        found.append(AuditEntry.at >= wanted.since)
    if wanted.until is not None:
        found.append(AuditEntry.at < wanted.until)
    return found


def _entry(row: Any) -> Entry:
    return Entry(row.id, row.at, row.name, row.action, row.subject, row.details)
