"""Marks that staff put on a conversation and that the store itself heeds: a test, to be kept."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.conversations.models import Conversation, ConversationSummary


def mark_test(session: Session, conversation_id: str, is_test: bool) -> None:
    """Count the conversation among tests, or among those of people. Statistics and lists leave tests out."""
    session.execute(update(Conversation).where(Conversation.id == conversation_id).values(is_test=is_test))
    session.execute(_summary(conversation_id).values(is_test=is_test))


def mark_kept(session: Session, conversation_id: str, kept: bool) -> None:
    """Ask retention to spare the conversation, or no longer. The person's own "forget me" deletes it all the same."""
    session.execute(_summary(conversation_id).values(kept=kept))


def _summary(conversation_id: str) -> update:
    return update(ConversationSummary).where(ConversationSummary.conversation_id == conversation_id)
