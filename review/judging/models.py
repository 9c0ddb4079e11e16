"""The tables of judging. All of them go with the conversation when it is deleted. Times are seconds since 1970.

Staff are named by the number of their account and by what they were called then.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import declarative_base

from bot.conversations.models import Conversation

Base: Any = declarative_base()

#: SQLite numbers rows itself only for INTEGER.
RowNumber = BigInteger().with_variant(Integer, "sqlite")


class TurnVerdict(Base):
    """One verdict on the turn at `position` of the log. The latest one counts; earlier ones stay as its history."""

    __tablename__ = "review_verdict"

    id = Column(RowNumber, primary_key=True, autoincrement=True)
    conversation_id = Column(ForeignKey(Conversation.id, ondelete="CASCADE"), nullable=False)
    position = Column(Integer, nullable=False)
    verdict = Column(String(16), nullable=False)
    reason = Column(String(32))
    words = Column(Text, nullable=False)
    follow_up = Column(String(32))
    staff_id = Column(Integer, nullable=False)
    staff_name = Column(String(64), nullable=False)
    at = Column(Float, nullable=False)
    #: Whether it is the latest on its turn, so that lists need not compare.
    counts = Column(Boolean, nullable=False)

    __table_args__ = (
        Index("ix_review_verdict_turn", "conversation_id", "position", "id"),
        Index("ix_review_verdict_counting", "counts", "verdict", "conversation_id"),
    )


class ReviewState(Base):
    """Who looks after a conversation, and who has reviewed it. No row: nobody yet."""

    __tablename__ = "review_state"

    conversation_id = Column(ForeignKey(Conversation.id, ondelete="CASCADE"), primary_key=True)
    assignee_id = Column(Integer, index=True)
    assignee_name = Column(String(64))
    reviewer_id = Column(Integer, index=True)
    reviewer_name = Column(String(64))
    reviewed_at = Column(Float)


class ConversationTag(Base):
    """One tag on one conversation, as it was first written; tags are compared by `folded`."""

    __tablename__ = "review_tag"

    conversation_id = Column(ForeignKey(Conversation.id, ondelete="CASCADE"), primary_key=True)
    folded = Column(String(80), primary_key=True, index=True)
    tag = Column(String(40), nullable=False)
    staff_id = Column(Integer, nullable=False)
    at = Column(Float, nullable=False)


class ConversationNote(Base):
    """A remark of one member of staff for the others. The person never sees it."""

    __tablename__ = "review_note"

    id = Column(RowNumber, primary_key=True, autoincrement=True)
    conversation_id = Column(ForeignKey(Conversation.id, ondelete="CASCADE"), nullable=False, index=True)
    words = Column(Text, nullable=False)
    staff_id = Column(Integer, nullable=False)
    staff_name = Column(String(64), nullable=False)
    at = Column(Float, nullable=False)
