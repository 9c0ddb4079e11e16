"""What the person said, as Rasa understood it: the latest message as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from catalog.conditions import Answers

#: A language is followed only when a message has at least so many words of it; «ok» proves nothing.
TELLING_WORDS = 2
TELLING_CONFIDENCE = 0.75


#: Rasa's intent for "not understood".
FALLBACK = "nlu_fallback"


@dataclass(frozen=True)
class Learned:
    """An answer as the model learned that people give it, and how likely it is right, from 0 to 1."""

    circumstance: str
    value: str
    share: float

    @property
    def odds(self) -> float:
        """How many times likelier it is right than wrong. A share is given in thousandths, so never beyond 1000."""
        return self.share / max(1 - self.share, 0.001)


@dataclass(frozen=True)
class Said:
    """The latest message.

    `intent` is the full name where there is one (`ask/cost`). `situations` ranks the situations with their
    probability. `told` holds circumstances told in passing, per situation. `pressed` holds the values that came with a
    button (`{"step": "register-birth"}`) and is empty for typed text. `channel_language` is the language the channel
    knows the person by; `hidden` names the kinds of personal data that were hidden in the message.

    `intents` ranks all intents with their probability, whatever the decision. `needs` names other situations that the
    message speaks of beside the first. `answers` holds what the message would answer to each question of the situation
    under discussion, if that question was put; `unasked` the one answer that it gives whatever was put. `danger` says
    whether the message may speak of a danger to life, beside a need or by itself.
    """

    text: str = ""
    intent: str = ""
    decision: str = "search"
    language: str | None = None
    situations: tuple[tuple[str, float], ...] = ()
    told: Mapping[str, Answers] = field(default_factory=dict)
    pressed: Mapping[str, str] = field(default_factory=dict)
    channel_language: str | None = None
    hidden: tuple[str, ...] = ()
    intents: tuple[tuple[str, float], ...] = ()
    needs: tuple[str, ...] = ()
    answers: Mapping[str, Learned] = field(default_factory=dict)
    unasked: Learned | None = None
    danger: bool = False

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> "Said":
        """From the `latest_message` of Rasa's tracker."""
        intent = message.get("intent") or {}
        selector = message.get("response_selector") or {}
        name = str(intent.get("name") or "")
        metadata = message.get("metadata") or {}
        typed = not str(message.get("text") or "").startswith("/")
        return cls(
            text=str(message.get("text") or "") if typed else "",
            intent=str((selector.get(name) or {}).get("response", {}).get("intent_response_key") or name)
            if typed
            else name,
            decision=str(message.get("decision") or ("search" if typed else "answer")),
            language=_language(message) if typed else None,
            situations=tuple(
                (str(one["intent_response_key"]).partition("/")[2], float(one["confidence"]))
                for one in (selector.get("situation") or {}).get("ranking", [])
            ),
            told=_told(message.get("entities") or []),
            pressed={} if typed else _pressed(message.get("entities") or []),
            channel_language=metadata.get("language"),
            hidden=tuple(metadata.get("hidden") or ()),
            intents=tuple(
                (str(one["name"]), float(one["confidence"]))
                for one in message.get("intent_ranking") or []
                if one.get("name") not in (None, FALLBACK)
            ),
            needs=tuple(str(one["situation"]) for one in message.get("needs") or []),
            answers={one.circumstance: one for one in _learned(message.get("answers"))},
            unasked=next(iter(_learned(message.get("unasked"))), None),
            danger=bool(message.get("danger")),
        )

    def told_about(self, situation: str | None) -> Answers:
        return self.told.get(situation or "", {})

    def share_of(self, intent: str) -> float:
        """How likely the message has this intent, from 0 to 1."""
        return dict(self.intents).get(intent, 0.0)

    @property
    def is_short(self) -> bool:
        """Short enough to be an answer to a question rather than a new story."""
        return len(self.text.split()) <= 5


def _language(message: Mapping[str, Any]) -> str | None:
    """The language to answer in, where the message shows one: Ukrainian for all but English."""
    found = message.get("language") or {}
    words = len(str(message.get("text") or "").split())
    if not found or words < TELLING_WORDS or float(found.get("confidence", 0)) < TELLING_CONFIDENCE:
        return None
    return "en" if found.get("code") == "en" and not found.get("transliterated") else "uk"


def _learned(answers: Mapping[str, float] | None) -> list[Learned]:
    pairs = [(one.partition("="), share) for one, share in (answers or {}).items()]
    return [Learned(circumstance, value, share) for (circumstance, _, value), share in pairs]


def _told(entities: list[Mapping[str, Any]]) -> dict[str, dict[str, tuple[str, ...]]]:
    told: dict[str, dict[str, tuple[str, ...]]] = {}
    for entity in entities:
        if entity.get("entity") == "circumstance" and entity.get("group"):
            name, _, value = str(entity["value"]).partition("=")
            values = told.setdefault(str(entity["group"]), {}).get(name, ())
            told[str(entity["group"])][name] = (*values, value)
    return told


def _pressed(entities: list[Mapping[str, Any]]) -> dict[str, str]:
    return {str(entity["entity"]): str(entity.get("value") or "") for entity in entities if "entity" in entity}
