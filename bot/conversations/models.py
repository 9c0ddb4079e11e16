"""The tables of conversations.

`conversation_event` is append-only: everything that happened, in order. `conversation` holds the bounded working state
beside it. `conversation_turn` is one row a turn with its single status, which console and metrics read.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import declarative_base

Base: Any = declarative_base()

#: SQLite numbers rows itself only for INTEGER.
RowNumber = BigInteger().with_variant(Integer, "sqlite")


class Conversation(Base):
    """One conversation of one person in one channel. `id` carries the channel's own id space (`web-…`)."""

    __tablename__ = "conversation"

    id = Column(String(96), primary_key=True)
    channel = Column(String(16), nullable=False, index=True)
    language = Column(String(8), nullable=False)
    situation = Column(String(48))
    started_at = Column(Float, nullable=False)
    last_activity_at = Column(Float, nullable=False, index=True)
    event_count = Column(Integer, nullable=False, default=0)
    is_test = Column(Boolean, nullable=False, default=False)
    working = Column(JSON, nullable=False)


class ConversationEvent(Base):
    """One Rasa event. `at` is the time in seconds since 1970; `type` is Rasa's name for it (user, bot, slot …)."""

    __tablename__ = "conversation_event"

    id = Column(RowNumber, primary_key=True, autoincrement=True)
    conversation_id = Column(ForeignKey(Conversation.id, ondelete="CASCADE"), nullable=False)
    position = Column(Integer, nullable=False)
    type = Column(String(24), nullable=False)
    at = Column(Float, nullable=False)
    data = Column(JSON, nullable=False)

    __table_args__ = (Index("ix_conversation_event_order", "conversation_id", "position", unique=True),)


class ConversationTurn(Base):
    """One message of the person and what came of it. `seconds` is how long the answer took."""

    __tablename__ = "conversation_turn"

    id = Column(RowNumber, primary_key=True, autoincrement=True)
    conversation_id = Column(ForeignKey(Conversation.id, ondelete="CASCADE"), nullable=False, index=True)
    position = Column(Integer, nullable=False)
    at = Column(Float, nullable=False, index=True)
    text = Column(Text, nullable=False)
    intent = Column(String(64), nullable=False)
    confidence = Column(Float)
    decision = Column(String(16))
    situation = Column(String(48))
    language = Column(String(8), nullable=False)
    status = Column(String(16), nullable=False, index=True)
    seconds = Column(Float)
