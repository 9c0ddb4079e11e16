"""Writing a ranking into a message the way Rasa's own classifiers and response selectors do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from rasa.shared.core.constants import DEFAULT_INTENTS
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.intents.calibration import Decision
from bot.nlu.intents.needs import Reading

#: Message property: the band of confidence, a value of `Decision`.
DECISION = "decision"
#: Message property: the needs beside the first: `situation`, `confidence` and `text`, the part that says it.
NEEDS = "needs"
#: Message property: whether it may speak of a danger to life, beside a need or by itself.
DANGER = "danger"
#: Message property: from 0 (nothing in common) to 1, how like anything in the training data the message is.
LIKENESS = "likeness"
#: Rasa's intent for "not understood"; both "did you mean" and "cannot help" are handled by its rule.
FALLBACK_INTENT = "nlu_fallback"
RESPONSE_SELECTOR = "response_selector"
SHOWN = 10

assert FALLBACK_INTENT in DEFAULT_INTENTS


def set_reading(message: Message, reading: Reading, likeness: float) -> None:
    """Set everything the classifier finds out."""
    set_result(message, reading.ranking, reading.decision)
    message.set(NEEDS, [need.as_json() for need in reading.needs], add_to_output=True)
    message.set(DANGER, reading.danger, add_to_output=True)
    message.set(LIKENESS, round(likeness, 3), add_to_output=True)


def set_result(message: Message, ranking: Sequence[tuple[str, float]], decision: Decision) -> None:
    """Set intent, rankings and decision. `ranking` holds full names (`situation/marriage`), likeliest first."""
    intents = _by_intent(ranking)
    if decision in (Decision.CLARIFY, Decision.SEARCH):
        intents.insert(0, {"name": FALLBACK_INTENT, "confidence": 1.0 - (ranking[0][1] if ranking else 0.0)})
    elif ranking:
        # The winner is the intent of the likeliest full name, not the intent with the largest sum.
        winner = _intent_of(ranking[0][0])
        intents.sort(key=lambda one: one["name"] != winner)
    first = intents[0] if intents else {"name": None, "confidence": 0.0}
    message.set(INTENT, dict(first), add_to_output=True)
    message.set(INTENT_RANKING_KEY, intents[:SHOWN], add_to_output=True)
    message.set(RESPONSE_SELECTOR, _by_retrieval_intent(ranking), add_to_output=True)
    message.set(DECISION, decision.value, add_to_output=True)


def _by_intent(ranking: Sequence[tuple[str, float]]) -> list[dict[str, Any]]:
    sums: dict[str, float] = {}
    for name, share in ranking:
        intent = _intent_of(name)
        sums[intent] = sums.get(intent, 0.0) + share
    return [{"name": name, "confidence": share} for name, share in sorted(sums.items(), key=lambda pair: -pair[1])]


def _by_retrieval_intent(ranking: Sequence[tuple[str, float]]) -> dict[str, Any]:
    """For each retrieval intent its full names, likeliest first, in the format of Rasa's ResponseSelector."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, share in ranking:
        intent = _intent_of(name)
        if intent != name:
            entries = found.setdefault(intent, [])
            if len(entries) < SHOWN:
                entries.append({"intent_response_key": name, "confidence": share})
    selectors = {intent: {"response": entries[0], "ranking": entries} for intent, entries in found.items()}
    return {"all_retrieval_intents": sorted(selectors), **selectors}


@cache
def _intent_of(name: str) -> str:
    """The intent of a full name: `ask` of `ask/cost`. There are as many names as labels."""
    return name.partition("/")[0]
