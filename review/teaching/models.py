"""The tables of teaching. Times are seconds since 1970; staff are named by number and by what they were called then.

Examples and tests hold a person's words and go with the conversation when it is deleted. A remark is about the
catalogue: it stays, and forgets where it came from.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Float, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import declarative_base

from bot.conversations.models import Conversation

Base: Any = declarative_base()

#: SQLite numbers rows itself only for INTEGER.
RowNumber = BigInteger().with_variant(Integer, "sqlite")


class TaughtExample(Base):
    """A text and what it means. `message` is what the person wrote, `text` what the model shall learn from.

    `kind` tells an example of an intent from a phrase that settles a circumstance. `understood` is what the model made
    of the message. `exported_at` is when the example reached the files.
    """

    __tablename__ = "review_example"

    id = Column(RowNumber, primary_key=True, autoincrement=True)
    conversation_id = Column(ForeignKey(Conversation.id, ondelete="CASCADE"), nullable=False, index=True)
    position = Column(Integer, nullable=False)
    kind = Column(String(16), nullable=False)
    label = Column(String(120), nullable=False)
    language = Column(String(16), nullable=False)
    message = Column(Text, nullable=False)
    text = Column(Text, nullable=False)
    understood = Column(String(120), nullable=False)
    state = Column(String(16), nullable=False)
    proposed_by = Column(Integer, nullable=False)
    proposer = Column(String(64), nullable=False)
    proposed_at = Column(Float, nullable=False)
    decided_by = Column(Integer)
    decider = Column(String(64))
    decided_at = Column(Float)
    exported_at = Column(Float)

    __table_args__ = (
        Index("ix_review_example_state", "state", "id"),
        Index("ix_review_example_turn", "conversation_id", "position"),
    )


class RegressionTest(Base):
    """A conversation as a test, in the form of `tests/conversations/*.yml`. One a conversation."""

    __tablename__ = "review_regression_test"

    conversation_id = Column(ForeignKey(Conversation.id, ondelete="CASCADE"), primary_key=True)
    title = Column(String(120), nullable=False)
    turns = Column(JSON, nullable=False)
    staff_id = Column(Integer, nullable=False)
    staff_name = Column(String(64), nullable=False)
    at = Column(Float, nullable=False)
    exported_at = Column(Float)


class CatalogueRemark(Base):
    """What somebody would change in the catalogue. `step` is empty for the situation as a whole."""

    __tablename__ = "review_remark"

    id = Column(RowNumber, primary_key=True, autoincrement=True)
    conversation_id = Column(ForeignKey(Conversation.id, ondelete="SET NULL"), index=True)
    position = Column(Integer)
    situation = Column(String(64), nullable=False)
    step = Column(String(64), nullable=False)
    words = Column(Text, nullable=False)
    staff_id = Column(Integer, nullable=False)
    staff_name = Column(String(64), nullable=False)
    at = Column(Float, nullable=False)
    settled_by = Column(String(64))
    settled_at = Column(Float)
