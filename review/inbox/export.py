"""The filtered list as a file: CSV or JSON, one row a conversation or one a turn, written as it is read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import datetime, timezone
from enum import Enum
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.models import ConversationTurn
from review.inbox import listing
from review.inbox.filters import Filters
from review.inbox.listing import Row
from review.inbox.reading import OPENING
from review.judging import judgements

Record = dict[str, Any]

CONVERSATION_COLUMNS = (
    "id", "channel", "language", "test", "kept", "started", "last_activity", "turns", "lowest_confidence",
    "lowest_likeness", "last_status", "statuses", "situations", "helped", "not_helped", "tags", "assignee", "reviewer",
    "reviewed",
)  # fmt: skip
TURN_COLUMNS = (
    "conversation", "position", "at", "text", "intent", "confidence", "likeness", "decision", "situation", "language",
    "status", "seconds", "verdict", "reason", "verdict_words", "follow_up", "judged_by", "judged",
)  # fmt: skip


class Format(str, Enum):
    CSV = "csv"
    JSON = "json"


def conversations(_session: Session, rows: tuple[Row, ...]) -> list[Record]:
    """One record a conversation."""
    return [_conversation(row) for row in rows]


def turns(session: Session, rows: tuple[Row, ...]) -> list[Record]:
    """One record a turn of these conversations, with the verdict that counts."""
    return [record for row in rows for record in _turns(session, row.id)]


def read(engine: Engine, filters: Filters, name: str, form: "Format") -> Iterator[str]:
    """The file with this name (of `EXPORTS`) in parts, read from the database while they are taken."""
    make, columns = EXPORTS[name]
    return written(listing.every(engine, filters, make), columns, form)


def written(batches: Iterable[list[Record]], columns: tuple[str, ...], form: Format) -> Iterator[str]:
    """The file in parts."""
    yield from (_csv(batches, columns) if form is Format.CSV else _json(batches))


def _csv(batches: Iterable[list[Record]], columns: tuple[str, ...]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns)
    writer.writeheader()
    # Spreadsheets read UTF-8 only with this mark at the beginning.
    yield "\ufeff" + buffer.getvalue()
    for records in batches:
        buffer.seek(0)
        buffer.truncate()
        writer.writerows({name: cell(value) for name, value in record.items()} for record in records)
        yield buffer.getvalue()


def _json(batches: Iterable[list[Record]]) -> Iterator[str]:
    opening = "[\n"
    for records in batches:
        for record in records:
            yield opening + json.dumps(record, ensure_ascii=False)
            opening = ",\n"
    yield "\n]\n" if opening != "[\n" else "[]\n"


def cell(value: Any) -> Any:
    """A value as a spreadsheet may safely open it: text that looks like a formula is marked as text.

    >>> cell("=1+1"), cell(("a", "b")), cell(None)
    ("'=1+1", 'a; b', '')
    """
    if isinstance(value, (tuple, list)):
        value = "; ".join(str(one) for one in value)
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return "" if value is None else value


def _conversation(row: Row) -> Record:
    own = asdict(row)
    care = own.pop("care")
    return {
        **{name: own[name] for name in CONVERSATION_COLUMNS if name in own},
        "test": row.is_test,
        "started": _moment(row.started_at),
        "last_activity": _moment(row.last_activity_at),
        "assignee": care["assignee_name"],
        "reviewer": care["reviewer_name"],
        "reviewed": _moment(care["reviewed_at"]),
    }


def _turns(session: Session, conversation_id: str) -> list[Record]:
    rows = session.scalars(
        select(ConversationTurn)
        .where(ConversationTurn.conversation_id == conversation_id, ConversationTurn.intent != OPENING)
        .order_by(ConversationTurn.position)
    ).all()
    given = judgements.judgements(session, conversation_id, [row.position for row in rows])
    found = []
    for row in rows:
        latest = given[row.position][0] if row.position in given else None
        judged = latest.judgement if latest else None
        own = {name: getattr(row, name) for name in TURN_COLUMNS if hasattr(row, name)}
        found.append(
            {
                **own,
                "conversation": conversation_id,
                "at": _moment(row.at),
                "verdict": _code(judged.verdict if judged else None),
                "reason": _code(judged.reason if judged else None),
                "verdict_words": judged.words if judged else None,
                "follow_up": _code(judged.follow_up if judged else None),
                "judged_by": latest.staff_name if latest else None,
                "judged": _moment(latest.at) if latest else None,
            }
        )
    return found


def _code(value: Enum | None) -> str | None:
    return str(value.value) if value else None


def _moment(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="seconds")


Maker = Callable[[Session, tuple[Row, ...]], list[Record]]
#: What can be exported, by the name of the file.
EXPORTS: dict[str, tuple[Maker, tuple[str, ...]]] = {
    "conversations": (conversations, CONVERSATION_COLUMNS),
    "turns": (turns, TURN_COLUMNS),
}
