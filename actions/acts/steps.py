"""A step in full, the next step, the list."""

from __future__ import annotations

from actions.act import Act, Exchange, Outcome
from actions.outcomes.current_list import list_from_abroad, list_to_take, pressed_step, show_list, show_step, stale
from actions.outcomes.open_question import ask_what_happened
from actions.state import DialogueState
from catalog.plan import Plan, PlannedStep, Standing


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
    """Returns to the checklist; or says how to take it along, or what of it goes online, where that is wanted."""

    act_name = "action_show_list"

    def perform(self, exchange: Exchange) -> Outcome:
        if exchange.plan() is None:
            return ask_what_happened(exchange)
        wanted = exchange.said.pressed.get("wanted")
        shown = {"copy": list_to_take, "abroad": list_from_abroad}.get(wanted or "", show_list)
        return shown(exchange)


def _after_focus(plan: Plan, state: DialogueState) -> PlannedStep | None:
    """The first step behind the one in focus that applies and is not done."""
    focus = plan.step(state.focus_step or "")
    if focus is None:
        return None
    return next((one for one in plan.steps if one.number > focus.number and one.standing is Standing.APPLIES), None)
