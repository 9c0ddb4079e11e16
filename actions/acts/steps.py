"""A step in full, the next step, ticking steps off, the list."""

from __future__ import annotations

from dataclasses import replace

from actions.act import Act, Exchange, Outcome
from actions.acts.clarify import ask_what_happened
from actions.compose.guide import guide_reply, overview
from actions.compose.step import StepComposer
from actions.state import DialogueState
from catalog.plan import Plan, PlannedStep, Standing
from channels.conversation import TurnStatus


class OpenStep(Act):
    """Shows the step whose button was pressed."""

    act_name = "action_open_step"

    def perform(self, exchange: Exchange) -> Outcome:
        planned = pressed_step(exchange)
        return show_step(exchange, planned) if planned else stale(exchange)


class NextStep(Act):
    """Shows what to do next: after the step in focus, else the first that is not done."""

    act_name = "action_next_step"

    def perform(self, exchange: Exchange) -> Outcome:
        plan = exchange.plan()
        if plan is None:
            return ask_what_happened(exchange)
        following = _after_focus(plan, exchange.state) or plan.next_step()
        return show_step(exchange, following) if following else show_list(exchange)


class ShowList(Act):
    """Returns to the checklist."""

    act_name = "action_show_list"

    def perform(self, exchange: Exchange) -> Outcome:
        return show_list(exchange) if exchange.plan() else ask_what_happened(exchange)


class StepDone(Act):
    """Ticks a step off: the one pressed, else the one in focus, else the next one."""

    act_name = "action_step_done"

    def perform(self, exchange: Exchange) -> Outcome:
        plan = exchange.plan()
        if plan is None:
            return ask_what_happened(exchange)
        planned = pressed_step(exchange) if exchange.said.pressed else _meant(plan, exchange.state)
        if planned is None:
            return stale(exchange) if exchange.said.pressed else show_list(exchange)
        state = exchange.state.with_done(planned.id, *_covered_by(planned, plan))
        text = exchange.words.say("step.marked_done", title=exchange.words.of(planned.step.title))
        return _list_after(exchange, state, text)


class StepUndone(Act):
    """Takes a tick back."""

    act_name = "action_step_undone"

    def perform(self, exchange: Exchange) -> Outcome:
        plan, planned = exchange.plan(), pressed_step(exchange)
        if plan is None or planned is None:
            return stale(exchange)
        state = exchange.state.with_undone(planned.id, *_covered_by(planned, plan))
        text = exchange.words.say("step.marked_undone", title=exchange.words.of(planned.step.title))
        return _list_after(exchange, state, text)


def show_step(exchange: Exchange, planned: PlannedStep) -> Outcome:
    plan = exchange.plan()
    assert plan is not None
    reply = StepComposer(plan, exchange.catalogue, exchange.words).reply(planned)
    return Outcome((reply,), TurnStatus.ANSWERED, replace(exchange.state, focus_step=planned.id))


def show_list(exchange: Exchange) -> Outcome:
    plan, words = exchange.plan(), exchange.words
    assert plan is not None
    text = f"{words.say('list.heading', title=words.of(plan.situation.title))}\n\n{overview(plan, words)}"
    return Outcome((guide_reply(text, plan, exchange.state, words),), TurnStatus.ANSWERED, exchange.state)


def pressed_step(exchange: Exchange) -> PlannedStep | None:
    """The step whose button was pressed, if the plan still has it."""
    plan = exchange.plan()
    return plan.step(exchange.said.pressed.get("step", "")) if plan is not None else None


def stale(exchange: Exchange) -> Outcome:
    """A press on a button of an earlier list explains itself, and shows the list of now."""
    plan, words = exchange.plan(), exchange.words
    if plan is None:
        return ask_what_happened(exchange)
    reply = guide_reply(words.say("step.stale"), plan, exchange.state, words)
    return Outcome((reply,), TurnStatus.ANSWERED, exchange.state)


def _list_after(exchange: Exchange, state: DialogueState, text: str) -> Outcome:
    plan, words = exchange.plan(state), exchange.words
    assert plan is not None
    following = plan.next_step()
    if following is None:
        text = f"{text}\n\n{words.say('guide.all_done')}"
    else:
        text = f"{text}\n\n{words.say('step.then', number=following.number, title=words.of(following.step.title))}"
    return Outcome((guide_reply(text, plan, state, words),), TurnStatus.ANSWERED, state)


def _covered_by(planned: PlannedStep, plan: Plan) -> list[str]:
    """The steps that this one does at the same time."""
    return [one.id for one in plan.steps if one.covered_by == planned.id]


def _meant(plan: Plan, state: DialogueState) -> PlannedStep | None:
    """The step that "done" in words is about: the one in focus, unless it is done already."""
    focus = plan.step(state.focus_step or "")
    return focus if focus is not None and focus.standing is not Standing.DONE else plan.next_step()


def _after_focus(plan: Plan, state: DialogueState) -> PlannedStep | None:
    """The first step behind the one in focus that applies and is not done."""
    focus = plan.step(state.focus_step or "")
    if focus is None:
        return None
    return next((one for one in plan.steps if one.number > focus.number and one.standing is Standing.APPLIES), None)
