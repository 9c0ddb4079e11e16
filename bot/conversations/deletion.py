"""Deleting conversations for good: log, turns, searchable words, feedback, what waits in the outbox.

What other rooms keep of a conversation hangs on its row with ON DELETE CASCADE. `Before` is told in the same
transaction, for what does not hang on it (the audit log names conversations).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from sqlalchemy import delete, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations import full_text
from bot.conversations.models import (
    Conversation,
    ConversationEvent,
    ConversationFeedback,
    ConversationSummary,
    ConversationTurn,
)
from bot.conversations.outbox_table import ConversationOutbox
from bot.conversations.ownership import ConversationOwnership

#: Told of the ids that are about to be deleted; what it writes is kept or lost with the deletion.
Before = Callable[[Session, Sequence[str]], None]
TABLES = (
    ConversationEvent,
    ConversationTurn,
    ConversationFeedback,
    ConversationOutbox,
    ConversationOwnership,
    ConversationSummary,
)
#: How often to try to empty SQLite's journal while others still read from it, and the pause between, in seconds.
JOURNAL_ATTEMPTS = 5
JOURNAL_PAUSE = 0.05


def nothing_else(_session: Session, _ids: Sequence[str]) -> None:
    """Nobody else keeps anything."""


def delete_conversations(
    session: Session, ids: Sequence[str], before: Before = nothing_else, merge: bool = True
) -> None:
    """Delete these conversations in the caller's transaction. `merge`: see `full_text.delete_entries`."""
    if not ids:
        return
    before(session, ids)
    numbers = select(ConversationSummary.number).where(ConversationSummary.conversation_id.in_(ids))
    full_text.delete_entries(session, session.scalars(numbers).all(), merge)
    without_objects = {"synchronize_session": False}
    for table in TABLES:
        session.execute(delete(table).where(table.conversation_id.in_(ids)).execution_options(**without_objects))
    session.execute(delete(Conversation).where(Conversation.id.in_(ids)).execution_options(**without_objects))


def clear_journal(engine: Engine) -> bool:
    """SQLite keeps earlier pages in its journal for a while; what was deleted must not survive there.

    Whether the journal is empty now: somebody who reads for long keeps it until their end.
    """
    if engine.dialect.name != "sqlite":
        return True
    for _ in range(JOURNAL_ATTEMPTS):
        with engine.connect() as connection:
            busy = connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).scalar()
        if not busy:
            return True
        time.sleep(JOURNAL_PAUSE)
    return False
