"""What is to be told a person unasked: a reminder that falls due, a message of the staff.

A row waits until it is due. A worker claims it for a while, writes it into the log, sends it, and closes the row.
Log and row change in one transaction, so the history shows each message once, whatever dies in between. Sending cannot
be part of a transaction: if a worker dies between Telegram's yes and ours, the message is sent again. We would rather
say a thing twice than never.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, delete, func, not_, or_, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.models import Base, Conversation
from bot.conversations.outbox_table import ConversationOutbox, Kind, claimable, is_open, new_row
from bot.conversations.ownership import Note, unnoted

#: How long a claim holds, in seconds; a worker that died loses its rows after so long.
CLAIM_LIFETIME = 120.0
#: Seconds before the second attempt; each further one waits twice as long, at most `LONGEST_PAUSE`.
FIRST_PAUSE = 15.0
LONGEST_PAUSE = 3600.0
#: After so many attempts, about half a day, we give up.
MOST_ATTEMPTS = 20


@dataclass(frozen=True)
class Entry:
    """A claimed row: this worker alone may deliver it until the claim runs out."""

    id: int
    conversation: str
    kind: Kind
    key: str | None
    content: Mapping[str, Any]
    reply: Mapping[str, Any] | None
    attempts: int
    claim: str


@dataclass(frozen=True)
class Held:
    """Reminders that stay in the outbox for now: all of them, or those of `channels`. What people write is not held."""

    reminders: bool = False
    channels: Collection[str] = ()


NOTHING_HELD = Held()


class ClaimLost(Exception):
    """Another worker took the row over, or it was cancelled; what was about to be written is not."""


class Outbox:
    """The outbox of all conversations."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._filled: Callable[[], None] = lambda: None
        Base.metadata.create_all(engine)

    def when_filled(self, tell: Callable[[], None]) -> None:
        """Tell this process's delivery of what is added here, from whichever thread."""
        self._filled = tell

    def add(
        self,
        conversation: str,
        kind: Kind,
        content: Mapping[str, Any],
        *,
        due_at: float,
        created_by: str,
        now: float,
        note: Note = unnoted,
    ) -> int:
        """Put a message into the outbox, and `note` that in the same transaction.

        LookupError if there is no such conversation.
        """
        with Session(self._engine) as session, session.begin():
            row = new_row(conversation, kind, content, due_at=due_at, created_by=created_by, now=now)
            if session.get(Conversation, conversation) is None:
                raise LookupError(f'there is no conversation "{conversation}"')
            session.add(row)
            session.flush()
            row_id = int(row.id)
            note(session)
        self._filled()
        return row_id

    def claim(self, now: float, limit: int = 20, held: Held = NOTHING_HELD) -> list[Entry]:
        """Up to `limit` due rows but for those `held`, the earliest first, each claimed by this caller only."""
        wanted = select(ConversationOutbox.id).where(claimable(now), *_not_held(held))
        with Session(self._engine) as session:
            due = session.scalars(wanted.order_by(ConversationOutbox.due_at).limit(limit)).all()
        return [entry for row_id in due if (entry := self._claim_one(int(row_id), now)) is not None]

    def _claim_one(self, row_id: int, now: float) -> Entry | None:
        claim = secrets.token_hex(16)
        taken = (
            update(ConversationOutbox)
            .where(ConversationOutbox.id == row_id, claimable(now))
            .values(claim=claim, claimed_until=now + CLAIM_LIFETIME, attempts=ConversationOutbox.attempts + 1)
        )
        with Session(self._engine) as session, session.begin():
            if session.execute(taken.execution_options(synchronize_session=False)).rowcount != 1:
                return None
            row = session.get(ConversationOutbox, row_id)
            return None if row is None else _entry(row)

    def mark_logged(self, session: Session, entry: Entry, reply: Mapping[str, Any], now: float) -> None:
        """Note, in the transaction that writes the log, that it is written. Raises `ClaimLost`."""
        noted = (
            update(ConversationOutbox)
            .where(_held(entry), ConversationOutbox.logged_at.is_(None))
            .values(logged_at=now, reply=dict(reply))
        )
        if session.execute(noted.execution_options(synchronize_session=False)).rowcount != 1:
            raise ClaimLost(entry.id)

    def delivered(self, entry: Entry, now: float) -> None:
        self._close(entry, delivered_at=now, last_error=None)

    def failed(self, entry: Entry, error: str, now: float) -> None:
        """Try again later, each time after a longer pause; after the last attempt, give up."""
        if entry.attempts >= MOST_ATTEMPTS:
            self.give_up(entry, error, now)
            return
        pause = min(FIRST_PAUSE * 2 ** (entry.attempts - 1), LONGEST_PAUSE)
        self._close(entry, due_at=now + pause, last_error=error)

    def give_up(self, entry: Entry, error: str, now: float) -> None:
        self._close(entry, given_up_at=now, last_error=error)

    def drop(self, session: Session, entry: Entry) -> None:
        """Nothing is to be said any more: the row goes. Raises `ClaimLost`."""
        gone = delete(ConversationOutbox).where(_held(entry))
        if session.execute(gone.execution_options(synchronize_session=False)).rowcount != 1:
            raise ClaimLost(entry.id)

    def waiting(self, conversation: str) -> int:
        """How many messages of the staff are not in the log yet."""
        wanted = select(func.count()).select_from(ConversationOutbox)
        wanted = wanted.where(
            ConversationOutbox.conversation_id == conversation,
            ConversationOutbox.kind == Kind.STAFF.value,
            ConversationOutbox.logged_at.is_(None),
            is_open(),
        )
        with Session(self._engine) as session:
            return int(session.scalar(wanted) or 0)

    def next_due(self, now: float) -> float | None:
        """When the next row may be claimed; None when nothing waits."""
        free_at = func.max(ConversationOutbox.due_at, func.coalesce(ConversationOutbox.claimed_until, 0.0))
        if self._engine.dialect.name == "postgresql":
            free_at = func.greatest(ConversationOutbox.due_at, func.coalesce(ConversationOutbox.claimed_until, 0.0))
        with Session(self._engine) as session:
            found = session.scalar(select(free_at.label("free_at")).where(is_open()).order_by("free_at").limit(1))
        return None if found is None else max(float(found), now)

    def _close(self, entry: Entry, **values: Any) -> None:
        changed = update(ConversationOutbox).where(_held(entry)).values(claim=None, claimed_until=None, **values)
        with Session(self._engine) as session, session.begin():
            session.execute(changed.execution_options(synchronize_session=False))


def _not_held(held: Held) -> list[Any]:
    """Held rows are left out here rather than put back later: they count no attempt and take no other row's place."""
    other = ConversationOutbox.kind != Kind.REMINDER.value
    if held.reminders:
        return [other]
    within = [ConversationOutbox.conversation_id.startswith(f"{one}-", autoescape=True) for one in held.channels]
    return [or_(other, not_(or_(*within)))] if within else []


def _held(entry: Entry) -> Any:
    return and_(ConversationOutbox.id == entry.id, ConversationOutbox.claim == entry.claim, is_open())


def _entry(row: ConversationOutbox) -> Entry:
    return Entry(
        id=int(row.id),
        conversation=row.conversation_id,
        kind=Kind(row.kind),
        key=row.key,
        content=row.content,
        reply=row.reply,
        attempts=int(row.attempts),
        claim=row.claim,
    )
