"""A plan as the checklist a person sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.compose.conditions import briefly, in_words
from actions.compose.outages import plan_outages
from actions.compose.questions import given_answers, question_of, unbidden_question
from actions.compose.totals import anything_applies, due_in_words, money_in_words, possible_extra, totals_of
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
    # With no step certain there is none to begin with: the question leads on.
    if first is not None and (anything_applies(plan) or plan.next_question is None):
        label = words.say("button.first_step", number=first.number)
        choices.append(Choice(label, str(Payload("step", first.id, tag))))
    choices.append(Choice(words.say("button.all_documents"), str(Payload("ask", "documents", tag))))
    if plan.next_question is not None and unbidden_question(plan, state) is None:
        choices.append(Choice(words.say("button.more_questions"), str(Payload("question", about=tag))))
    choices.append(Choice(words.say("button.not_this"), str(Payload("other", about=tag))))
    return tuple(choices)


def overview(plan: Plan, words: Wording) -> str:
    """Where to begin, and in one line how much there is to do, what it costs and what cannot wait."""
    if not plan.steps:
        return words.say("guide.nothing")
    first = plan.next_step()
    if first is None:
        return words.say("guide.all_done")
    apart = "\n\n" if anything_applies(plan) else " "
    return f"{_beginning(first, plan, words)}{apart}{_extent(plan, words)}"


def _beginning(first: PlannedStep, plan: Plan, words: Wording) -> str:
    """The step to begin with, on its condition where it has one. While no step is certain, none is put first."""
    if first.standing is Standing.APPLIES:
        if (earlier := _decided_next(plan, before=first)) is None:
            return words.say("guide.begin_with", **_named(first, words))
        certain = words.say("guide.certain", **_named(first, words))
        return f"{_begin_if(earlier, plan, words)}\n\n{certain}"
    if anything_applies(plan):
        return _begin_if(first, plan, words)
    return words.say("guide.depends" if plan.next_question is not None else "guide.choose_yours")


def _decided_next(plan: Plan, before: PlannedStep) -> PlannedStep | None:
    """The step that comes earlier if the next question is answered so."""
    if plan.next_question is None:
        return None
    earlier = (step for step in plan.steps if step.number < before.number and plan.next_question.id in step.depends_on)
    return next((step for step in earlier if step.is_ready and not step.step.optional), None)


def _begin_if(step: PlannedStep, plan: Plan, words: Wording) -> str:
    return words.say("guide.begin_if", condition=briefly(step, plan, words), **_named(step, words))


def _named(planned: PlannedStep, words: Wording) -> dict[str, object]:
    step = planned.step
    return {"number": planned.number, "title": words.of(step.title), "summary": words.of(step.summary)}


def _extent(plan: Plan, words: Wording) -> str:
    applying = sum(1 for step in plan.steps if step.standing is Standing.APPLIES)
    possible = sum(1 for step in plan.steps if step.standing is Standing.MAY_APPLY)
    if not applying:
        extent = words.say("guide.extent", counts=words.say("guide.at_most", n=possible))
        return " ".join([extent, *_deadlines(plan, words)])
    counts = [words.say("guide.step_count", n=applying)]
    if possible:
        counts.append(words.say("guide.possible_count", n=possible))
    return " ".join([words.say("guide.extent", counts=", ".join(counts)), *_sums(plan, words)])


def _sums(plan: Plan, words: Wording) -> list[str]:
    """Money, what may come on top of it, and the deadlines."""
    sums = [words.say("guide.money", text=money_in_words(plan.totals.money, words))]
    extra = possible_extra(plan)
    if extra.most:
        most = words.say("total.up_to", most=words.money(extra.most))
        sums.append(words.say("guide.more_at_least" if extra.unpriced else "guide.more", most=most))
    return [*sums, *_deadlines(plan, words)]


def _deadlines(plan: Plan, words: Wording) -> Iterator[str]:
    """The nearest deadline, and a nearer one that may hold."""
    if plan.totals.deadline is not None:
        yield words.say("guide.deadline", **due_in_words(plan.totals.deadline, plan, words))
    if plan.totals.possible_deadline is not None:
        yield words.say("guide.possible_deadline", **due_in_words(plan.totals.possible_deadline, plan, words))
