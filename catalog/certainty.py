"""What holds for a person beyond what they answered in so many words.

A question that makes no sense for them (`ask_when` is false) has no answer and never will: conditions on it are false,
not open. And a condition that comes out the same whatever the open answers are is not open either.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from math import prod

from catalog.conditions import ALWAYS, DONT_KNOW, Answers, Condition, Verdict, groups_in, open_in
from catalog.situations import Circumstance, Situation

#: Stands for the answer to a question that makes no sense for the person; it is none of the values.
NOT_APPLICABLE = "not applicable"
#: More falls of the open answers than this are not tried out; the condition then stays unknown.
MOST_FALLS = 512
#: Results kept in memory: the same few conditions are looked at in every turn.
REMEMBERED = 100_000

Given = tuple[tuple[str, tuple[str, ...]], ...]
#: The answers one may give to a question, each one value or several.
Choices = tuple[tuple[str, ...], ...]
#: Name, what may be answered, and when the question is asked at all.
Domains = tuple[tuple[str, Choices, Condition], ...]


def with_pointless_questions(situation: Situation, answers: Answers) -> Answers:
    """The answers, with every question that makes no sense and has no definite answer marked as not applicable."""
    known = dict(answers)
    while True:
        pointless = [
            one.id
            for one in situation.circumstances
            if known.get(one.id, (DONT_KNOW,)) == (DONT_KNOW,) and _makes_sense(one, situation, known) is Verdict.FALSE
        ]
        if not pointless:
            return known
        known.update((name, (NOT_APPLICABLE,)) for name in pointless)


def certain_verdict(condition: Condition, situation: Situation, known: Answers) -> Verdict:
    """The verdict; true or false also where every fall of the open answers leads there."""
    verdict = condition.verdict(known)
    if verdict is not Verdict.UNKNOWN:
        return verdict
    return _certain(condition, *relevant(condition, situation, known))


def relevant(condition: Condition, situation: Situation, known: Answers) -> tuple[Given, Domains]:
    """What of the answers and of the possible values the condition looks at, as small hashable keys."""
    return _relevant(condition, situation, known, frozenset())


def _relevant(
    condition: Condition, situation: Situation, known: Answers, above: frozenset[str]
) -> tuple[Given, Domains]:
    names = tuple(dict.fromkeys(condition.circumstances()))
    given = tuple((name, known[name]) for name in names if name in known)
    found = [one for one in map(situation.circumstance, names) if one is not None]
    domains: list[tuple[str, Choices, Condition]] = []
    for one in found:
        answers: Choices = tuple((value.id,) for value in one.values)
        if one.multiple:
            answers += _joined(one.id, answers, (condition, *(other.ask_when for other in found)))
        if one.ask_when is not ALWAYS and _makes_sense(one, situation, known, above) is not Verdict.TRUE:
            answers += ((NOT_APPLICABLE,),)
        domains.append((one.id, answers, one.ask_when))
    return given, tuple(domains)


@lru_cache(maxsize=REMEMBERED)
def _joined(name: str, singles: Choices, conditions: tuple[Condition, ...]) -> Choices:
    """Choices of several values, one for each way of meeting the conditions that no single value meets them in."""
    groups = [
        frozenset(group.values)
        for condition in conditions
        for group in groups_in(condition)
        if group.circumstance == name
    ]  # fmt: skip
    met = {tuple(not group.isdisjoint(single) for group in groups): single for single in singles}
    joined: list[tuple[str, ...]] = []
    queue = list(met.values())
    for chosen in queue:
        for single in singles:
            both = tuple(dict.fromkeys((*chosen, *single)))
            meets = tuple(not group.isdisjoint(both) for group in groups)
            if meets not in met:
                met[meets] = both
                joined.append(both)
                queue.append(both)
    return tuple(joined)


def _makes_sense(
    circumstance: Circumstance, situation: Situation, known: Answers, above: frozenset[str] = frozenset()
) -> Verdict:
    """Whether the question makes sense; `above` are those whose sense hangs on it, in case they run in a circle."""
    verdict = circumstance.ask_when.verdict(known)
    if verdict is not Verdict.UNKNOWN or circumstance.id in above:
        return verdict
    return _certain(
        circumstance.ask_when, *_relevant(circumstance.ask_when, situation, known, above | {circumstance.id})
    )


@lru_cache(maxsize=REMEMBERED)
def _certain(condition: Condition, given: Given, domains: Domains) -> Verdict:
    known = dict(given)
    values = {name: possible for name, possible, _ in domains}
    open_names = open_in(condition, known)
    if prod(len(values[name]) for name in open_names) > MOST_FALLS:
        return Verdict.UNKNOWN
    found = set()
    for fall in product(*(values[name] for name in open_names)):
        supposed = {**known, **dict(zip(open_names, fall))}
        if _fits_together(supposed, domains):
            found.add(condition.verdict(supposed))
        if len(found) > 1:
            return Verdict.UNKNOWN
    return found.pop() if found else Verdict.UNKNOWN


def _fits_together(supposed: Answers, domains: Domains) -> bool:
    """Whether nobody in this fall leaves out a question that makes sense, as far as the fall tells."""
    return not any(
        supposed.get(name) == (NOT_APPLICABLE,) and ask_when.verdict(supposed) is Verdict.TRUE
        for name, _, ask_when in domains
    )


@lru_cache(maxsize=REMEMBERED)
def can_change(asked: str, condition: Condition, given: Given, domains: Domains) -> bool:
    """Whether, for some fall of the other open answers ("I do not know" included), this answer changes the verdict."""
    known = dict(given)
    values = {name: possible for name, possible, _ in domains}
    others = [name for name in values if name != asked and name not in known]
    answers = [answer for answer in values[asked] if answer != (NOT_APPLICABLE,)]
    for fall in product(*(((DONT_KNOW,), *values[name]) for name in others)):
        supposed = {**known, **dict(zip(others, fall))}
        verdicts = {_verdict(condition, {**supposed, asked: answer}, domains) for answer in answers}
        if len(verdicts) > 1:
            return True
    return False


def _verdict(condition: Condition, known: Answers, domains: Domains) -> Verdict:
    verdict = condition.verdict(known)
    return verdict if verdict is not Verdict.UNKNOWN else _certain(condition, tuple(known.items()), domains)
