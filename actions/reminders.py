"""Reminders a person asked for, and the question about one that is still open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any


class Wanted(str, Enum):
    """What was asked last about a reminder: the day to remind, or the day from which the deadline counts."""

    DAY = "day"
    EVENT = "event"


@dataclass(frozen=True)
class Reminder:
    """On which day to remind of which step. `event`: the day its deadline counts from, where the person told it."""

    situation: str
    step: str
    on: date
    event: date | None = field(default=None, compare=False)

    def as_json(self) -> dict[str, Any]:
        event = {"event": self.event.isoformat()} if self.event else {}
        return {"situation": self.situation, "step": self.step, "on": self.on.isoformat(), **event}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Reminder":
        event = date.fromisoformat(data["event"]) if data.get("event") else None
        return cls(str(data["situation"]), str(data["step"]), date.fromisoformat(data["on"]), event)


@dataclass(frozen=True)
class OpenReminder:
    """A reminder being arranged: for which step, and what was asked last. `event`: the day its deadline counts from."""

    situation: str
    step: str
    wanted: Wanted
    event: date | None = None

    def as_json(self) -> dict[str, Any]:
        event = {"event": self.event.isoformat()} if self.event else {}
        return {"situation": self.situation, "step": self.step, "wanted": self.wanted.value, **event}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "OpenReminder":
        event = date.fromisoformat(data["event"]) if data.get("event") else None
        return cls(str(data["situation"]), str(data["step"]), Wanted(data["wanted"]), event)
