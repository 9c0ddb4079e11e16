"""Reading and writing conversations: log, working state and turn in one transaction."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations import deletion, feedback, ownership, reminders, schema, summaries
from bot.conversations.models import Conversation, ConversationEvent, ConversationTurn
from bot.conversations.turns import turn_of
from channels.conversation import Author, Message, TurnStatus
from channels.reply import Reply

#: Channels whose conversations are tests, kept apart from people's.
TEST_CHANNELS = frozenset({"terminal", "test"})
#: Ids named in one query; databases limit how many it may have.
IDS_A_QUERY = 500


class ConversationStore:
    """All access to the tables of conversations."""

    def __init__(self, engine: Engine, before_deleting: deletion.Before = deletion.nothing_else) -> None:
        self._engine = engine
        self._before_deleting = before_deleting
        schema.prepare(engine)

    def working(self, conversation_id: str) -> Mapping[str, Any] | None:
        """The working state, or None if there is no such conversation."""
        with Session(self._engine) as session:
            return session.scalar(select(Conversation.working).where(Conversation.id == conversation_id))

    def exists(self, conversation_id: str) -> bool:
        with Session(self._engine) as session:
            return session.scalar(select(Conversation.id).where(Conversation.id == conversation_id)) is not None

    def append(
        self,
        conversation_id: str,
        events: Sequence[Mapping[str, Any]],
        working: Mapping[str, Any],
        before: Callable[[Session], None] | None = None,
    ) -> None:
        """Add the events to the log, replace the working state and note the turn: all of it or nothing.

        `before` does more in the same transaction, once the conversation is locked; if it raises, nothing is kept.
        """
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
            if before is not None:
                before(session)
            if events:
                # One statement for all of them: a turn has about ten, and each would be written by itself.
                rows = [_event_row(conversation_id, position + place, event) for place, event in enumerate(events)]
                session.execute(insert(ConversationEvent.__table__), rows)
            turn = turn_of(events, slots)
            if turn is not None:
                session.add(ConversationTurn(conversation_id=conversation_id, position=position, **turn))
                if turn["status"] == TurnStatus.HANDED_OVER.value:
                    ownership.ask_for_staff(session, conversation_id, now)
            feedback.keep(session, conversation_id, position, events, now)
            if reminders.changed_in(events):
                reminders.sync(session, conversation_id, slots.get(reminders.SLOT) or (), now)
            summaries.note(session, row, position, events)

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

    def event_counts(self, conversation_ids: Sequence[str]) -> dict[str, int]:
        """How many events each of these conversations has; those that do not exist are left out."""
        counts: dict[str, int] = {}
        wanted = select(Conversation.id, Conversation.event_count)
        with Session(self._engine) as session:
            for start in range(0, len(conversation_ids), IDS_A_QUERY):
                ids = list(conversation_ids[start : start + IDS_A_QUERY])
                rows = session.execute(wanted.where(Conversation.id.in_(ids)))
                counts.update((conversation_id, int(count)) for conversation_id, count in rows)
        return counts

    def delete(self, conversation_id: str) -> None:
        """Delete the conversation with all its events, turns and searchable words, for good."""
        self.delete_all([conversation_id])

    def delete_all(self, conversation_ids: Sequence[str]) -> None:
        """Delete these conversations for good. Several at once cost little more than one."""
        with Session(self._engine) as session, session.begin():
            deletion.delete_conversations(session, list(conversation_ids), self._before_deleting)
        deletion.clear_journal(self._engine)


def _event_row(conversation_id: str, position: int, event: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "conversation_id": conversation_id,
        "position": position,
        "type": event["event"],
        "at": float(event["timestamp"]),
        "data": dict(event),
    }


def _message(row: ConversationEvent) -> Message | None:
    """The event as a message; None for what a person does not see (a greeting asked for by the channel)."""
    at = datetime.fromtimestamp(row.at, tz=timezone.utc)
    metadata = row.data.get("metadata") or {}
    if row.type == "user":
        shown = metadata.get("shown")
        language = ((row.data.get("parse_data") or {}).get("language") or {}).get("code")
        said = Reply(text=str(shown), language=language)
        return Message(row.id, Author.PERSON, at, said, metadata.get("payload")) if shown else None
    unasked = bool(metadata.get("unasked"))
    data = row.data.get("data") or {}
    reply = Reply.from_json(data["custom"]) if data.get("custom") else Reply(text=row.data.get("text") or "")
    author = Author.STAFF if metadata.get("staff") else Author.ASSISTANT
    return Message(row.id, author, at, reply, unasked=unasked)
