"""Keeping the help desk's hours in the database, apart from the catalogue: staff set them in the console."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column, Integer, delete, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, declarative_base

from catalog.help_desk import HelpDesk

Base: Any = declarative_base()

ONLY = 1


class HelpDeskRecord(Base):
    """One row at most: without it nobody answers in Signpost itself, and none is promised."""

    __tablename__ = "help_desk"

    id = Column(Integer, primary_key=True)
    content = Column(JSON, nullable=False)


class HelpDeskStore:
    """Reading and writing the hours."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        Base.metadata.create_all(engine)

    def read(self) -> HelpDesk | None:
        with Session(self._engine) as session:
            content = session.scalar(select(HelpDeskRecord.content).where(HelpDeskRecord.id == ONLY))
        return HelpDesk.from_json(content) if content else None

    def write(self, desk: HelpDesk | None) -> None:
        """Replace the hours; None takes them away."""
        with Session(self._engine) as session, session.begin():
            session.execute(delete(HelpDeskRecord))
            if desk is not None:
                session.add(HelpDeskRecord(id=ONLY, content=desk.as_json()))
