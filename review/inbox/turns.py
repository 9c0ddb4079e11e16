"""One turn as staff read it, taken from the events of the log. Pure: events in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

#: Entity for what the person told in passing; its group is the situation, its value `circumstance=value`.
CIRCUMSTANCE = "circumstance"
#: Likeliest meanings shown.
RANKING = 5
#: Slots that repeat what the turn says elsewhere, or only serve Rasa.
NOT_SHOWN = frozenset({"turn_status", "session_started_metadata"})

Event = Mapping[str, Any]


class Voice(str, Enum):
    ASSISTANT = "assistant"
    STAFF = "staff"


@dataclass(frozen=True)
class Answer:
    """One message to the person. `reply` is the reply vocabulary's JSON; `text` is always there."""

    voice: Voice
    at: float
    text: str
    reply: Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """A circumstance the message told in passing, of one situation."""

    situation: str
    circumstance: str
    value: str


@dataclass(frozen=True)
class Understood:
    """What the model made of a message. `ranking`: full names with their probability, likeliest first."""

    language: str = ""
    language_confidence: float | None = None
    decision: str = ""
    likeness: float | None = None
    ranking: tuple[tuple[str, float], ...] = ()
    told: tuple[Told, ...] = ()


@dataclass(frozen=True)
class Turn:
    """What the person said and what came of it. `number` counts from 1; 0 is the opening, before anything was said.

    `payload` is the button's code when one was pressed. `hidden` names the kinds of personal data replaced. `slots`
    are those the turn changed. `seconds` is how long the answer took.
    """

    number: int
    position: int
    at: float
    said: str = ""
    payload: str | None = None
    hidden: tuple[str, ...] = ()
    language: str = ""
    intent: str = ""
    status: str = ""
    confidence: float | None = None
    seconds: float | None = None
    understood: Understood = field(default_factory=Understood)
    answers: tuple[Answer, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)


def understood(said: Event) -> Understood:
    """From the parse data of a user event."""
    parsed = said.get("parse_data") or {}
    language = parsed.get("language") or {}
    return Understood(
        language=str(language.get("code") or ""),
        language_confidence=language.get("confidence"),
        decision=str(parsed.get("decision") or ""),
        likeness=parsed.get("likeness"),
        ranking=_ranking(parsed),
        told=tuple(_told(parsed)),
    )


def _ranking(parsed: Event) -> tuple[tuple[str, float], ...]:
    """Full names where the model tells them (`situation/marriage`), intents elsewhere; never the fallback."""
    selector = parsed.get("response_selector") or {}
    full = [
        (str(one["intent_response_key"]), float(one["confidence"]))
        for name in selector.get("all_retrieval_intents") or []
        for one in (selector.get(name) or {}).get("ranking") or []
    ]
    detailed = {name.partition("/")[0] for name, _ in full}
    plain = [
        (str(one["name"]), float(one["confidence"]))
        for one in parsed.get("intent_ranking") or []
        if one.get("name") not in (None, "nlu_fallback") and one["name"] not in detailed
    ]
    return tuple(sorted(full + plain, key=lambda pair: -pair[1])[:RANKING])


def _told(parsed: Event) -> Iterable[Told]:
    for one in parsed.get("entities") or []:
        if one.get("entity") == CIRCUMSTANCE:
            name, _, value = str(one.get("value") or "").partition("=")
            yield Told(str(one.get("group") or ""), name, value)


def answers(events: Iterable[Event]) -> tuple[Answer, ...]:
    """The messages to the person among these events."""
    found = []
    for event in events:
        if event.get("event") != "bot":
            continue
        reply = (event.get("data") or {}).get("custom") or {}
        voice = Voice.STAFF if (event.get("metadata") or {}).get("staff") else Voice.ASSISTANT
        text = str(reply.get("text") or event.get("text") or "")
        found.append(Answer(voice, float(event["timestamp"]), text, reply))
    return tuple(found)


def changed_slots(events: Iterable[Event], before: Mapping[str, Any]) -> dict[str, Any]:
    """The slots that these events leave with another value than `before`."""
    after = with_slots(before, events)
    return {name: value for name, value in after.items() if name not in NOT_SHOWN and _differs(value, before.get(name))}


def _differs(value: Any, earlier: Any) -> bool:
    """An empty value and none are the same to a reader; no is not nothing."""
    return value != earlier and not (value in (None, "", [], {}, False) and earlier in (None, "", [], {}, False))


def with_slots(slots: Mapping[str, Any], events: Iterable[Event]) -> dict[str, Any]:
    """The slots after these events."""
    changed = {str(event["name"]): event.get("value") for event in events if event.get("event") == "slot"}
    return {**slots, **changed}


def turn(number: int, row: Mapping[str, Any], events: Sequence[Event], before: Mapping[str, Any]) -> Turn:
    """The turn in the table's `row`, with its events of the log. `before`: the slots it began with."""
    said = next((event for event in events if event.get("event") == "user"), {})
    metadata = said.get("metadata") or {}
    return Turn(
        number=number,
        position=int(row["position"]),
        at=float(row["at"]),
        said=str(metadata.get("shown") or row["text"]),
        payload=metadata.get("payload"),
        hidden=tuple(metadata.get("hidden") or ()),
        language=str(row["language"]),
        intent=str(row["intent"]),
        status=str(row["status"]),
        confidence=row["confidence"],
        seconds=row["seconds"],
        understood=understood(said),
        answers=answers(events),
        slots=changed_slots(events, before),
    )
