"""Whether a condition can come true for anyone: every way a person may answer, tried until one fits.

Questions that make no sense for a person (`ask_when`) have no answer in their world, exactly as in the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from catalog.certainty import NOT_APPLICABLE
from catalog.conditions import Answers, Condition, Verdict
from catalog.situations import Circumstance, Situation

#: Of a question with several answers all subsets are tried up to this many values; beyond, singles, pairs and all.
ALL_SUBSETS_UP_TO = 6


def can_hold(condition: Condition, situation: Situation) -> bool:
    """Whether there is a person for whom the condition is true."""
    return _found(condition, _concerned(condition, situation), {})


def _found(condition: Condition, unasked: list[Circumstance], known: Answers) -> bool:
    verdict = condition.verdict(known)
    if verdict is Verdict.FALSE or not unasked:
        return verdict is Verdict.TRUE
    asked, *others = unasked
    return any(_found(condition, others, {**known, asked.id: answer}) for answer in _answers(asked, known))


def _answers(circumstance: Circumstance, known: Answers) -> Iterator[tuple[str, ...]]:
    """What a person may answer who answered the questions before it so."""
    if circumstance.ask_when.verdict(known) is Verdict.FALSE:
        yield (NOT_APPLICABLE,)
        return
    ids = [value.id for value in circumstance.values]
    yield from ((value,) for value in ids)
    if circumstance.multiple:
        sizes = range(2, len(ids) + 1) if len(ids) <= ALL_SUBSETS_UP_TO else (2, len(ids))
        for size in sizes:
            yield from combinations(ids, size)


def _concerned(condition: Condition, situation: Situation) -> list[Circumstance]:
    """The circumstances the condition names and those that gate them, each behind its gates."""
    ordered: dict[str, Circumstance] = {}
    _collect(condition.circumstances(), situation, ordered, frozenset())
    return list(ordered.values())


def _collect(
    names: Iterable[str], situation: Situation, ordered: dict[str, Circumstance], above: frozenset[str]
) -> None:
    for name in names:
        found = situation.circumstance(name)
        if found is not None and name not in ordered and name not in above:
            _collect(found.ask_when.circumstances(), situation, ordered, above | {name})
            ordered[name] = found
