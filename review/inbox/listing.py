"""One screen of the inbox, by keyset: the next one begins where this one ended, whatever arrives meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.members import members
from bot.conversations.models import ConversationFeedback, ConversationSummary
from review.inbox.filters import Filters, Sort
from review.inbox.selecting import SORT_COLUMNS, narrowed
from review.judging import marks
from review.judging.marks import NOBODY, Care

T = TypeVar("T")

SIZE = 50
#: Rows read at a time for an export.
EXPORT_SIZE = 500


@dataclass(frozen=True)
class Cursor:
    """A place in the list: what the conversation there is sorted by, and its id.

    >>> Cursor.of(str(Cursor(1795624872.25, "web-1"))) == Cursor(1795624872.25, "web-1")
    True
    """

    value: float
    conversation_id: str

    def __str__(self) -> str:
        return f"{self.value!r}~{self.conversation_id}"

    @classmethod
    def of(cls, text: str) -> "Cursor":
        """The cursor written so. Raises ValueError for anything else."""
        value, mark, conversation_id = text.partition("~")
        if not mark or not conversation_id or "\x00" in text:
            raise ValueError(f'"{text[:80]}" is no place in a list; it looks like 1795624872.25~web-1')
        return cls(float(value), conversation_id)


@dataclass(frozen=True)
class Row:
    """A line of the inbox. Moments are seconds since 1970; `helped` and `not_helped` count the person's feedback."""

    id: str
    channel: str
    language: str
    is_test: bool
    kept: bool
    started_at: float
    last_activity_at: float
    turns: int
    lowest_confidence: float | None
    lowest_likeness: float | None
    last_status: str | None
    statuses: tuple[str, ...]
    situations: tuple[str, ...]
    helped: int = 0
    not_helped: int = 0
    tags: tuple[str, ...] = ()
    care: Care = NOBODY

    def cursor(self, sort: Sort) -> Cursor:
        values = {
            Sort.ACTIVITY: self.last_activity_at,
            Sort.START: self.started_at,
            Sort.CONFIDENCE: self.lowest_confidence or 0.0,
        }
        return Cursor(values[sort], self.id)


@dataclass(frozen=True)
class Screen:
    """Rows in order; `previous` and `next` say where the screens beside it begin, None at either end."""

    rows: tuple[Row, ...]
    previous: Cursor | None
    next: Cursor | None


def screen(
    session: Session,
    filters: Filters,
    after: Cursor | None = None,
    before: Cursor | None = None,
    size: int = SIZE,
) -> Screen:
    """The rows after (or, when given, just before) a place in the list; from its beginning without a place."""
    backwards = before is not None
    place = before if backwards else after
    ids = _ids(session, filters, place, backwards, size + 1)
    more, ids = len(ids) > size, ids[:size]
    rows = read(session, ids[::-1] if backwards else ids)
    if not rows:
        return Screen((), after, None) if after else Screen((), None, before)
    first, last = rows[0].cursor(filters.sort), rows[-1].cursor(filters.sort)
    has_previous, has_next = (more, True) if backwards else (after is not None, more)
    return Screen(rows, first if has_previous else None, last if has_next else None)


def neighbours(session: Session, filters: Filters, row: Row) -> tuple[str | None, str | None]:
    """The ids of the conversations before and after this one in the list of these filters."""
    if filters.sort is Sort.CONFIDENCE and row.lowest_confidence is None:
        return None, None
    place = row.cursor(filters.sort)
    previous, following = (_ids(session, filters, place, backwards, 1) for backwards in (True, False))
    return next(iter(previous), None), next(iter(following), None)


def every(engine: Engine, filters: Filters, make: Callable[[Session, tuple[Row, ...]], T]) -> Iterator[T]:
    """What `make` makes of all rows of these filters, some hundred at a time.

    Each part is read in a transaction of its own: a long download holds nothing up.
    """
    place: Cursor | None = None
    while True:
        with Session(engine) as session:
            part = screen(session, filters, after=place, size=EXPORT_SIZE)
            made = make(session, part.rows)
        yield made
        if part.next is None:
            return
        place = part.next


def read(session: Session, ids: Sequence[str]) -> tuple[Row, ...]:
    """These conversations as rows, in this order; those that are gone are left out."""
    wanted = select(ConversationSummary).where(ConversationSummary.conversation_id.in_(ids))
    found = {row.conversation_id: row for row in session.scalars(wanted)}
    tags, care, feedback = marks.tags(session, ids), marks.care(session, ids), _feedback(session, ids)
    return tuple(
        _row(found[one], feedback.get(one, (0, 0)), tags.get(one, ()), care.get(one, NOBODY))
        for one in ids
        if one in found
    )


def _ids(session: Session, filters: Filters, place: Cursor | None, backwards: bool, size: int) -> list[str]:
    column, own = SORT_COLUMNS[filters.sort], ConversationSummary.conversation_id
    ascending = (filters.sort is Sort.CONFIDENCE) != backwards
    query = narrowed(select(own), filters, session.get_bind().dialect.name)
    if place is not None:
        # The first condition is what an index can jump to; the second leaves out what shares the moment.
        beyond = column >= place.value if ascending else column <= place.value
        later = (own > place.conversation_id) if ascending else (own < place.conversation_id)
        query = query.where(beyond, (column != place.value) | later)
    order = (column.asc(), own.asc()) if ascending else (column.desc(), own.desc())
    return list(session.scalars(query.order_by(*order).limit(size)))


def _feedback(session: Session, ids: Sequence[str]) -> Mapping[str, tuple[int, int]]:
    rows = session.execute(
        select(ConversationFeedback.conversation_id, ConversationFeedback.helped, func.count())
        .where(ConversationFeedback.conversation_id.in_(ids))
        .group_by(ConversationFeedback.conversation_id, ConversationFeedback.helped)
    )
    found: dict[str, tuple[int, int]] = {}
    for conversation_id, helped, count in rows:
        yes, no = found.get(conversation_id, (0, 0))
        found[conversation_id] = (yes + count, no) if helped else (yes, no + count)
    return found


def _row(summary: Any, feedback: tuple[int, int], tags: tuple[str, ...], care: Care) -> Row:
    return Row(
        id=summary.conversation_id,
        channel=summary.channel,
        language=summary.language,
        is_test=summary.is_test,
        kept=summary.kept,
        started_at=summary.started_at,
        last_activity_at=summary.last_activity_at,
        turns=summary.turn_count,
        lowest_confidence=summary.lowest_confidence,
        lowest_likeness=summary.lowest_likeness,
        last_status=summary.last_status,
        statuses=members(summary.statuses),
        situations=members(summary.situations),
        helped=feedback[0],
        not_helped=feedback[1],
        tags=tags,
        care=care,
    )
