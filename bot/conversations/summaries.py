"""Keeping a conversation's summary and its searchable words in step with the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.conversations import full_text
from bot.conversations.members import with_member
from bot.conversations.models import Conversation, ConversationSummary
from bot.conversations.turns import turn_of


def note(session: Session, row: Conversation, position: int, events: Sequence[Mapping[str, Any]]) -> None:
    """Note the events appended to the conversation at `position`; the row already holds their effects."""
    summary = _summary(session, row)
    summary.language = row.language
    summary.last_activity_at = row.last_activity_at
    turn = turn_of(events, row.working["slots"])
    if turn is not None and _shown(events):
        _count(summary, turn, pressed=_pressed(events))
    session.flush()
    index(session, int(summary.number), position, events)


def index(session: Session, number: int, position: int, events: Sequence[Mapping[str, Any]]) -> None:
    """Make what was said in these events findable under conversation `number`."""
    person, assistant = " ".join(_shown(events)), " ".join(_replies(events))
    if person or assistant:
        full_text.add_entry(session, number, position, person, assistant)


def _summary(session: Session, row: Conversation) -> ConversationSummary:
    found = session.scalar(select(ConversationSummary).where(ConversationSummary.conversation_id == row.id))
    if found is None:
        found = ConversationSummary(
            conversation_id=row.id,
            channel=row.channel,
            is_test=row.is_test,
            kept=False,
            started_at=row.started_at,
            turn_count=0,
            statuses="",
            situations="",
        )
        session.add(found)
    return found


def _count(summary: ConversationSummary, turn: Mapping[str, Any], pressed: bool) -> None:
    summary.turn_count += 1
    summary.last_status = turn["status"]
    summary.statuses = with_member(summary.statuses, turn["status"])
    summary.situations = with_member(summary.situations, turn["situation"])
    if not pressed:
        summary.lowest_confidence = _lowest(summary.lowest_confidence, turn["confidence"])
        summary.lowest_likeness = _lowest(summary.lowest_likeness, turn["likeness"])


def _lowest(one: float | None, other: float | None) -> float | None:
    both = [value for value in (one, other) if value is not None]
    return min(both, default=None)


def _metadata(events: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [event.get("metadata") or {} for event in events if event.get("event") == "user"]


def _shown(events: Iterable[Mapping[str, Any]]) -> list[str]:
    """What the person said or pressed; nothing for a greeting the channel asked for."""
    return [str(metadata["shown"]) for metadata in _metadata(events) if metadata.get("shown")]


def _pressed(events: Iterable[Mapping[str, Any]]) -> bool:
    return any(metadata.get("payload") for metadata in _metadata(events))


def _replies(events: Iterable[Mapping[str, Any]]) -> list[str]:
    return [
        str(((event.get("data") or {}).get("custom") or {}).get("text") or event.get("text") or "")
        for event in events
        if event.get("event") == "bot"
    ]
