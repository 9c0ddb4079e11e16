"""Recurring work that one worker of many does: who is at it, and when it is next due."""

from __future__ import annotations

from sqlalchemy import Column, Float, String, or_, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.conversations.models import Base


class RecurringDuty(Base):
    """One duty. `next_at` and `claimed_until` are seconds since 1970; a worker that died loses its claim then."""

    __tablename__ = "recurring_duty"

    name = Column(String(32), primary_key=True)
    next_at = Column(Float, nullable=False)
    claimed_until = Column(Float)


class Duties:
    """All duties of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        Base.metadata.create_all(engine)

    def introduce(self, name: str, first_at: float) -> None:
        """Make the duty known. One that is known already stays as it is."""
        try:
            with Session(self._engine) as session, session.begin():
                if session.get(RecurringDuty, name) is None:
                    session.add(RecurringDuty(name=name, next_at=first_at))
        except IntegrityError:
            return  # Another worker was faster.

    def claim(self, name: str, now: float, lease: float) -> bool:
        """Take the duty for `lease` seconds if it is due and nobody is at it; whether it is ours."""
        free = or_(RecurringDuty.claimed_until.is_(None), RecurringDuty.claimed_until <= now)
        ours = update(RecurringDuty).where(RecurringDuty.name == name, RecurringDuty.next_at <= now, free)
        with Session(self._engine) as session, session.begin():
            taken = session.execute(ours.values(claimed_until=now + lease).execution_options(synchronize_session=False))
        return bool(taken.rowcount == 1)

    def done(self, name: str, next_at: float) -> None:
        """The duty is done; it is due again then."""
        finished = update(RecurringDuty).where(RecurringDuty.name == name).values(next_at=next_at, claimed_until=None)
        with Session(self._engine) as session, session.begin():
            session.execute(finished.execution_options(synchronize_session=False))

    def next_at(self, name: str) -> float | None:
        """When it is due; None for a duty nobody introduced."""
        with Session(self._engine) as session:
            return session.scalar(select(RecurringDuty.next_at).where(RecurringDuty.name == name))

    def hasten(self, name: str, now: float) -> None:
        """Make the duty due at once."""
        sooner = update(RecurringDuty).where(RecurringDuty.name == name, RecurringDuty.next_at > now)
        with Session(self._engine) as session, session.begin():
            session.execute(sooner.values(next_at=now).execution_options(synchronize_session=False))
