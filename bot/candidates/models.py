"""The tables of candidates and of which model is live. Times are seconds since 1970."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Column, Float, Integer, String, Text
from sqlalchemy.orm import declarative_base

Base: Any = declarative_base()

#: SQLite numbers rows itself only for INTEGER.
RowNumber = BigInteger().with_variant(Integer, "sqlite")


class ModelCandidate(Base):
    """One training. `busy` is true while it is being made and NULL afterwards, so that there is one at a time.

    `heartbeat_at` moves while its process is alive. `files` is the fingerprint of what the model was made from.
    """

    __tablename__ = "model_candidate"

    id = Column(RowNumber, primary_key=True, autoincrement=True)
    busy = Column(Boolean, unique=True)
    stage = Column(String(16), nullable=False)
    step = Column(String(200), nullable=False, default="")
    asked_by_id = Column(Integer, nullable=False)
    asked_by = Column(String(64), nullable=False)
    asked_at = Column(Float, nullable=False)
    heartbeat_at = Column(Float, nullable=False)
    finished_at = Column(Float)
    examples = Column(Integer, nullable=False, default=0)
    files = Column(String(16), nullable=False, default="")
    phrases = Column(String(16), nullable=False, default="")
    model = Column(String(160), nullable=False, default="")
    compared_with = Column(String(160), nullable=False, default="")
    problem = Column(Text, nullable=False, default="")
    comparison = Column(JSON)


class LiveModel(Base):
    """One decision about which model is live; the last one counts, rows are only ever added.

    `model` is below the folder of models, empty for the newest one made from the files. `files` are the fingerprints of
    training files with which the decision holds, `phrases` that of the catalogue's phrases.
    """

    __tablename__ = "live_model"

    id = Column(RowNumber, primary_key=True, autoincrement=True)
    model = Column(String(160), nullable=False)
    why = Column(String(16), nullable=False)
    candidate_id = Column(Integer)
    files = Column(JSON, nullable=False)
    phrases = Column(String(16), nullable=False)
    decided_by = Column(String(64), nullable=False)
    at = Column(Float, nullable=False)
