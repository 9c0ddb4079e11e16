"""The tables of conversations.

`conversation_event` is append-only: everything that happened, in order. `conversation` holds the bounded working state
beside it. `conversation_turn` is one row a turn with its single status, which console and metrics read.
`conversation_summary` is one small row a conversation: all that lists of a million messages filter and sort by.
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


class ConversationSummary(Base):
    """What lists show of a conversation and filter by, kept in step by the store in the transaction of each turn.

    `statuses` and `situations` hold every one the conversation touched, as `|one|another|`. `lowest_*` look at typed
    messages only: a button is always understood. `turn_count` counts what the person said or pressed. `kept`: staff
    asked that retention spare it (the person's own "forget me" deletes it all the same).
    """

    __tablename__ = "conversation_summary"

    number = Column(RowNumber, primary_key=True, autoincrement=True)
    conversation_id = Column(ForeignKey(Conversation.id, ondelete="CASCADE"), nullable=False, unique=True)
    channel = Column(String(16), nullable=False)
    language = Column(String(8), nullable=False)
    is_test = Column(Boolean, nullable=False)
    kept = Column(Boolean, nullable=False, default=False)
    started_at = Column(Float, nullable=False)
    last_activity_at = Column(Float, nullable=False)
    turn_count = Column(Integer, nullable=False, default=0)
    lowest_confidence = Column(Float)
    lowest_likeness = Column(Float)
    last_status = Column(String(16))
    statuses = Column(Text, nullable=False, default="")
    situations = Column(Text, nullable=False, default="")

    # The first index holds every column a filter looks at: the database reads it in order and never the rows.
    __table_args__ = (
        Index(
            "ix_conversation_summary_activity",
            "is_test",
            "last_activity_at",
            "conversation_id",
            "number",
            "turn_count",
            "channel",
            "language",
            "last_status",
            "lowest_confidence",
            "lowest_likeness",
            "statuses",
            "situations",
        ),
        Index("ix_conversation_summary_start", "is_test", "started_at", "conversation_id"),
        Index("ix_conversation_summary_confidence", "is_test", "lowest_confidence", "conversation_id"),
    )


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
    """One message of the person and what came of it. `seconds` is how long the answer took.

    `likeness` says from 0 to 1 how like anything in training the message is; None where the model does not tell.
    """

    __tablename__ = "conversation_turn"

    id = Column(RowNumber, primary_key=True, autoincrement=True)
    conversation_id = Column(ForeignKey(Conversation.id, ondelete="CASCADE"), nullable=False, index=True)
    position = Column(Integer, nullable=False)
    at = Column(Float, nullable=False, index=True)
    text = Column(Text, nullable=False)
    intent = Column(String(64), nullable=False)
    confidence = Column(Float)
    likeness = Column(Float)
    decision = Column(String(16))
    situation = Column(String(48))
    language = Column(String(8), nullable=False)
    status = Column(String(16), nullable=False, index=True)
    seconds = Column(Float)


class ConversationFeedback(Base):
    """The person's own judgement of an answer. `position` is that of the turn that was judged.

    `words` are what they wrote about it, without personal data; None when they only pressed a button.
    """

    __tablename__ = "conversation_feedback"

    id = Column(RowNumber, primary_key=True, autoincrement=True)
    conversation_id = Column(ForeignKey(Conversation.id, ondelete="CASCADE"), nullable=False, index=True)
    position = Column(Integer, nullable=False)
    at = Column(Float, nullable=False, index=True)
    helped = Column(Boolean, nullable=False)
    words = Column(Text)
