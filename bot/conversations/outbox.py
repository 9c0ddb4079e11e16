"""What is to be told a person unasked: a reminder that falls due, a message of the staff.

A row waits until it is due. A worker claims it for a while, writes it into the log, sends it, and closes the row.
Log and row change in one transaction, so the history shows each message once, whatever dies in between. Sending cannot
be part of a transaction: if a worker dies between Telegram's yes and ours, the message is sent again. We would rather
say a thing twice than never.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.models import Base, Conversation, RowNumber
from bot.conversations.ownership import Note, unnoted

#: How long a claim holds, in seconds; a worker that died loses its rows after so long.
CLAIM_LIFETIME = 120.0
#: Seconds before the second attempt; each further one waits twice as long, at most `LONGEST_PAUSE`.
FIRST_PAUSE = 15.0
LONGEST_PAUSE = 3600.0
#: After so many attempts, about half a day, we give up.
MOST_ATTEMPTS = 20


class Kind(str, Enum):
    """What waits in the outbox."""

    REMINDER = "reminder"
    STAFF = "staff"
    HANDED_BACK = "handed_back"


class ConversationOutbox(Base):
    """One message to deliver. `due_at` and the other times are seconds since 1970.

    `content` says what to compose, `reply` what was composed when it went into the log. `key` names a reminder within
    its conversation. A row is open until `delivered_at` or `given_up_at` is set.
    """

    __tablename__ = "conversation_outbox"

    id = Column(RowNumber, primary_key=True, autoincrement=True)
    conversation_id = Column(ForeignKey(Conversation.id, ondelete="CASCADE"), nullable=False, index=True)
    kind = Column(String(16), nullable=False)
    key = Column(String(128))
    due_at = Column(Float, nullable=False)
    content = Column(JSON, nullable=False)
    created_by = Column(String(64), nullable=False)
    created_at = Column(Float, nullable=False)
    reply = Column(JSON(none_as_null=True))
    logged_at = Column(Float)
    delivered_at = Column(Float)
    given_up_at = Column(Float)
    attempts = Column(Integer, nullable=False, default=0)
    last_error = Column(Text)
    claim = Column(String(32))
    claimed_until = Column(Float)

    __table_args__ = (Index("ix_conversation_outbox_due", "delivered_at", "given_up_at", "due_at"),)


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

    def claim(self, now: float, limit: int = 20) -> list[Entry]:
        """Up to `limit` due rows, the earliest first, each claimed by this caller only."""
        with Session(self._engine) as session:
            due = session.scalars(
                select(ConversationOutbox.id).where(_claimable(now)).order_by(ConversationOutbox.due_at).limit(limit)
            ).all()
        return [entry for row_id in due if (entry := self._claim_one(int(row_id), now)) is not None]

    def _claim_one(self, row_id: int, now: float) -> Entry | None:
        claim = secrets.token_hex(16)
        taken = (
            update(ConversationOutbox)
            .where(ConversationOutbox.id == row_id, _claimable(now))
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
            _open(),
        )
        with Session(self._engine) as session:
            return int(session.scalar(wanted) or 0)

    def next_due(self, now: float) -> float | None:
        """When the next row may be claimed; None when nothing waits."""
        free_at = func.max(ConversationOutbox.due_at, func.coalesce(ConversationOutbox.claimed_until, 0.0))
        if self._engine.dialect.name == "postgresql":
            free_at = func.greatest(ConversationOutbox.due_at, func.coalesce(ConversationOutbox.claimed_until, 0.0))
        with Session(self._engine) as session:
            found = session.scalar(select(free_at.label("free_at")).where(_open()).order_by("free_at").limit(1))
        return None if found is None else max(float(found), now)

    def _close(self, entry: Entry, **values: Any) -> None:
        changed = update(ConversationOutbox).where(_held(entry)).values(claim=None, claimed_until=None, **values)
        with Session(self._engine) as session, session.begin():
            session.execute(changed.execution_options(synchronize_session=False))


def new_row(
    conversation: str,
    kind: Kind,
    content: Mapping[str, Any],
    *,
    due_at: float,
    created_by: str,
    now: float,
    key: str | None = None,
) -> ConversationOutbox:
    return ConversationOutbox(
        conversation_id=conversation,
        kind=kind.value,
        key=key,
        due_at=due_at,
        content=dict(content),
        created_by=created_by,
        created_at=now,
        attempts=0,
    )


def _open() -> Any:
    return and_(ConversationOutbox.delivered_at.is_(None), ConversationOutbox.given_up_at.is_(None))


def _claimable(now: float) -> Any:
    free = or_(ConversationOutbox.claimed_until.is_(None), ConversationOutbox.claimed_until <= now)
    return and_(_open(), ConversationOutbox.due_at <= now, free)


def _held(entry: Entry) -> Any:
    return and_(ConversationOutbox.id == entry.id, ConversationOutbox.claim == entry.claim, _open())


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
