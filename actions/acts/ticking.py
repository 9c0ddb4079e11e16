"""Ticking steps off, by button or in words, and taking a tick back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.act import Act, Exchange, Outcome
from actions.compose.feedback import asking_whether_it_helped
from actions.compose.guide import guide_reply
from actions.compose.menu import situation_choices
from actions.compose.progress import progress_of, unlocked
from actions.hearing.names import mentioning, named_steps
from actions.hearing.numbers import numbers, points_at_steps
from actions.hearing.vocabulary import Heard
from actions.outcomes.current_list import pressed_step, show_list, show_step, stale
from actions.outcomes.open_question import ask_what_happened
from actions.pointing import numbered_step, step_elsewhere
from actions.state import DialogueState, Expecting
from catalog.plan import Plan, PlannedStep, Standing
from channels.conversation import TurnStatus
from channels.payload import Payload, tag_of
from channels.reply import Choice, Reply

#: How little two names may differ in likeness to be equally good; how many of them are offered.
SAME_SCORE, MOST_ALIKE = 0.001, 4
#: So many words that name something, and no step, are about one we have to ask for.
TELLING_WORDS = 2
#: What stands between several things named at once.
SEVERAL = re.compile(r",|;|\s(?:і|й|та|и|and|а також|i)\s", re.IGNORECASE)


class StepDone(Act):
    """Ticks steps off: the one pressed; else those named or numbered, several at once; else the one in focus, or next.

    With none in focus, «я вже подав заяву» may be said of many: which one is asked, unless a single one speaks of it.
    What was marked by words alone is said with a button that takes the mark back.
    """

    act_name = "action_step_done"

    def perform(self, exchange: Exchange) -> Outcome:
        plan = exchange.plan()
        if plan is None:
            return ask_what_happened(exchange)
        if exchange.said.pressed:
            pressed = pressed_step(exchange)
            return mark_done(exchange, [pressed]) if pressed is not None else stale(exchange)
        steps = _named(exchange, plan)
        if Heard.of(exchange.said.text).has("undone"):
            return _not_done_yet(exchange, plan, steps)
        elsewhere = None if steps else step_elsewhere(exchange)
        if elsewhere is not None:
            turned = replace(exchange, state=exchange.state.about(elsewhere.situation))
            return mark_done(turned, [elsewhere.step], by_words=True)
        rivals = self._rivals(exchange, plan) if len(steps) == 1 else []
        meant = steps or _meant(plan, exchange)
        if rivals or len(meant) > max(len(steps), 1):
            return which_step(exchange, rivals or meant)
        return mark_done(exchange, meant, by_words=True) if meant else show_list(exchange)

    def _rivals(self, exchange: Exchange, plan: Plan) -> list[PlannedStep]:
        """The steps that the message names equally well: «паспорт отримав» with two passports on the list."""
        text = exchange.said.text
        content = Heard.of(text).content("done", "undone", "not", "plain", "step")
        if not content or (numbers(text) and points_at_steps(text)):
            return []
        named = [
            one
            for one in named_steps(content, plan, exchange.state.focus_step)
            if one.step.standing is not Standing.DONE
        ]
        if any(one.step.id == exchange.state.focus_step for one in named[:1]):
            return []
        equal = [one.step for one in named if one.score >= named[0].score - SAME_SCORE]
        return equal if len(equal) > 1 else []


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


def mark_done(exchange: Exchange, steps: Sequence[PlannedStep], by_words: bool = False) -> Outcome:
    """The list with these steps ticked off, what that makes possible, and what is next."""
    plan, words = exchange.plan(), exchange.words
    assert plan is not None
    covered = [one for step in steps for one in _covered_by(step, plan)]
    state = exchange.state.with_done(*(step.id for step in steps), *covered)
    if by_words:
        # What is next is said below, so «що далі» goes there and not behind the step looked at before.
        state = replace(state, focus_step=None)
    text = words.say("step.marked_done", title="; ".join(words.of(step.step.title) for step in steps))
    outcome = _list_after(exchange, state, text)
    if not by_words:
        return outcome
    tag = tag_of(plan.situation.id)
    titled = [(step, words.say("button.undo_step", number=step.number)) for step in steps]
    undo = [Choice(title, str(Payload("undone", step.id, tag))) for step, title in titled]
    reply = outcome.replies[-1]
    return replace(outcome, replies=(*outcome.replies[:-1], replace(reply, choices=(*undo, *reply.choices))))


def which_step(exchange: Exchange, steps: Sequence[PlannedStep]) -> Outcome:
    """Which of the steps that are called alike is done; nothing is ticked off before we know."""
    words, tag = exchange.words, tag_of(exchange.state.situation or "")
    choices = tuple(
        Choice(
            words.say("step.heading", number=step.number, title=words.of(step.step.title)),
            str(Payload("done", step.id, tag)),
        )
        for step in steps[:MOST_ALIKE]
    )
    back = Choice(words.say("button.list"), str(Payload("list", about=tag)))
    reply = Reply(text=words.say("step.which_done"), choices=(*choices, back))
    state = replace(exchange.state, offered=tuple(one.payload for one in choices))
    return Outcome((reply,), TurnStatus.CLARIFIED, state)


def _list_after(exchange: Exchange, state: DialogueState, text: str) -> Outcome:
    before, plan, words = exchange.plan(), exchange.plan(state), exchange.words
    assert before is not None
    assert plan is not None
    parts = [f"{text} {progress_of(plan, words)}"]
    following = plan.next_step()
    opened = [step for step in unlocked(before, plan) if following is None or step.id != following.id]
    if opened:
        titles = "; ".join(words.of(step.step.title) for step in opened)
        parts.append(words.say("step.unlocked", titles=titles))
    if following is not None:
        parts.append(words.say("step.then", number=following.number, title=words.of(following.step.title)))
        reply = guide_reply("\n\n".join(parts), plan, state, words)
        return Outcome((reply,), TurnStatus.ANSWERED, state)
    parts.append(words.say("guide.all_done"))
    return _list_finished(exchange, plan, state, parts)


def _list_finished(exchange: Exchange, plan: Plan, state: DialogueState, parts: list[str]) -> Outcome:
    """The end of a list: on to the other need that was mentioned, and whether it all helped."""
    words = exchange.words
    needs = situation_choices(exchange, state.needs)
    if needs:
        parts.append(words.say("guide.also", titles="; ".join(need.title for need in needs)))
        state = replace(state, expecting=Expecting.NEEDS.value)
    reply = guide_reply("\n\n".join(parts), plan, state, words)
    on = [replace(need, title=words.say("button.tell_about", title=need.title)) for need in needs]
    reply = replace(reply, choices=(*on, *reply.choices))
    return asking_whether_it_helped(Outcome((reply,), TurnStatus.ANSWERED, state), words)


def _named(exchange: Exchange, plan: Plan) -> list[PlannedStep]:
    """The steps that the message names or numbers as done, one for each thing it names."""
    text = exchange.said.text
    numbered = numbers(text) if points_at_steps(text) else ()
    if numbered:
        return [step for number in numbered if (step := numbered_step(plan, number)) is not None]
    found: dict[str, PlannedStep] = {}
    for part in SEVERAL.split(text):
        content = Heard.of(part).content("done", "undone", "not", "plain", "step")
        named = named_steps(content, plan, exchange.state.focus_step) if content else []
        if named:
            found.setdefault(named[0].step.id, named[0].step)
    return list(found.values())


def _not_done_yet(exchange: Exchange, plan: Plan, steps: Sequence[PlannedStep]) -> Outcome:
    """«Ще не подав»: a tick is taken back where there was one; else the step is shown, since it is still to be done."""
    focus = plan.step(exchange.state.focus_step or "")
    meant = list(steps) or [one for one in (focus or plan.next_step(),) if one is not None]
    ticked = [one for one in meant if one.standing is Standing.DONE]
    if ticked:
        state = exchange.state.with_undone(*(one.id for one in ticked))
        titles = "; ".join(exchange.words.of(one.step.title) for one in ticked)
        return _list_after(exchange, state, exchange.words.say("step.marked_undone", title=titles))
    return show_step(exchange, meant[0]) if meant else show_list(exchange)


def _covered_by(planned: PlannedStep, plan: Plan) -> list[str]:
    """The steps that this one does at the same time."""
    return [one.id for one in plan.steps if one.covered_by == planned.id]


def _meant(plan: Plan, exchange: Exchange) -> list[PlannedStep]:
    """The step that "done" without a name is about: the one in focus unless it is done already, else the next.

    Several where a thing was named that may belong to any of them.
    """
    focus, following = plan.step(exchange.state.focus_step or ""), plan.next_step()
    if focus is not None and focus.standing is not Standing.DONE:
        return [focus]
    heard = Heard.of(exchange.said.text)
    things = heard.among("handed_in")
    if things or len(heard.content("done", "undone", "not", "plain", "step")) >= TELLING_WORDS:
        still_open = [step for step in plan.steps if step.standing is Standing.APPLIES] or [
            step for step in plan.steps if step.standing is Standing.MAY_APPLY
        ]
        return mentioning(things, still_open) or still_open
    return [following] if following is not None else []
