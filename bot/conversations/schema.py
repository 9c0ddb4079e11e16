"""Making the tables, and bringing a database of an earlier Signpost up to date, at start."""

from __future__ import annotations

import logging
from itertools import pairwise
from typing import Any

from sqlalchemy import inspect, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateColumn

from bot.conversations import full_text, summaries
from bot.conversations.members import with_member
from bot.conversations.models import Base, Conversation, ConversationEvent, ConversationSummary, ConversationTurn
from bot.conversations.turns import turn_of

log = logging.getLogger(__name__)

#: Conversations summarised in one transaction, so that a large database does not stand still.
BATCH = 200


def prepare(engine: Engine) -> None:
    """Make what is missing: tables, columns added since, summaries of conversations kept before there were any."""
    Base.metadata.create_all(engine)
    add_missing_columns(engine)
    full_text.prepare(engine)
    summarise_old(engine)


def add_missing_columns(engine: Engine) -> None:
    """Add columns that the tables in the database lack. Only columns that may be empty can come late.

    Raises RuntimeError, naming the column, for one that may not.
    """
    found = inspect(engine)
    with engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            present = {column["name"] for column in found.get_columns(table.name)}
            for column in table.columns:
                if column.name in present:
                    continue
                if not column.nullable:
                    raise RuntimeError(f"{table.name}.{column.name} is missing and may not be empty; make it nullable")
                definition = CreateColumn(column).compile(dialect=engine.dialect)
                connection.execute(text(f"ALTER TABLE {table.name} ADD COLUMN {definition}"))


def summarise_old(engine: Engine) -> None:
    """Summarise conversations that have no summary, from their log."""
    missing = select(Conversation.id).where(
        ~select(ConversationSummary.number).where(ConversationSummary.conversation_id == Conversation.id).exists()
    )
    while True:
        with Session(engine) as session, session.begin():
            ids = session.scalars(missing.limit(BATCH)).all()
            for conversation_id in ids:
                _summarise(session, session.get(Conversation, conversation_id))
        if not ids:
            return
        log.info("%d conversations of an earlier version were summarised", len(ids))


def _summarise(session: Session, row: Conversation) -> None:
    """Go through the log turn by turn. A summary comes out even if the log is empty, so this ends."""
    starts = session.scalars(
        select(ConversationTurn).where(ConversationTurn.conversation_id == row.id).order_by(ConversationTurn.position)
    ).all()
    events = session.execute(
        select(ConversationEvent.position, ConversationEvent.data)
        .where(ConversationEvent.conversation_id == row.id)
        .order_by(ConversationEvent.position)
    ).all()
    bounds = sorted({0, *(int(turn.position) for turn in starts), int(row.event_count)})
    for first, end in pairwise(bounds):
        _note(session, row, first, [data for position, data in events if first <= position < end])
    if len(bounds) == 1:
        _note(session, row, 0, [])
    _take_situations_of_turns(session, row, starts)


def _note(session: Session, row: Conversation, position: int, events: list[Any]) -> None:
    facts = summaries.Facts(row.id, row.channel, row.is_test, row.started_at, row.language, row.last_activity_at)
    turn = turn_of(events, row.working["slots"])
    summaries.note(session, facts, summaries.find(session, row.id), position, events, turn)


def _take_situations_of_turns(session: Session, row: Conversation, turns: list[ConversationTurn]) -> None:
    """What the log's slots do not tell in hindsight, the turns do: which situation each was about."""
    summary = session.scalar(select(ConversationSummary).where(ConversationSummary.conversation_id == row.id))
    summary.situations = ""
    for turn in turns:
        summary.situations = with_member(summary.situations, turn.situation)
