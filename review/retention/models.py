"""What is remembered of conversations that are gone: that something drawn from them had reached the files."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Float, Index, String
from sqlalchemy.orm import declarative_base

from review.judging.models import RowNumber

Base: Any = declarative_base()


class ExportedTrace(Base):
    """An example or a test in the files whose conversation was deleted. `digest` is the SHA-256 of its text there.

    Nothing leads from it to a person or a conversation; who has the files can find the line by its digest.
    """

    __tablename__ = "review_exported_trace"

    id = Column(RowNumber, primary_key=True, autoincrement=True)
    kind = Column(String(16), nullable=False)
    digest = Column(String(64), nullable=False)
    exported_at = Column(Float, nullable=False)
    deleted_at = Column(Float, nullable=False)

    __table_args__ = (Index("ix_review_exported_trace_deleted", "deleted_at"),)
