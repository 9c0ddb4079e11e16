"""One row a turn, read off the events of the turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from channels.conversation import TurnStatus

STATUS_SLOT = "turn_status"


def turn_of(events: Sequence[Mapping[str, Any]], slots: Mapping[str, Any]) -> dict[str, Any] | None:
    """The columns of the turn these new events make; None if nobody said anything in them."""
    said = next((event for event in events if event.get("event") == "user"), None)
    if said is None:
        return None
    parsed = said.get("parse_data") or {}
    intent = parsed.get("intent") or {}
    statuses = [
        event.get("value") for event in events if event.get("event") == "slot" and event.get("name") == STATUS_SLOT
    ]
    name = str(intent.get("name") or "")
    selector = (parsed.get("response_selector") or {}).get(name) or {}
    return {
        "at": float(said["timestamp"]),
        "text": str(said.get("text") or ""),
        "intent": str((selector.get("response") or {}).get("intent_response_key") or name),
        "confidence": _probability(parsed),
        "likeness": parsed.get("likeness"),
        "decision": parsed.get("decision"),
        "situation": slots.get("situation"),
        "language": str(slots.get("language") or "uk"),
        "status": str(statuses[-1] if statuses else TurnStatus.ERROR.value),
        "seconds": round(float(events[-1]["timestamp"]) - float(said["timestamp"]), 4),
    }


def _probability(parsed: Mapping[str, Any]) -> float | None:
    """The probability of the likeliest intent, before the band of confidence turned it into a fallback."""
    ranking = [one for one in parsed.get("intent_ranking") or [] if one.get("name") != "nlu_fallback"]
    return round(max(float(one["confidence"]) for one in ranking), 4) if ranking else None
