"""The table of saved views. Times are seconds since 1970."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Float, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import declarative_base

Base: Any = declarative_base()


class SavedView(Base):
    """Filters under a name. Only who saved them sees them, unless they are shared."""

    __tablename__ = "review_saved_view"

    id = Column(Integer, primary_key=True)
    staff_id = Column(Integer, nullable=False)
    staff_name = Column(String(64), nullable=False)
    name = Column(String(60), nullable=False)
    query = Column(Text, nullable=False)
    shared = Column(Boolean, nullable=False)
    saved_at = Column(Float, nullable=False)

    __table_args__ = (UniqueConstraint("staff_id", "name", name="uq_review_saved_view_name"),)
