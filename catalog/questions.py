"""Which question to ask next: the open circumstance expected to settle most, and never one that cannot matter.

For every open circumstance we look at each of its answers and weigh what would be settled: a step counts 1, a paper,
price, place or term of a step counts a little. Where no source tells how people are spread over the answers, each
answer counts the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from catalog.certainty import can_change, certain_verdict, relevant, with_pointless_questions
from catalog.conditions import ALWAYS, Answers, Condition, Verdict, open_in
from catalog.situations import Circumstance, Situation, Step

#: How much a settled paper, price, place or term counts beside a settled step.
DETAIL_WEIGHT = 0.1


def open_circumstances(situation: Situation, answers: Answers) -> tuple[Circumstance, ...]:
    """The circumstances worth asking about, in the order of the catalogue.

    One is worth asking when it is unanswered, makes sense for this person (`ask_when`), and when there is some way the
    remaining answers may fall under which its own answer changes the plan.
    """
    known = with_pointless_questions(situation, answers)
    sensible = [one for one in situation.circumstances if one.id not in known]
    conditions = [condition for condition, _ in _live_conditions(situation, known)]
    mattering = {one.id for one in sensible if any(_matters(one, c, situation, known) for c in conditions)}
    return tuple(one for one in sensible if one.id in _with_gates(mattering, situation, sensible, known))


def _with_gates(mattering: set[str], situation: Situation, sensible: list[Circumstance], known: Answers) -> set[str]:
    """The questions that matter, and those that decide whether one of them makes sense at all."""
    found = set(mattering)
    while True:
        undecided = [
            one
            for one in sensible
            if one.id in found and certain_verdict(one.ask_when, situation, known) is Verdict.UNKNOWN
        ]
        gates = {name for one in undecided for name in open_in(one.ask_when, known)} - found
        gates &= {one.id for one in sensible}
        if not gates:
            return found
        found |= gates


def next_question(situation: Situation, answers: Answers) -> Circumstance | None:
    """The open circumstance expected to settle most, the earlier in the catalogue among equals; None if none is."""
    candidates = open_circumstances(situation, answers)
    askable = [one for one in candidates if one.ask_when.verdict(answers) is Verdict.TRUE] or list(candidates)
    if not askable:
        return None
    known = with_pointless_questions(situation, answers)
    return max(askable, key=lambda one: expected_gain(situation, known, one))


def expected_gain(situation: Situation, answers: Answers, circumstance: Circumstance) -> float:
    """How much an answer to this circumstance settles, on average over its values.

    In steps: a step that becomes certain to apply or certain not to counts 1, a detail of a step `DETAIL_WEIGHT`.
    """
    conditions = [
        (condition, weight)
        for condition, weight in _live_conditions(situation, answers)
        if circumstance.id in condition.circumstances()
    ]
    settled = 0.0
    for value in circumstance.values:
        supposed = {**answers, circumstance.id: (value.id,)}
        verdicts = [(certain_verdict(condition, situation, supposed), weight) for condition, weight in conditions]
        settled += sum(weight for verdict, weight in verdicts if verdict is not Verdict.UNKNOWN)
    return settled / len(circumstance.values)


def _live_conditions(situation: Situation, answers: Answers) -> Iterator[tuple[Condition, float]]:
    """The undecided conditions of steps, and of details of steps that are not ruled out."""
    for step in situation.steps:
        verdict = certain_verdict(step.when, situation, answers)
        if verdict is Verdict.UNKNOWN:
            yield step.when, 1.0
        if verdict is not Verdict.FALSE:
            for condition in _detail_conditions(step):
                if certain_verdict(condition, situation, answers) is Verdict.UNKNOWN:
                    yield condition, DETAIL_WEIGHT


def _detail_conditions(step: Step) -> Iterator[Condition]:
    details = (
        step.channels, step.documents, step.cost, step.processing_time, step.deadline, step.output, step.pitfalls,
    )  # fmt: skip
    for items in details:
        for item in items:
            if item.when is not ALWAYS:
                yield item.when


def _matters(asked: Circumstance, condition: Condition, situation: Situation, known: Answers) -> bool:
    """Whether an answer to this question can change the verdict of the condition."""
    if asked.id not in condition.circumstances():
        return False
    return can_change(asked.id, condition, *relevant(condition, situation, known))
