"""The list under discussion: shown whole, one step of it, or when a button or a message did not quite fit it."""

from __future__ import annotations

from dataclasses import replace

from actions.act import Exchange, Outcome
from actions.compose.guide import guide_reply, overview
from actions.compose.progress import progress_of
from actions.compose.step import StepComposer
from actions.outcomes.open_question import ask_what_happened
from catalog.plan import PlannedStep, Standing
from catalog.situations import ChannelType
from channels.conversation import TurnStatus
from channels.payload import Payload
from channels.reply import Choice


def show_list(exchange: Exchange) -> Outcome:
    plan, words = exchange.plan(), exchange.words
    assert plan is not None
    heading = words.say("list.heading", title=words.of(plan.situation.title))
    if exchange.state.done():
        heading = f"{heading} {progress_of(plan, words)}"
    text = f"{heading}\n\n{overview(plan, words)}"
    reply = guide_reply(text, plan, exchange.state, words)
    others = [one for one in exchange.state.opened if one != plan.situation.id and exchange.catalogue.situation(one)]
    if others:
        reply = replace(reply, choices=(*reply.choices, Choice(words.say("button.my_lists"), str(Payload("lists")))))
    return Outcome((reply,), TurnStatus.ANSWERED, exchange.state)


def list_to_take(exchange: Exchange) -> Outcome:
    """The list, and that it can be taken along: each channel has its own button for that under a list."""
    plan, words = exchange.plan(), exchange.words
    assert plan is not None
    reply = guide_reply(words.say("list.take_along"), plan, exchange.state, words)
    return Outcome((reply,), TurnStatus.ANSWERED, exchange.state)


def list_from_abroad(exchange: Exchange) -> Outcome:
    """The list for somebody abroad, of which the catalogue does not say what that changes: what goes online."""
    plan, words = exchange.plan(), exchange.words
    assert plan is not None
    online = [
        words.say("step.heading", number=one.number, title=words.of(one.step.title))
        for one in plan.steps
        if one.standing is not Standing.DONE
        and any(channel.type is ChannelType.ONLINE for channel in one.step.channels)
    ]
    parts = [words.say("list.abroad")]
    if online:
        parts.append("\n".join([words.say("list.online"), *(f"• {title}" for title in online)]))
    return Outcome((guide_reply("\n\n".join(parts), plan, exchange.state, words),), TurnStatus.ANSWERED, exchange.state)


def show_step(exchange: Exchange, planned: PlannedStep) -> Outcome:
    plan = exchange.plan()
    assert plan is not None
    reply = StepComposer(plan, exchange.catalogue, exchange.words).reply(planned)
    return Outcome((reply,), TurnStatus.ANSWERED, replace(exchange.state, focus_step=planned.id))


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


def not_sure(exchange: Exchange) -> Outcome:
    """We did not quite follow, but it is about this list: the list, the question that is open, and how to ask."""
    plan, words, state = exchange.plan(), exchange.words, exchange.state
    assert plan is not None
    text = words.say("clarify.about_this_list", title=words.of(plan.situation.title))
    reply = guide_reply(text, plan, state, words)
    asked = reply.guide.question.circumstance if reply.guide and reply.guide.question else None
    if asked is not None and asked != state.pending_question:
        state = state.asking(asked, unbidden=True)
    return Outcome((reply,), TurnStatus.CLARIFIED, state)
