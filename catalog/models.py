"""The catalogue's tables. They are written as a whole by `catalog.store` and never edited by hand.

Columns hold what one asks a database for; the rest of a record is its `content`, the JSON of the value in
`catalog.situations` or `catalog.catalogue`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column, DateTime, ForeignKey, Integer, String, Text
from sqlalchemy.orm import declarative_base

Base: Any = declarative_base()


class CatalogueVersion(Base):
    """One row: which content is loaded, and since when."""

    __tablename__ = "catalogue_version"

    id = Column(Integer, primary_key=True)
    version = Column(String(64), nullable=False)
    loaded_at = Column(DateTime(timezone=True), nullable=False)
    rates_expired = Column(JSON, nullable=False)


class SituationRecord(Base):
    __tablename__ = "catalogue_situation"

    id = Column(String(48), primary_key=True)
    position = Column(Integer, nullable=False)
    audience = Column(String(16), nullable=False, index=True)
    topic = Column(String(48), nullable=False, index=True)
    title_uk = Column(Text, nullable=False)
    title_en = Column(Text, nullable=False)
    content = Column(JSON, nullable=False)


class StepRecord(Base):
    __tablename__ = "catalogue_step"

    situation_id = Column(ForeignKey(SituationRecord.id, ondelete="CASCADE"), primary_key=True)
    id = Column(String(48), primary_key=True)
    position = Column(Integer, nullable=False)
    title_uk = Column(Text, nullable=False)
    title_en = Column(Text, nullable=False)
    checked = Column(String(7), nullable=False, index=True)
    confidence = Column(String(8), nullable=False, index=True)
    content = Column(JSON, nullable=False)


class ServiceRecord(Base):
    __tablename__ = "catalogue_service"

    key = Column(String(48), primary_key=True)
    position = Column(Integer, nullable=False)
    identifier = Column(String(5), index=True)
    title = Column(Text, nullable=False)
    content = Column(JSON, nullable=False)


class TermRecord(Base):
    __tablename__ = "catalogue_term"

    id = Column(String(48), primary_key=True)
    position = Column(Integer, nullable=False)
    content = Column(JSON, nullable=False)


class TopicRecord(Base):
    __tablename__ = "catalogue_topic"

    id = Column(String(48), primary_key=True)
    position = Column(Integer, nullable=False)
    content = Column(JSON, nullable=False)


class RateRecord(Base):
    __tablename__ = "catalogue_rate"

    id = Column(String(48), primary_key=True)
    position = Column(Integer, nullable=False)
    content = Column(JSON, nullable=False)


class ContactRecord(Base):
    __tablename__ = "catalogue_contact"

    id = Column(String(48), primary_key=True)
    position = Column(Integer, nullable=False)
    content = Column(JSON, nullable=False)


class OutageRecord(Base):
    __tablename__ = "catalogue_outage"

    id = Column(String(48), primary_key=True)
    position = Column(Integer, nullable=False)
    content = Column(JSON, nullable=False)
