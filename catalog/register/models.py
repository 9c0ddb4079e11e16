"""The tables of what is imported. They stand beside the authored catalogue's, and `catalog load` leaves them alone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, Column, DateTime, Float, Index, Integer, String, Text
from sqlalchemy.orm import declarative_base

RegisterBase: Any = declarative_base()


class ImportRecord(RegisterBase):
    """What was imported last of each kind: "services", "offices". `version` changes when any record does."""

    __tablename__ = "register_import"

    kind = Column(String(16), primary_key=True)
    version = Column(String(64), nullable=False)
    source = Column(Text, nullable=False)
    imported_at = Column(DateTime(timezone=True), nullable=False)
    records = Column(Integer, nullable=False)


class ImportedService(RegisterBase):
    """A service of the register. `content` is the JSON of `RegisterService`, `fingerprint` that of the content."""

    __tablename__ = "register_service"

    key = Column(String(32), primary_key=True)
    name = Column(Text, nullable=False)
    short_name = Column(Text, nullable=False)
    fingerprint = Column(String(32), nullable=False)
    source = Column(Text, nullable=False)
    imported_at = Column(DateTime(timezone=True), nullable=False)
    content = Column(JSON, nullable=False)


class ImportedOffice(RegisterBase):
    """A service centre. `content` is the JSON of `RegisterOffice`."""

    __tablename__ = "register_office"

    key = Column(String(32), primary_key=True)
    kind = Column(String(16), nullable=False)
    locality = Column(Text, nullable=False)
    is_open = Column(Boolean, nullable=False)
    latitude = Column(Float)
    longitude = Column(Float)
    fingerprint = Column(String(32), nullable=False)
    source = Column(Text, nullable=False)
    imported_at = Column(DateTime(timezone=True), nullable=False)
    content = Column(JSON, nullable=False)

    __table_args__ = (
        Index("ix_register_office_point", "latitude", "longitude"),
        Index("ix_register_office_locality", "locality", "key"),
    )
