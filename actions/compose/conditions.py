"""A condition in words: «якщо батьки не одружені, і дитина народилася вдома»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from actions.wording import Wording
from catalog.conditions import All, Always, Among, Answers, Any, Condition, Not, Verdict
from catalog.plan import Plan, PlannedStep
from catalog.situations import Situation
from catalog.text import Text

#: A condition of at most so many letters can stand in the middle of a sentence.
LONGEST_BRIEF = 100
#: How many words at least two phrases share before they are said once.
LEAST_SHARED = 2
#: What the shared words may not end in: a word shorter than this, or one of these; and what may not follow them.
SHORTEST_LAST = 4
NEVER_LAST = frozenset("між понад після before after between under over older from with".split())
NEVER_FIRST = frozenset(("—", "і", "й", "та", "and"))


def in_words(condition: Condition, situation: Situation, answers: Answers, words: Wording) -> str | None:
    """What is still open of the condition, as a clause after "if"; None when nothing is."""
    still_open = _still_open(condition, situation, answers)
    return words.say("if", clause=_clause(still_open, situation, words)) if still_open is not None else None


def briefly(planned: PlannedStep, plan: Plan, words: Wording) -> str:
    """On what a step that may apply depends, short enough for the middle of a sentence."""
    condition = in_words(planned.step.when, plan.situation, plan.known, words)
    return condition if condition and len(condition) <= LONGEST_BRIEF else words.say("guide.if_yours")


def _still_open(condition: Condition, situation: Situation, answers: Answers) -> Condition | None:
    """The undecided part of the condition, with every "not" resolved and nothing nested in its own kind."""
    if isinstance(condition, Always) or condition.verdict(answers) is not Verdict.UNKNOWN:
        return None
    if isinstance(condition, Among):
        return condition if _phrases_of(condition, situation) else None
    if isinstance(condition, Not):
        return _still_open(_opposite(condition.part, situation), situation, answers)
    kind = type(condition)
    parts: list[Condition] = []
    for part in condition.parts:
        found = _still_open(part, situation, answers)
        if found is not None:
            parts.extend(found.parts if isinstance(found, (All, Any)) and isinstance(found, kind) else (found,))
    return kind(tuple(parts)) if len(parts) > 1 else next(iter(parts), None)


def _opposite(condition: Condition, situation: Situation) -> Condition:
    """ "Not": the other values of a circumstance, and De Morgan's laws for what is composed."""
    if isinstance(condition, Among):
        circumstance = situation.circumstance(condition.circumstance)
        values = () if circumstance is None else circumstance.values
        return Among(condition.circumstance, tuple(one.id for one in values if one.id not in condition.values))
    if isinstance(condition, Not):
        return condition.part
    if isinstance(condition, Always):
        return condition
    turned = Any if isinstance(condition, All) else All
    return turned(tuple(Not(part) for part in condition.parts))


def _clause(condition: Condition, situation: Situation, words: Wording) -> str:
    """ "A or B, and C": what "and" joins is said last. Where that would mislead, every way is told in full."""
    if isinstance(condition, Among):
        return words.either(_said_once([words.of(phrase) for phrase in _phrases_of(condition, situation)]))
    assert isinstance(condition, (All, Any))
    if isinstance(condition, All):
        condition = _ways_apart(condition)
    clauses = [_clause(part, situation, words) for part in condition.parts]
    if isinstance(condition, All):
        return words.both(clauses)
    several = any(isinstance(part, All) for part in condition.parts)
    return words.or_else(clauses) if several else words.either(clauses)


def _said_once(phrases: Sequence[str]) -> list[str]:
    """The phrases without the beginning that each shares with the one before it.

    «Людина служила в поліції або людина служила в ДСНС» needs its first two words once. What is cut must end in a word
    that can stand last («дитині від 3 або 6» would mislead), and what is left begin with one that can stand first.
    """
    shortened = list(phrases[:1])
    for before, phrase in pairwise(phrases):
        pairs = zip(before.split(), phrase.split()[:-1])
        shared = [one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
        while shared and (len(shared[-1]) < SHORTEST_LAST or shared[-1] in NEVER_LAST):
            shared.pop()
        rest = phrase.split()[len(shared) :]
        shortened.append(" ".join(rest) if len(shared) >= LEAST_SHARED and rest[0] not in NEVER_FIRST else phrase)
    return shortened


def _ways_apart(condition: All) -> All | Any:
    """ "(A, or B and C), and D" as "A and D, or B and C and D"; anything simpler stays."""
    for place, part in enumerate(condition.parts):
        if isinstance(part, Any) and any(isinstance(way, All) for way in part.parts):
            before, behind = condition.parts[:place], condition.parts[place + 1 :]
            return Any(tuple(_joined((*before, way, *behind)) for way in part.parts))
    return condition


def _joined(parts: tuple[Condition, ...]) -> All:
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, All) else (part,))]
    return All(tuple(flat))


def _phrases_of(condition: Among, situation: Situation) -> list[Text]:
    circumstance = situation.circumstance(condition.circumstance)
    values = () if circumstance is None else circumstance.values
    return [value.phrase for value in values if value.id in condition.values]
