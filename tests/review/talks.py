"""Conversations as the store keeps them, for tests of the console: events in, rows out, no model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy.engine import Engine

from bot.conversations.store import ConversationStore

START = 1_795_000_000.0


@cache
def store_of(engine: Engine) -> ConversationStore:
    """The store over this database, made once."""
    return ConversationStore(engine)


@dataclass
class Talk:
    """One conversation, turn by turn. `at` is the time of the next message, in seconds since 1970."""

    engine: Engine
    id: str = "web-1"
    at: float = START
    slots: dict[str, Any] = field(default_factory=lambda: {"language": "uk"})

    def __post_init__(self) -> None:
        self.store = store_of(self.engine)

    def turn(
        self,
        said: str,
        replied: str | Mapping[str, Any] = "Добре.",
        status: str = "answered",
        confidence: float = 0.9,
        likeness: float | None = None,
        payload: str | None = None,
        intent: str = "greet",
        entities: Sequence[Mapping[str, Any]] = (),
        **slots: Any,
    ) -> "Talk":
        """The person says something and is answered; `slots` are those the turn sets."""
        parsed = {
            "intent": {"name": intent, "confidence": confidence},
            "intent_ranking": [{"name": intent, "confidence": confidence}],
            "decision": "answer",
            "language": {"code": self.slots["language"], "confidence": 0.99},
            "entities": list(entities),
            **({"likeness": likeness} if likeness is not None else {}),
        }
        metadata = {"shown": said, **({"payload": payload} if payload else {})}
        user = {"event": "user", "timestamp": self.at, "text": said, "parse_data": parsed, "metadata": metadata}
        slots = {**slots, "turn_status": status}
        changes = [
            {"event": "slot", "timestamp": self.at, "name": name, "value": value} for name, value in slots.items()
        ]
        return self._append([user, *changes, _bot(replied, self.at + 0.2)], slots)

    def greeting(self, words: str = "Вітаю!") -> "Talk":
        """The channel opens the conversation; nobody has said anything yet."""
        parsed = {"intent": {"name": "begin", "confidence": 1.0}}
        user = {"event": "user", "timestamp": self.at, "text": "/begin", "parse_data": parsed, "metadata": {}}
        return self._append([user, _bot(words, self.at + 0.1)], {})

    def _append(self, events: list[dict[str, Any]], slots: Mapping[str, Any]) -> "Talk":
        self.slots.update(slots)
        self.store.append(self.id, events, {"slots": dict(self.slots), "events": []})
        self.at += 60
        return self


def _bot(replied: str | Mapping[str, Any], at: float) -> dict[str, Any]:
    reply = {"text": replied} if isinstance(replied, str) else dict(replied)
    return {"event": "bot", "timestamp": at, "text": reply["text"], "data": {"custom": reply}, "metadata": {}}
