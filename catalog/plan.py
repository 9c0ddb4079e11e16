"""The plan: which steps of a situation concern this person, in which order, and what to ask next.

Pure functions over the catalogue. A plan is useful with no answers at all: what depends on an open circumstance is
shown as "may apply", together with what it depends on.

>>> from datetime import date
>>> from catalog.authoring.content import read_content
>>> birth = read_content().as_of(date(2026, 11, 25)).situation("birth-of-child")
>>> open_plan = plan(birth, {}, today=date(2026, 11, 25))
>>> open_plan.step("record-father-unmarried").standing.value
'may_apply'
>>> settled = plan(birth, {"parents_married": ("no",)}, today=date(2026, 11, 25))
>>> settled.step("record-father-unmarried").standing.value
'applies'
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from graphlib import TopologicalSorter
from typing import Protocol, TypeVar

from catalog.certainty import certain_verdict, with_pointless_questions
from catalog.conditions import ALWAYS, Answers, Condition, Verdict, open_in
from catalog.questions import next_question, open_circumstances
from catalog.situations import Circumstance, Situation, Step
from catalog.totals import Totals, totals

#: Questions asked unbidden in one situation; the rest stays as "if …" lines the person may tap.
UNBIDDEN_QUESTIONS = 3


class Standing(str, Enum):
    """Where a step stands under the answers known so far. Steps that do not apply are not in the plan."""

    APPLIES = "applies"
    MAY_APPLY = "may_apply"
    DONE = "done"


@dataclass(frozen=True)
class PlannedStep:
    """A step of the plan.

    `step` holds only the papers, prices and terms that apply or may apply. `depends_on` names the open circumstances
    of a step that may apply. `waits_for` names the steps to do before it; `covered_by` the applying step that does
    this one at the same time.
    """

    step: Step
    number: int
    standing: Standing
    depends_on: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    covered_by: str | None = None

    @property
    def id(self) -> str:
        return self.step.id

    @property
    def is_ready(self) -> bool:
        """Whether it is to be done and can be done at once."""
        return self.standing is not Standing.DONE and not self.waits_for and self.covered_by is None


@dataclass(frozen=True)
class Plan:
    """What one person should do about one situation, as of `today`.

    `answers` are those given; `known` also marks the questions that make no sense for this person.
    """

    situation: Situation
    answers: Answers
    known: Answers
    today: date
    steps: tuple[PlannedStep, ...]
    totals: Totals
    open: tuple[Circumstance, ...]
    next_question: Circumstance | None

    def step(self, step_id: str) -> PlannedStep | None:
        return next((planned for planned in self.steps if planned.id == step_id), None)

    def next_step(self) -> PlannedStep | None:
        """The first step that applies, is not done and waits for nothing; else the first that may apply."""
        todo = [planned for planned in self.steps if planned.standing is not Standing.DONE]
        ready = [planned for planned in todo if planned.is_ready]
        applying = [planned for planned in ready if planned.standing is Standing.APPLIES]
        required = [planned for planned in applying if not planned.step.optional]
        candidates = required or applying or ready or todo
        return candidates[0] if candidates else None


def plan(situation: Situation, answers: Answers, today: date, done: Collection[str] = ()) -> Plan:
    """The plan for a person who gave these answers and has done these steps.

    `answers` may leave out any circumstance and may say "unknown" to it. `today` is the day of the answer: the
    situation should have been read `as_of` the same day.
    """
    known = with_pointless_questions(situation, answers)
    verdicts = {step.id: certain_verdict(step.when, situation, known) for step in situation.steps}
    concerned = [step for step in _ordered(situation) if verdicts[step.id] is not Verdict.FALSE]
    applying = {step_id for step_id, verdict in verdicts.items() if verdict is Verdict.TRUE}
    planned = tuple(
        PlannedStep(
            step=_for_person(step, situation, known),
            number=number,
            standing=_standing(step, applying, done),
            depends_on=() if step.id in applying else open_in(step.when, known),
            waits_for=tuple(other.id for other in concerned if other.id in step.after and other.id not in done),
            covered_by=next(
                (other.id for other in concerned if other.id in applying and step.id in other.covers), None
            ),
        )
        for number, step in enumerate(concerned, start=1)
    )
    return Plan(
        situation=situation,
        answers=answers,
        known=known,
        today=today,
        steps=planned,
        totals=totals([(one.step, one.standing is Standing.APPLIES) for one in planned if counts(one)]),
        open=open_circumstances(situation, answers),
        next_question=next_question(situation, answers),
    )


def _standing(step: Step, applying: Collection[str], done: Collection[str]) -> Standing:
    if step.id in done:
        return Standing.DONE
    return Standing.APPLIES if step.id in applying else Standing.MAY_APPLY


def counts(planned: PlannedStep) -> bool:
    """Whether the step still costs the person something: not done, and not done by another one."""
    return planned.standing is not Standing.DONE and planned.covered_by is None


def _ordered(situation: Situation) -> list[Step]:
    """The steps so that each stands behind those it comes after; otherwise in the order of the catalogue."""
    position = {step.id: number for number, step in enumerate(situation.steps)}
    sorter = TopologicalSorter({step.id: step.after for step in situation.steps})
    sorter.prepare()
    ordered: list[Step] = []
    ready: list[str] = []
    while sorter.is_active():
        ready = sorted([*ready, *sorter.get_ready()], key=position.__getitem__)
        first = ready.pop(0)
        ordered.append(situation.steps[position[first]])
        sorter.done(first)
    return ordered


class _Conditional(Protocol):
    @property
    def when(self) -> Condition: ...


C = TypeVar("C", bound=_Conditional)


def _for_person(step: Step, situation: Situation, known: Answers) -> Step:
    """The step with only those papers, prices, places and terms that are not ruled out for this person.

    What holds for certain loses its condition; what remains open keeps it, to be shown as "if …".
    """

    def kept(items: tuple[C, ...]) -> tuple[C, ...]:
        verdicts = [(item, certain_verdict(item.when, situation, known)) for item in items]
        certain = [(item, verdict is Verdict.TRUE) for item, verdict in verdicts if verdict is not Verdict.FALSE]
        return tuple(replace(item, when=ALWAYS) if sure else item for item, sure in certain)  # type: ignore[type-var]

    return replace(
        step,
        channels=kept(step.channels),
        documents=kept(step.documents),
        cost=kept(step.cost),
        processing_time=kept(step.processing_time),
        deadline=kept(step.deadline),
        output=kept(step.output),
        pitfalls=kept(step.pitfalls),
    )
