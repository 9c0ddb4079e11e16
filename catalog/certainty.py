"""What holds for a person beyond what they answered in so many words.

A question that makes no sense for them (`ask_when` is false) has no answer and never will: conditions on it are false,
not open. And a condition that comes out the same whatever the open answers are is not open either.
"""

from __future__ import annotations

from itertools import product
from math import prod

from catalog.conditions import Answers, Condition, Verdict, open_in
from catalog.situations import Situation

#: Stands for the answer to a question that makes no sense for the person; it is none of the values.
NOT_APPLICABLE = "not applicable"
#: More falls of the open answers than this are not tried out; the condition then stays unknown.
MOST_FALLS = 512


def with_pointless_questions(situation: Situation, answers: Answers) -> Answers:
    """The answers, with every unanswered question that makes no sense marked as not applicable."""
    known = dict(answers)
    while True:
        pointless = [
            one.id
            for one in situation.circumstances
            if one.id not in known and one.ask_when.verdict(known) is Verdict.FALSE
        ]
        if not pointless:
            return known
        known.update((name, (NOT_APPLICABLE,)) for name in pointless)


def certain_verdict(condition: Condition, situation: Situation, known: Answers) -> Verdict:
    """The verdict; true or false also where every fall of the open answers leads there."""
    verdict = condition.verdict(known)
    if verdict is not Verdict.UNKNOWN:
        return verdict
    open_ones = [one for name in open_in(condition, known) if (one := situation.circumstance(name)) is not None]
    if prod(len(one.values) for one in open_ones) > MOST_FALLS:
        return verdict
    falls = product(*([value.id for value in one.values] for one in open_ones))
    found = {
        condition.verdict({**known, **{one.id: (value,) for one, value in zip(open_ones, fall)}}) for fall in falls
    }
    return found.pop() if len(found) == 1 else Verdict.UNKNOWN
