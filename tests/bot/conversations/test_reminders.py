"""Reminders: the slot and the outbox say the same, in the transaction of the turn."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.outbox_table import ConversationOutbox
from bot.conversations.store import ConversationStore
from catalog.kyiv import KYIV

WHO = "telegram-42"
BIRTH = {"situation": "birth-of-child", "step": "register-birth", "on": "2026-12-05"}
PASSPORT = {"situation": "lost-documents", "step": "id-card", "on": "2026-12-09"}


def remember(store: ConversationStore, *reminders: dict[str, str], at: float = 1.0) -> None:
    """A turn after which these reminders are to come."""
    events: list[dict[str, Any]] = [
        {"event": "slot", "timestamp": at, "name": "reminders", "value": list(reminders)},
    ]
    store.append(WHO, events, {"slots": {"language": "uk", "reminders": list(reminders)}, "events": []})


def waiting(engine: Engine) -> dict[str, str]:
    """Step → when its reminder is due, in Kyiv."""
    with Session(engine) as session:
        rows = session.scalars(select(ConversationOutbox).order_by(ConversationOutbox.due_at))
        return {
            row.content["step"]: datetime.fromtimestamp(row.due_at, KYIV).isoformat(timespec="minutes") for row in rows
        }


def test_a_reminder_waits_for_the_morning_of_its_day_in_kyiv(database: Engine) -> None:
    store = ConversationStore(database)

    remember(store, BIRTH, {**PASSPORT, "on": "2027-06-01"})

    assert waiting(database) == {"register-birth": "2026-12-05T09:00+02:00", "id-card": "2027-06-01T09:00+03:00"}


def test_another_day_replaces_the_first_and_a_cancelled_one_goes(database: Engine) -> None:
    store = ConversationStore(database)
    remember(store, BIRTH, PASSPORT)

    remember(store, {**BIRTH, "on": "2026-12-06"})

    assert waiting(database) == {"register-birth": "2026-12-06T09:00+02:00"}


def test_turns_that_do_not_touch_reminders_leave_them_alone(database: Engine) -> None:
    store = ConversationStore(database)
    remember(store, BIRTH)

    said = {"event": "bot", "timestamp": 2.0, "text": "так", "data": {}, "metadata": {}}
    store.append(WHO, [said], {"slots": {"language": "uk"}, "events": []})

    assert list(waiting(database)) == ["register-birth"]
