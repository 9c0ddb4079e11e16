"""Remarks on the catalogue: the editors' list. Callers hold the transaction."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timezone

from sqlalchemy import select
from sqlalchemy.orm import Session

from review.access.staff import Staff
from review.inbox.export import cell
from review.teaching.models import CatalogueRemark

WORDS_LIMIT = 2000


@dataclass(frozen=True)
class Remark:
    """`step` is empty for the situation as a whole. `conversation_id` is None once the conversation is deleted."""

    id: int
    conversation_id: str | None
    position: int | None
    situation: str
    step: str
    words: str
    staff_name: str
    at: float
    settled_by: str | None = None
    settled_at: float | None = None


def add(
    session: Session,
    who: Staff,
    at: float,
    place: tuple[str, int],
    situation: str,
    step: str,
    words: str,
) -> int:
    """Keep a remark from the turn at `place` (conversation and position); its number. ValueError if it has no words."""
    if not 0 < len(words) <= WORDS_LIMIT:
        raise ValueError(f"a remark has 1 to {WORDS_LIMIT} characters, this one has {len(words)}")
    row = CatalogueRemark(
        conversation_id=place[0],
        position=place[1],
        situation=situation,
        step=step,
        words=words,
        staff_id=who.id,
        staff_name=who.name,
        at=at,
    )
    session.add(row)
    session.flush()
    return int(row.id)


def listed(session: Session, settled: bool = False) -> tuple[Remark, ...]:
    """The open remarks, or the settled ones, by situation and step."""
    wanted = select(CatalogueRemark).where(
        CatalogueRemark.settled_at.is_not(None) if settled else CatalogueRemark.settled_at.is_(None)
    )
    rows = session.scalars(wanted.order_by(CatalogueRemark.situation, CatalogueRemark.step, CatalogueRemark.id))
    return tuple(_remark(row) for row in rows)


def settle(session: Session, who: Staff, at: float, number: int, settled: bool) -> None:
    """Say that a remark was dealt with, or open it again. LookupError if there is none with this number."""
    row = session.get(CatalogueRemark, number, with_for_update=True)
    if row is None:
        raise LookupError(f"there is no remark {number}")
    row.settled_by = who.name if settled else None
    row.settled_at = at if settled else None


def as_csv(remarks: Iterable[Remark]) -> str:
    """The list for a spreadsheet; text that it would run as a formula is marked as text."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(("situation", "step", "remark", "who", "when", "conversation", "settled"))
    for one in remarks:
        values = (one.situation, one.step, one.words, one.staff_name, _iso(one.at), one.conversation_id or "")
        writer.writerow([cell(value) for value in (*values, _iso(one.settled_at) if one.settled_at else "")])
    return "\ufeff" + file.getvalue()


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="seconds")


def _remark(row: CatalogueRemark) -> Remark:
    return Remark(
        row.id,
        row.conversation_id,
        row.position,
        row.situation,
        row.step,
        row.words,
        row.staff_name,
        row.at,
        row.settled_by,
        row.settled_at,
    )
