"""How many questions people are asked: `python -m benchmarks.questions`.

For each situation every combination of answers is a person (a seeded sample where there are more than `PEOPLE`; each
answer equally likely). The person is asked what `catalog.questions` chooses until no question can change the list.
Beside it, the same people meet a form in the authored order that skips only what makes no sense (`ask_when`), as a
hand-written flow does.
"""

from __future__ import annotations

import itertools
import math
import random
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from catalog.authoring.content import read_content
from catalog.certainty import certain_verdict, with_pointless_questions
from catalog.conditions import Answers, Verdict
from catalog.plan import UNBIDDEN_QUESTIONS
from catalog.questions import next_question
from catalog.situations import Circumstance, Situation

SEED = 20261125
#: At most so many people per situation.
PEOPLE = 300

Choice = Callable[[Situation, Answers], "Circumstance | None"]


@dataclass(frozen=True)
class QuestionFigures:
    """Questions per person in one situation, and what they bring.

    `unbidden`: questions put without being asked for (median). `certain_before`, `certain_after`, `certain_fixed`: the
    share of steps certain to apply or not before any question, after those questions, after as many in fixed order.
    `settled`, `fixed`: questions until no step, paper, price or term is open (median, most).
    """

    situation: str
    circumstances: int
    people: int
    unbidden: float
    certain_before: float
    certain_after: float
    certain_fixed: float
    settled: float
    settled_most: int
    fixed: float
    fixed_most: int


def measure(situation: Situation, people: int = PEOPLE) -> QuestionFigures:
    """Ask everyone, in both ways."""
    crowd = list(everyone(situation, people))
    choose = remembered(next_question)
    computed = [_asked(situation, person, choose) for person in crowd]
    fixed = [_asked(situation, person, _next_in_form) for person in crowd]
    return QuestionFigures(
        situation=situation.id,
        circumstances=len(situation.circumstances),
        people=len(crowd),
        unbidden=statistics.median(min(len(answers), UNBIDDEN_QUESTIONS) for answers in computed),
        certain_before=_certain_share(situation, {}),
        certain_after=statistics.fmean(_certain_share(situation, _first(answers)) for answers in computed),
        certain_fixed=statistics.fmean(_certain_share(situation, _first(answers)) for answers in fixed),
        settled=statistics.median(map(len, computed)),
        settled_most=max(map(len, computed)),
        fixed=statistics.median(map(len, fixed)),
        fixed_most=max(map(len, fixed)),
    )


def everyone(situation: Situation, most: int) -> Iterator[Answers]:
    """All combinations of answers, or a seeded sample of them. Where several answers may be given, one is."""
    names = [one.id for one in situation.circumstances]
    values = [[value.id for value in one.values] for one in situation.circumstances]
    if math.prod(len(some) for some in values) <= most:
        combinations: Iterator[tuple[str, ...]] = itertools.product(*values)
    else:
        chance = random.Random(f"{SEED} {situation.id}")
        combinations = (tuple(chance.choice(some) for some in values) for _ in range(most))
    for combination in combinations:
        yield {name: (value,) for name, value in zip(names, combination)}


def remembered(choose: Choice) -> Choice:
    """The same choice, worked out once for all people who have said the same so far."""
    chosen: dict[tuple[str, frozenset[tuple[str, tuple[str, ...]]]], Circumstance | None] = {}

    def choose_once(situation: Situation, answers: Answers) -> Circumstance | None:
        said = (situation.id, frozenset((name, tuple(values)) for name, values in answers.items()))
        if said not in chosen:
            chosen[said] = choose(situation, answers)
        return chosen[said]

    return choose_once


def _asked(situation: Situation, person: Answers, choose: Choice) -> Answers:
    """The person's answers in the order they were asked for, until there is nothing left to ask."""
    answers: dict[str, tuple[str, ...]] = {}
    while (question := choose(situation, answers)) is not None:
        answers[question.id] = tuple(person[question.id])
    return answers


def _first(answers: Answers) -> Answers:
    """Those that are asked for unbidden."""
    return dict(list(answers.items())[:UNBIDDEN_QUESTIONS])


def _certain_share(situation: Situation, answers: Answers) -> float:
    known = with_pointless_questions(situation, answers)
    certain = [certain_verdict(step.when, situation, known) is not Verdict.UNKNOWN for step in situation.steps]
    return sum(certain) / len(certain)


def _next_in_form(situation: Situation, answers: Answers) -> Circumstance | None:
    """The next one of a form in the authored order: asked whenever it makes sense, whether it matters or not."""
    for one in situation.circumstances:
        if one.id not in answers and one.ask_when.verdict(answers) is Verdict.TRUE:
            return one
    return None


def table(figures: list[QuestionFigures]) -> str:
    """The figures as a table in Markdown, the whole last."""
    heads = (
        "situation", "questions there are", "people", "asked unbidden, median", "steps certain with no question",
        "after those questions", "after as many in fixed order", "until all is settled, median (most)",
        "form in fixed order, median (most)",
    )  # fmt: skip
    lines = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    for one in figures:
        lines.append(
            f"| {one.situation} | {one.circumstances} | {one.people} | {one.unbidden:g} | {one.certain_before:.0%} "
            f"| {one.certain_after:.0%} | {one.certain_fixed:.0%} | {one.settled:g} ({one.settled_most}) "
            f"| {one.fixed:g} ({one.fixed_most}) |"
        )
    people = sum(one.people for one in figures)
    lines.append(
        f"| **all, mean of the situations** | {_mean(figures, 'circumstances'):.1f} | {people} "
        f"| {_mean(figures, 'unbidden'):.1f} | {_mean(figures, 'certain_before'):.0%} "
        f"| {_mean(figures, 'certain_after'):.0%} "
        f"| {_mean(figures, 'certain_fixed'):.0%} | {_mean(figures, 'settled'):.1f} | {_mean(figures, 'fixed'):.1f} |"
    )
    return "\n".join(lines)


def _mean(figures: list[QuestionFigures], name: str) -> float:
    return statistics.fmean(getattr(one, name) for one in figures)


if __name__ == "__main__":
    measured = []
    for each in read_content().situations:
        measured.append(measure(each))
        print(each.id, file=sys.stderr)
    print(table(measured))
