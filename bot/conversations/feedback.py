"""Judgements of answers, kept in the transaction of the turn in which they were given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.conversations.models import ConversationFeedback, ConversationTurn
from channels.conversation import TurnStatus

SLOT = "feedback"


def given_in(events: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The judgement among the events of a turn: `situation`, `helped` and `words`; None without one."""
    values = [event.get("value") for event in events if event.get("event") == "slot" and event.get("name") == SLOT]
    found = values[-1] if values else None
    return found if isinstance(found, Mapping) else None


def keep(session: Session, conversation_id: str, position: int, events: Sequence[Mapping[str, Any]], at: float) -> None:
    """Keep the judgement that the turn at `position` holds, if any: of the latest answer about its situation.

    Words alone belong to the judgement before them; without one they are a judgement that it did not help.
    """
    given = given_in(events)
    if given is None:
        return
    helped, words = given.get("helped"), given.get("words")
    if helped is None:
        latest = _latest(session, conversation_id)
        if latest is not None:
            latest.words = words
            return
    judged = _judged_turn(session, conversation_id, position, given.get("situation"))
    if judged is None:
        return
    session.add(
        ConversationFeedback(conversation_id=conversation_id, position=judged, at=at, helped=bool(helped), words=words)
    )


def _judged_turn(session: Session, conversation_id: str, before: int, situation: str | None) -> int | None:
    """The position of the latest answer before this turn, about this situation where one is named."""
    turns = select(ConversationTurn.position).where(
        ConversationTurn.conversation_id == conversation_id,
        ConversationTurn.position < before,
        ConversationTurn.status == TurnStatus.ANSWERED.value,
    )
    if situation is not None:
        turns = turns.where(ConversationTurn.situation == situation)
    return session.scalar(turns.order_by(ConversationTurn.position.desc()).limit(1))


def _latest(session: Session, conversation_id: str) -> Any:
    wanted = select(ConversationFeedback).where(ConversationFeedback.conversation_id == conversation_id)
    return session.scalar(wanted.order_by(ConversationFeedback.id.desc()).limit(1))
