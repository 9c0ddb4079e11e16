"""The reminders a person asked for: the slot `reminders` and the outbox say the same, in one transaction.

The slot holds `[{"situation": …, "step": …, "on": "2026-12-05"}]`. Each of them has one open row in the outbox, due in
the morning of its day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.conversations.outbox_table import ConversationOutbox, Kind, new_row
from catalog.kyiv import at

SLOT = "reminders"
#: The hour of the day, in Kyiv, at which reminders come.
REMIND_AT = time(9)

Reminder = Mapping[str, Any]


def key_of(reminder: Reminder) -> str:
    """What names a reminder in its conversation: a step has one at most."""
    return f"{reminder['situation']}/{reminder['step']}"


def due_at(reminder: Reminder) -> float:
    return at(date.fromisoformat(reminder["on"]), REMIND_AT).timestamp()


def changed_in(events: Sequence[Mapping[str, Any]]) -> bool:
    """Whether these events set the reminders."""
    return any(event.get("event") == "slot" and event.get("name") == SLOT for event in events)


def sync(session: Session, conversation: str, reminders: Sequence[Reminder], now: float) -> None:
    """Make the open rows of the outbox those of the slot. Rows already in the log are on their way and stay."""
    wanted = {key_of(reminder): reminder for reminder in reminders}
    pending = session.scalars(
        select(ConversationOutbox).where(
            ConversationOutbox.conversation_id == conversation,
            ConversationOutbox.kind == Kind.REMINDER.value,
            ConversationOutbox.logged_at.is_(None),
            ConversationOutbox.given_up_at.is_(None),
        )
    ).all()
    for row in pending:
        reminder = wanted.pop(row.key, None)
        if reminder is None or row.content["on"] != reminder["on"]:
            session.execute(delete(ConversationOutbox).where(ConversationOutbox.id == row.id))
            if reminder is not None:
                wanted[row.key] = reminder
    for key, reminder in wanted.items():
        row = new_row(
            conversation, Kind.REMINDER, reminder, due_at=due_at(reminder), created_by="person", now=now, key=key
        )
        session.add(row)


def without(reminders: Sequence[Reminder], key: str | None) -> list[Reminder]:
    """The reminders but for the one with this key."""
    return [reminder for reminder in reminders if key_of(reminder) != key]
