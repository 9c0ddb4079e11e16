"""A plan as the checklist a person sees."""

from __future__ import annotations

from collections.abc import Sequence

from actions.compose.conditions import in_words
from actions.compose.outages import plan_outages
from actions.compose.questions import given_answers, question_of, unbidden_question
from actions.compose.totals import money_in_words, totals_of
from actions.state import DialogueState
from actions.wording import Wording
from catalog.plan import Plan, PlannedStep, Standing
from channels.payload import Payload, tag_of
from channels.reply import Choice, Guide, GuideStep, Reply, StepStatus


def guide_of(plan: Plan, state: DialogueState, words: Wording) -> Guide:
    """The checklist with totals, given answers and, while there are unbidden questions left, the next one."""
    asked = unbidden_question(plan, state)
    return Guide(
        situation=plan.situation.id,
        title=words.of(plan.situation.title),
        steps=tuple(_line(step, plan, words) for step in plan.steps),
        totals=totals_of(plan, words),
        answers=given_answers(plan.situation, plan.answers, words),
        question=question_of(asked, plan.situation.id, words) if asked else None,
        not_covered=tuple(words.of(text) for text in plan.situation.not_covered),
    )


def _line(planned: PlannedStep, plan: Plan, words: Wording) -> GuideStep:
    return GuideStep(
        id=planned.id,
        number=planned.number,
        title=words.of(planned.step.title),
        status=StepStatus(planned.standing.value),
        condition=_condition(planned, plan, words),
        remark=_remark(planned, plan, words),
    )


def _condition(planned: PlannedStep, plan: Plan, words: Wording) -> str | None:
    if planned.standing is not Standing.MAY_APPLY:
        return None
    return in_words(planned.step.when, plan.situation, plan.known, words)


def _remark(planned: PlannedStep, plan: Plan, words: Wording) -> str | None:
    if planned.standing is Standing.DONE:
        return None
    covering = plan.step(planned.covered_by or "")
    if covering is not None:
        return words.say("step.covered_by", number=covering.number)
    parts = [words.say("step.optional")] if planned.step.optional else []
    waits = [step for step in plan.steps if step.id in planned.waits_for]
    if waits:
        parts.append(_after(waits, words))
    return "; ".join(parts) or None


def _after(waits: Sequence[PlannedStep], words: Wording) -> str:
    """Which steps come before: all of them, or, where some only may apply, whichever is the person's."""
    numbers = [str(step.number) for step in waits]
    if len(numbers) == 1:
        return words.say("step.after", numbers=numbers[0])
    if any(step.standing is Standing.MAY_APPLY for step in waits):
        return words.say("step.after_one_of", numbers=words.either([", ".join(numbers[:-1]), numbers[-1]]))
    return words.say("step.after_several", numbers=", ".join(numbers))


def guide_reply(text: str, plan: Plan, state: DialogueState, words: Wording) -> Reply:
    """The checklist with its intro, the channels that do not work now, and the buttons that lead on."""
    return Reply(
        text=text,
        guide=guide_of(plan, state, words),
        notices=tuple(plan_outages(plan, words)),
        choices=_ways_on(plan, state, words),
    )


def _ways_on(plan: Plan, state: DialogueState, words: Wording) -> tuple[Choice, ...]:
    first, tag = plan.next_step(), tag_of(plan.situation.id)
    choices = []
    if first is not None:
        label = words.say("button.first_step", number=first.number)
        choices.append(Choice(label, str(Payload("step", first.id, tag))))
    choices.append(Choice(words.say("button.all_documents"), str(Payload("ask", "documents", tag))))
    if plan.next_question is not None and unbidden_question(plan, state) is None:
        choices.append(Choice(words.say("button.more_questions"), str(Payload("question", about=tag))))
    choices.append(Choice(words.say("button.not_this"), str(Payload("other", about=tag))))
    return tuple(choices)


def _sums(plan: Plan, words: Wording) -> list[str]:
    """Money and the nearest deadline, where a step is certain."""
    if not any(step.standing is Standing.APPLIES for step in plan.steps):
        return []
    sums = [words.say("guide.money", text=money_in_words(plan.totals.money, words))]
    step = plan.step(plan.totals.deadline_step or "")
    if plan.totals.deadline is not None and step is not None:
        sums.append(words.say("guide.deadline", text=words.of(plan.totals.deadline.text), number=step.number))
    return sums


def overview(plan: Plan, words: Wording) -> str:
    """The first step, and in one line how much there is to do, what it costs and what cannot wait."""
    applying = sum(1 for step in plan.steps if step.standing is Standing.APPLIES)
    possible = sum(1 for step in plan.steps if step.standing is Standing.MAY_APPLY)
    parts = []
    first = plan.next_step()
    if first is not None:
        title, summary = words.of(first.step.title), words.of(first.step.summary)
        parts.append(words.say("guide.begin_with", number=first.number, title=title, summary=summary))
    counts = [words.say("guide.step_count", n=applying)] if applying else []
    if possible:
        counts.append(words.say("guide.possible_count", n=possible))
    if counts:
        parts.append(" ".join([words.say("guide.extent", counts=", ".join(counts)), *_sums(plan, words)]))
    if not plan.steps:
        parts.append(words.say("guide.nothing"))
    elif first is None:
        parts.append(words.say("guide.all_done"))
    return "\n\n".join(parts)
