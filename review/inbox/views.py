"""Saved views: filters that a member of staff comes back to. Callers hold the transaction."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from review.access.staff import Staff
from review.inbox.filter_address import query_of
from review.inbox.filters import Filters
from review.inbox.models import SavedView

NAME_LIMIT = 60


@dataclass(frozen=True)
class View:
    """`query` is that of the address. `own`: the reader saved it and may delete it."""

    id: int
    name: str
    query: str
    shared: bool
    own: bool
    staff_name: str


def views(session: Session, who: Staff) -> tuple[View, ...]:
    """Those the reader saved, then those that others share, each in alphabetical order."""
    rows = session.scalars(
        select(SavedView).where(or_(SavedView.staff_id == who.id, SavedView.shared.is_(True))).order_by(SavedView.name)
    )
    found = [View(row.id, row.name, row.query, row.shared, row.staff_id == who.id, row.staff_name) for row in rows]
    return tuple(sorted(found, key=lambda view: not view.own))


def save(session: Session, who: Staff, at: float, name: str, filters: Filters, shared: bool) -> None:
    """Save the filters under this name, in place of what the reader had saved under it.

    Raises ValueError when the name is empty or too long.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= NAME_LIMIT:
        raise ValueError(f"the name of a view has 1 to {NAME_LIMIT} characters, this one has {len(name)}")
    row = session.scalar(select(SavedView).where(SavedView.staff_id == who.id, SavedView.name == name))
    if row is None:
        row = SavedView(staff_id=who.id, name=name)
        session.add(row)
    row.staff_name, row.query, row.shared, row.saved_at = who.name, query_of(filters), shared, at


def remove(session: Session, who: Staff, view_id: int) -> str | None:
    """Delete a view of the reader's own; its name, or None when there is no such view of theirs."""
    row = session.get(SavedView, view_id)
    if row is None or row.staff_id != who.id:
        return None
    session.delete(row)
    return str(row.name)
