"""Everything that a deletion touches beyond the conversation's own tables, in its transaction."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.candidates.models import Base, ModelCandidate
from review.retention.traces import Traces


class Forgetting:
    """To be called with the ids before conversations are deleted (`bot.conversations.deletion.Before`)."""

    def __init__(self, engine: Engine) -> None:
        Base.metadata.create_all(engine)
        self._traces = Traces(engine)

    def __call__(self, session: Session, ids: Sequence[str]) -> None:
        self._traces(session, ids)
        _leave_out_of_comparisons(session, frozenset(ids))


def _leave_out_of_comparisons(session: Session, ids: frozenset[str]) -> None:
    """Comparisons of models name the turns that came out differently; a Telegram chat's number names a person."""
    for row in session.scalars(select(ModelCandidate).where(ModelCandidate.comparison.is_not(None))):
        turns = (row.comparison or {}).get("turns") or []
        left = [turn for turn in turns if turn["conversation"] not in ids]
        if len(left) != len(turns):
            row.comparison = {**row.comparison, "turns": left}
    session.flush()
