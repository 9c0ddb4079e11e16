"""Which step, and which side of it, a message points at: by name, by number, or as what is being spoken of."""

from __future__ import annotations

from dataclasses import dataclass

from actions.act import Exchange
from actions.hearing.names import Named, named_steps
from actions.hearing.numbers import numbers, points_at_steps
from actions.hearing.vocabulary import Heard
from catalog.plan import Plan, PlannedStep


@dataclass(frozen=True)
class Elsewhere:
    """A step of another list that the person has open."""

    situation: str
    step: PlannedStep


def asked_aspect(exchange: Exchange) -> str | None:
    """What is asked about a step: as the button or the model says, else by the words of the question."""
    said = exchange.said
    pressed = said.pressed.get("aspect")
    if pressed:
        return pressed
    kind, _, aspect = said.intent.partition("/")
    heard = Heard.of(said.text).kinds("aspects")
    # The model takes «скільки дадуть» for a question about the price; nobody who says so wants to know that.
    if kind == "ask" and aspect and "payment" not in heard:
        return aspect
    return heard[0] if heard else None


def steps_meant(exchange: Exchange) -> list[Named]:
    """The steps of the current list that the message names or numbers, the likeliest first."""
    plan = exchange.plan()
    if plan is None or not exchange.said.text:
        return []
    numbered = [
        step
        for number in (numbers(exchange.said.text) if points_at_steps(exchange.said.text) else ())
        if (step := numbered_step(plan, number)) is not None
    ]
    if numbered:
        return [Named(step, 1.0, 1.0) for step in numbered]
    content = Heard.of(exchange.said.text).content("done", "undone", "not", "plain", "step")
    return named_steps(content, plan, exchange.state.focus_step) if content else []


def step_elsewhere(exchange: Exchange) -> Elsewhere | None:
    """The step that the message names in a list the person has open beside the current one."""
    content = Heard.of(exchange.said.text).content("done", "undone", "not", "plain", "step")
    if not content:
        return None
    best: tuple[float, Elsewhere | None] = (0.0, None)
    for situation in reversed(exchange.state.opened):
        if situation == exchange.state.situation:
            continue
        plan = exchange.plan(exchange.state.about(situation))
        found = named_steps(content, plan)[:1] if plan is not None else []
        if found and found[0].score > best[0]:
            best = (found[0].score, Elsewhere(situation, found[0].step))
    return best[1]


def numbered_step(plan: Plan, number: int) -> PlannedStep | None:
    """The step with this number; -1 is the last."""
    wanted = len(plan.steps) if number == -1 else number
    return next((step for step in plan.steps if step.number == wanted), None)
