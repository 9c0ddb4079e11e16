"""What a second reader's choice changes in how a message was understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.nlu.intents.calibration import Decision

#: The choice when no situation fits.
NONE = ""
#: Parse data: who else read the message, and what came of it.
READ_BY = "read_by"
#: Only a situation that our own model holds among so many likeliest is answered at once.
AGREED = 5


@dataclass(frozen=True)
class Choice:
    """The situation's id, or `NONE`, and the name of the model that chose it."""

    situation: str
    model: str


def with_choice(parsed: dict[str, Any], choice: Choice) -> dict[str, Any]:
    """The parse result with the choice in it; the one handed in stays as it is.

    Where both readers agree the situation is answered. What only the second one sees is put first among "did you mean".
    "None" changes nothing but the mark: our own offers stay.
    """
    mark = {"model": choice.model, "situation": choice.situation or None}
    if choice.situation == NONE:
        return {**parsed, READ_BY: mark}
    name = f"situation/{choice.situation}"
    selector = dict(parsed.get("response_selector") or {})
    ranking = list((selector.get("situation") or {}).get("ranking") or [])
    places = [place for place, one in enumerate(ranking) if one["intent_response_key"] == name]
    agreed = bool(places) and places[0] < AGREED
    confidence = float(ranking[places[0]]["confidence"]) if places else 0.0
    entry = {"intent_response_key": name, "confidence": confidence}
    others = [one for one in ranking if one["intent_response_key"] != name]
    selector["situation"] = {"response": entry, "ranking": [entry, *others]}
    selector["all_retrieval_intents"] = sorted({*selector.get("all_retrieval_intents", []), "situation"})
    changed = {**parsed, "response_selector": selector, READ_BY: mark}
    if not agreed:
        return {**changed, "decision": Decision.CLARIFY.value}
    intents = [one for one in parsed.get("intent_ranking") or [] if one["name"] not in ("situation", "nlu_fallback")]
    share = next((one for one in parsed.get("intent_ranking") or [] if one["name"] == "situation"), None)
    intent = {"name": "situation", "confidence": share["confidence"] if share else confidence}
    return {
        **changed,
        "decision": Decision.ANSWER.value,
        "intent": intent,
        "intent_ranking": [intent, *intents],
    }
