"""A condition in words: «якщо батьки не одружені і дитина народилася вдома»."""

from __future__ import annotations

from actions.wording import Wording
from catalog.conditions import ALWAYS, All, Always, Among, Answers, Any, Condition, Not, Verdict
from catalog.situations import Situation


def in_words(condition: Condition, situation: Situation, answers: Answers, words: Wording) -> str | None:
    """What is still open of the condition, as a clause after "if"; None when nothing is."""
    if condition is ALWAYS or condition.verdict(answers) is not Verdict.UNKNOWN:
        return None
    clause = _clause(condition, situation, answers, words)
    return words.say("if", clause=clause) if clause else None


def _clause(condition: Condition, situation: Situation, answers: Answers, words: Wording) -> str:
    if isinstance(condition, Always):
        return ""
    if isinstance(condition, Among):
        return _among(condition, situation, words)
    if isinstance(condition, Not):
        return _opposite(condition.part, situation, answers, words)
    open_parts = [part for part in condition.parts if part.verdict(answers) is Verdict.UNKNOWN]
    clauses = [clause for part in open_parts if (clause := _clause(part, situation, answers, words))]
    return words.both(clauses) if isinstance(condition, All) else words.either(clauses)


def _among(condition: Among, situation: Situation, words: Wording) -> str:
    circumstance = situation.circumstance(condition.circumstance)
    if circumstance is None:
        return ""
    values = [value for value in circumstance.values if value.id in condition.values]
    return words.either(words.of(value.phrase) for value in values)


def _opposite(condition: Condition, situation: Situation, answers: Answers, words: Wording) -> str:
    """ "Not": the other values of a circumstance, and De Morgan's laws for what is composed."""
    if isinstance(condition, Among):
        circumstance = situation.circumstance(condition.circumstance)
        others = () if circumstance is None else circumstance.values
        return _clause(
            Among(condition.circumstance, tuple(value.id for value in others if value.id not in condition.values)),
            situation,
            answers,
            words,
        )
    if isinstance(condition, Not):
        return _clause(condition.part, situation, answers, words)
    if isinstance(condition, Always):
        return ""
    turned = Any if isinstance(condition, All) else All
    return _clause(turned(tuple(Not(part) for part in condition.parts)), situation, answers, words)
