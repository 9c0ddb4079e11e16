"""Reading and writing conversations: log, working state and turn in one transaction."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.models import Base, Conversation, ConversationEvent, ConversationTurn
from bot.conversations.turns import turn_of
from channels.conversation import Author, Message
from channels.reply import Reply

#: Channels whose conversations are tests, kept apart from people's.
TEST_CHANNELS = frozenset({"terminal", "test"})


class ConversationStore:
    """All access to the tables of conversations."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        Base.metadata.create_all(engine)

    def working(self, conversation_id: str) -> Mapping[str, Any] | None:
        """The working state, or None if there is no such conversation."""
        with Session(self._engine) as session:
            return session.scalar(select(Conversation.working).where(Conversation.id == conversation_id))

    def exists(self, conversation_id: str) -> bool:
        return self.working(conversation_id) is not None

    def append(self, conversation_id: str, events: Sequence[Mapping[str, Any]], working: Mapping[str, Any]) -> None:
        """Add the events to the log, replace the working state and note the turn: all of it or nothing."""
        slots = working["slots"]
        now = float(events[-1]["timestamp"]) if events else time.time()
        with Session(self._engine) as session, session.begin():
            row = session.get(Conversation, conversation_id, with_for_update=True)
            if row is None:
                channel = conversation_id.split("-", 1)[0]
                row = Conversation(
                    id=conversation_id, channel=channel, started_at=now, event_count=0, is_test=channel in TEST_CHANNELS
                )
                session.add(row)
            position = int(row.event_count)
            row.working = dict(working)
            row.language = slots.get("language") or "uk"
            row.situation = slots.get("situation")
            row.last_activity_at = now
            row.event_count = position + len(events)
            session.flush()
            session.add_all(_event_row(conversation_id, position + place, event) for place, event in enumerate(events))
            turn = turn_of(events, slots)
            if turn is not None:
                session.add(ConversationTurn(conversation_id=conversation_id, position=position, **turn))

    def messages(self, conversation_id: str, after: int = 0) -> list[Message]:
        """What was said on both sides, in order; `after` is the id of the last message already known."""
        wanted = select(ConversationEvent).where(
            ConversationEvent.conversation_id == conversation_id,
            ConversationEvent.type.in_(("user", "bot")),
            ConversationEvent.id > after,
        )
        with Session(self._engine) as session:
            rows = session.scalars(wanted.order_by(ConversationEvent.position))
            return [message for row in rows if (message := _message(row)) is not None]

    def last_message_id(self, conversation_id: str) -> int:
        """The id of the latest message; 0 when there is none."""
        wanted = select(ConversationEvent.id).where(
            ConversationEvent.conversation_id == conversation_id, ConversationEvent.type.in_(("user", "bot"))
        )
        with Session(self._engine) as session:
            return session.scalar(wanted.order_by(ConversationEvent.position.desc()).limit(1)) or 0

    def delete(self, conversation_id: str) -> None:
        """Delete the conversation with all its events and turns, for good."""
        with Session(self._engine) as session, session.begin():
            for table in (ConversationEvent, ConversationTurn):
                session.execute(delete(table).where(table.conversation_id == conversation_id))
            session.execute(delete(Conversation).where(Conversation.id == conversation_id))
        self._clear_journal()

    def _clear_journal(self) -> None:
        """SQLite keeps earlier pages in its journal for a while; what was deleted must not survive there."""
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


def _event_row(conversation_id: str, position: int, event: Mapping[str, Any]) -> ConversationEvent:
    return ConversationEvent(
        conversation_id=conversation_id,
        position=position,
        type=event["event"],
        at=float(event["timestamp"]),
        data=dict(event),
    )


def _message(row: ConversationEvent) -> Message | None:
    """The event as a message; None for what a person does not see (a greeting asked for by the channel)."""
    at = datetime.fromtimestamp(row.at, tz=timezone.utc)
    metadata = row.data.get("metadata") or {}
    if row.type == "user":
        shown = metadata.get("shown")
        language = ((row.data.get("parse_data") or {}).get("language") or {}).get("code")
        said = Reply(text=str(shown), language=language)
        return Message(row.id, Author.PERSON, at, said, metadata.get("payload")) if shown else None
    data = row.data.get("data") or {}
    reply = Reply.from_json(data["custom"]) if data.get("custom") else Reply(text=row.data.get("text") or "")
    return Message(row.id, Author.STAFF if metadata.get("staff") else Author.ASSISTANT, at, reply)
