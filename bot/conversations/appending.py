"""Writing one turn: log, working state, turn and summary, in the caller's transaction.

This runs in every answer a person waits for, so it speaks to the tables by plain statements: one to read what is known
of the conversation, one for each table that changes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from bot.conversations import feedback, ownership, reminders, summaries
from bot.conversations.models import Conversation, ConversationEvent, ConversationSummary, ConversationTurn
from bot.conversations.turns import turn_of
from channels.conversation import TurnStatus

#: Channels whose conversations are tests, kept apart from people's.
TEST_CHANNELS = frozenset({"terminal", "test"})

_CONVERSATION, _SUMMARY = Conversation.__table__, ConversationSummary.__table__
_KNOWN = select(
    _CONVERSATION.c.channel, _CONVERSATION.c.is_test, _CONVERSATION.c.started_at, _CONVERSATION.c.event_count
).add_columns(*summaries.COLUMNS)
_KNOWN = (
    _KNOWN.outerjoin_from(_CONVERSATION, _SUMMARY, _SUMMARY.c.conversation_id == _CONVERSATION.c.id)
    .where(_CONVERSATION.c.id == bindparam("conversation"))
    .with_for_update(of=_CONVERSATION)
)
_BEGIN = insert(_CONVERSATION)
_GO_ON = update(_CONVERSATION).where(_CONVERSATION.c.id == bindparam("conversation"))
_ADD_EVENTS, _ADD_TURN = insert(ConversationEvent.__table__), insert(ConversationTurn.__table__)

Event = Mapping[str, Any]


def append(
    session: Session,
    conversation_id: str,
    events: Sequence[Event],
    working: Mapping[str, Any],
    before: Callable[[Session], None] | None = None,
) -> None:
    """Add the events and replace the working state. `before` runs first, once the conversation is locked."""
    slots = working["slots"]
    now = float(events[-1]["timestamp"]) if events else time.time()
    known = session.execute(_KNOWN, {"conversation": conversation_id}).one_or_none()
    position = int(known.event_count) if known is not None else 0
    changing = {
        "working": dict(working),
        "language": slots.get("language") or "uk",
        "situation": slots.get("situation"),
        "last_activity_at": now,
        "event_count": position + len(events),
    }
    if known is None:
        channel = conversation_id.split("-", 1)[0]
        begun: dict[str, Any] = {"channel": channel, "is_test": channel in TEST_CHANNELS, "started_at": now}
        session.execute(_BEGIN, {"id": conversation_id, **begun, **changing})
        so_far = summaries.Summary()
    else:
        begun = {"channel": known.channel, "is_test": known.is_test, "started_at": known.started_at}
        session.execute(_GO_ON, {"conversation": conversation_id, **changing})
        so_far = summaries.summary_of(known[4:])
    if before is not None:
        before(session)
    turn = turn_of(events, slots)
    _add_events(session, conversation_id, position, events)
    _add_turn(session, conversation_id, position, turn, now)
    feedback.keep(session, conversation_id, position, events, now)
    if reminders.changed_in(events):
        reminders.sync(session, conversation_id, slots.get(reminders.SLOT) or (), now)
    facts = summaries.Facts(conversation_id, **begun, language=changing["language"], last_activity_at=now)
    summaries.note(session, facts, so_far, position, events, turn)


def _add_events(session: Session, conversation_id: str, position: int, events: Sequence[Event]) -> None:
    if events:
        # One statement for all of them: a turn has about ten, and each would be written by itself.
        rows = [_event_row(conversation_id, position + place, event) for place, event in enumerate(events)]
        session.execute(_ADD_EVENTS, rows)


def _add_turn(session: Session, conversation_id: str, position: int, turn: Event | None, now: float) -> None:
    if turn is None:
        return
    session.execute(_ADD_TURN, {"conversation_id": conversation_id, "position": position, **turn})
    if turn["status"] == TurnStatus.HANDED_OVER.value:
        ownership.ask_for_staff(session, conversation_id, now)


def _event_row(conversation_id: str, position: int, event: Event) -> dict[str, Any]:
    return {
        "conversation_id": conversation_id,
        "position": position,
        "type": event["event"],
        "at": float(event["timestamp"]),
        "data": dict(event),
    }
