"""What the model makes of a text, without a conversation: for the command line and for evaluation."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.model import TurnAgent
from bot.nlu.training_data.taught import CIRCUMSTANCE


@dataclass(frozen=True)
class Understood:
    """`intent` is the full name (`situation/marriage`, `greet`). `situations` ranks situations with their probability.

    `circumstances` are those of the likeliest situation that the text tells in passing, as `name=value`. `needs` are
    situations named beside the first; `likeness` is how like anything in the training data the text is, from 0 to 1;
    `danger` says whether it may speak of a danger to life, beside a need or by itself.
    """

    text: str
    language: str
    intent: str
    confidence: float
    decision: str
    situations: tuple[tuple[str, float], ...]
    circumstances: tuple[str, ...]
    needs: tuple[str, ...] = ()
    likeness: float | None = None
    danger: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "language": self.language,
            "intent": self.intent,
            "confidence": round(self.confidence, 4),
            "decision": self.decision,
            "situation": self.situations[0][0] if self.situations else None,
            "situations": [{"id": name, "confidence": round(share, 4)} for name, share in self.situations[:5]],
            "circumstances": list(self.circumstances),
            "needs": list(self.needs),
            "likeness": self.likeness,
            "danger": self.danger,
        }


class Understanding:
    """A model loaded for understanding only."""

    def __init__(self, model: Path) -> None:
        self._agent = TurnAgent()
        self._agent.load_model(model)
        self._loop = asyncio.new_event_loop()

    def understand(self, text: str) -> Understood:
        return understood(self._loop.run_until_complete(self._agent.parse_message(text)))


def understood(parsed: Mapping[str, Any]) -> Understood:
    """From Rasa's parse result."""
    selector = parsed.get("response_selector") or {}
    situations = tuple(
        (str(one["intent_response_key"]).partition("/")[2], float(one["confidence"]))
        for one in (selector.get("situation") or {}).get("ranking", [])
    )
    intents = [one for one in parsed.get("intent_ranking") or [] if one["name"] != "nlu_fallback"]
    full = {one: selector[one]["response"] for one in selector.get("all_retrieval_intents", [])}
    likeliest = max(
        [(entry["intent_response_key"], float(entry["confidence"])) for entry in full.values()]
        + [(one["name"], float(one["confidence"])) for one in intents if one["name"] not in full],
        key=lambda pair: pair[1],
        default=("", 0.0),
    )
    first = situations[0][0] if situations else ""
    told = [
        one["value"]
        for one in parsed.get("entities") or []
        if one.get("entity") == CIRCUMSTANCE and one.get("group") == first
    ]
    return Understood(
        text=str(parsed.get("text") or ""),
        language=str((parsed.get("language") or {}).get("code", "")),
        intent=likeliest[0],
        confidence=likeliest[1],
        decision=str(parsed.get("decision") or ""),
        situations=situations,
        circumstances=tuple(told),
        needs=tuple(one["situation"] for one in parsed.get("needs") or []),
        likeness=parsed.get("likeness"),
        danger=bool(parsed.get("danger")),
    )
