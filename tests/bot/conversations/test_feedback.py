"""The person's judgement of an answer is kept with the turn that was judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.conversations.models import ConversationFeedback
from bot.conversations.store import ConversationStore
from bot.database import open_database

WHO = "web-feedback"


def turn(at: float, status: str, feedback: Any = None) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = [
        {"event": "user", "timestamp": at, "text": "…", "parse_data": {"intent": {"name": "ask"}}, "metadata": {}},
        {"event": "slot", "timestamp": at, "name": "turn_status", "value": status},
    ]
    if feedback is not None:
        events.append({"event": "slot", "timestamp": at, "name": "feedback", "value": feedback})
    return events


def said(store: ConversationStore, at: float, status: str, situation: str, feedback: Any = None) -> None:
    store.append(WHO, turn(at, status, feedback), {"slots": {"situation": situation, "language": "uk"}, "events": []})


def kept(engine: Engine) -> list[ConversationFeedback]:
    with Session(engine) as session:
        return list(session.scalars(select(ConversationFeedback)))


def test_the_latest_answer_about_the_situation_is_the_one_judged(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'feedback.db'}")
    store = ConversationStore(engine)
    said(store, 1.0, "answered", "marriage")
    said(store, 2.0, "answered", "divorce")
    said(store, 3.0, "small_talk", "marriage", {"situation": "marriage", "helped": False, "words": None})
    said(store, 4.0, "small_talk", "marriage", {"situation": "marriage", "helped": None, "words": "hard to read"})

    (one,) = kept(engine)
    assert (one.position, one.helped, one.words) == (0, False, "hard to read")

    store.delete(WHO)
    assert kept(engine) == []


def test_a_judgement_of_nothing_is_not_kept(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'feedback.db'}")
    said(ConversationStore(engine), 1.0, "small_talk", "marriage", {"situation": "marriage", "helped": True})
    assert kept(engine) == []
