"""What people wrote that was not understood, grouped by likeness."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.conversations.models import Conversation, ConversationTurn
from review.inbox.selecting import start_of
from review.statistics.alike import MOST_MESSAGES, Group, Phrase, grouped
from review.statistics.wanted import Wanted

#: Endings that say: this was not understood.
STATUSES = ("clarified", "searched", "out_of_scope")
#: Groups shown.
SHOWN = 20


def unanswered(session: Session, wanted: Wanted) -> tuple[Group, ...]:
    """The largest groups among the latest messages of the period. Pressed buttons are commands, not messages."""
    row = ConversationTurn
    query = (
        select(row.text, row.conversation_id, row.position, row.at, row.status)
        .join(Conversation, Conversation.id == row.conversation_id)
        .where(
            row.at >= start_of(wanted.since),
            row.at < start_of(wanted.until + timedelta(days=1)),
            row.status.in_(STATUSES),
            Conversation.is_test.is_(wanted.is_test),
            ~row.text.startswith("/"),
        )
    )
    if wanted.channel:
        query = query.where(Conversation.channel == wanted.channel)
    if wanted.language:
        query = query.where(row.language == wanted.language)
    rows = session.execute(query.order_by(row.at.desc()).limit(MOST_MESSAGES)).all()
    return grouped(Phrase(*one) for one in rows)[:SHOWN]
