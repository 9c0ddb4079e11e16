"""The table of what is to be told a person unasked, and when a row of it may be taken."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, Integer, String, Text, and_, or_

from bot.conversations.models import Base, Conversation, RowNumber


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


def is_open() -> Any:
    """The condition that a row is still to be delivered."""
    return and_(ConversationOutbox.delivered_at.is_(None), ConversationOutbox.given_up_at.is_(None))


def claimable(now: float) -> Any:
    """The condition that a row is due and held by nobody."""
    free = or_(ConversationOutbox.claimed_until.is_(None), ConversationOutbox.claimed_until <= now)
    return and_(is_open(), ConversationOutbox.due_at <= now, free)
