"""Reading and writing conversations: log, working state and turn in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations import appending, deletion, schema
from bot.conversations.models import Conversation, ConversationEvent
from channels.conversation import Author, Message
from channels.reply import Reply

#: Ids named in one query; databases limit how many it may have.
IDS_A_QUERY = 500

_WORKING, _EXISTS = (
    select(column).where(Conversation.__table__.c.id == bindparam("conversation"))
    for column in (Conversation.__table__.c.working, Conversation.__table__.c.id)
)
_EVENT = ConversationEvent.__table__.c
_SAID = (_EVENT.conversation_id == bindparam("conversation")) & _EVENT.type.in_(("user", "bot"))
_MESSAGES = (
    select(_EVENT.id, _EVENT.type, _EVENT.at, _EVENT.data)
    .where(_SAID, _EVENT.id > bindparam("after"))
    .order_by(_EVENT.position)
)
_LAST_MESSAGE = select(_EVENT.id).where(_SAID).order_by(_EVENT.position.desc()).limit(1)


class ConversationStore:
    """All access to the tables of conversations."""

    def __init__(self, engine: Engine, before_deleting: deletion.Before = deletion.nothing_else) -> None:
        self._engine = engine
        self._before_deleting = before_deleting
        schema.prepare(engine)

    def working(self, conversation_id: str) -> Mapping[str, Any] | None:
        """The working state, or None if there is no such conversation."""
        with self._engine.connect() as connection:
            return connection.scalar(_WORKING, {"conversation": conversation_id})

    def exists(self, conversation_id: str) -> bool:
        with self._engine.connect() as connection:
            return connection.scalar(_EXISTS, {"conversation": conversation_id}) is not None

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
        with Session(self._engine) as session, session.begin():
            appending.append(session, conversation_id, events, working, before)

    def messages(self, conversation_id: str, after: int = 0) -> list[Message]:
        """What was said on both sides, in order; `after` is the id of the last message already known."""
        with self._engine.connect() as connection:
            rows = connection.execute(_MESSAGES, {"conversation": conversation_id, "after": after})
            return [message for row in rows if (message := _message(row)) is not None]

    def last_message_id(self, conversation_id: str) -> int:
        """The id of the latest message; 0 when there is none."""
        with self._engine.connect() as connection:
            return connection.scalar(_LAST_MESSAGE, {"conversation": conversation_id}) or 0

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


def _message(row: Any) -> Message | None:
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
