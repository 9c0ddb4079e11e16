"""The tables of statistics: figures by day, counted from the conversations. They hold numbers and names of ours only.

They outlive the conversations: retention deletes what was said, not how many said something.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Float, Index, Integer, String
from sqlalchemy.orm import declarative_base

Base: Any = declarative_base()


class CountedDay(Base):
    """A day in Kyiv (`2026-11-25`) that was counted. `settled`: it will not be counted again."""

    __tablename__ = "review_counted_day"

    day = Column(String(10), primary_key=True)
    counted_at = Column(Float, nullable=False)
    settled = Column(Boolean, nullable=False)


class DayFigure(Base):
    """How often something happened on a day: `measure` is one of `Measure`, `name` what of it."""

    __tablename__ = "review_day_figure"

    day = Column(String(10), primary_key=True)
    is_test = Column(Boolean, primary_key=True)
    channel = Column(String(16), primary_key=True)
    language = Column(String(8), primary_key=True)
    measure = Column(String(16), primary_key=True)
    name = Column(String(112), primary_key=True)
    amount = Column(Integer, nullable=False)

    __table_args__ = (Index("ix_review_day_figure_measure", "measure", "day"),)
