"""The sums of a plan in words: money, time, nearest deadline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actions.wording import Wording
from catalog.plan import Plan, Standing
from catalog.situations import Evidence
from catalog.totals import Due, Money, totals
from channels.reply import Total


def totals_of(plan: Plan, words: Wording) -> tuple[Total, ...]:
    """The totals worth telling, each with a label."""
    return tuple(_totals(plan, words))


def _totals(plan: Plan, words: Wording) -> Iterator[Total]:
    if plan.steps:
        yield Total("money", words.say("total.money"), money_in_words(_to_pay(plan), words))
    extra = possible_extra(plan)
    if anything_applies(plan) and extra.most:
        yield Total("possible_money", words.say("total.possible_money"), money_in_words(extra, words))
    if plan.totals.days is not None:
        days = words.say("total.days", n=plan.totals.days)
        untimed = words.say("total.untimed", n=plan.totals.untimed) if plan.totals.untimed else ""
        yield Total("time", words.say("total.time"), f"{days} {untimed}".strip())
    if plan.totals.deadline is not None:
        text = words.say("total.deadline_text", **due_in_words(plan.totals.deadline, plan, words))
        yield Total("deadline", words.say("total.deadline"), text)
    if plan.totals.possible_deadline is not None:
        text = words.say("total.deadline_text", **due_in_words(plan.totals.possible_deadline, plan, words))
        yield Total("possible_deadline", words.say("total.possible_deadline"), text)


def due_in_words(due: Due, plan: Plan, words: Wording) -> dict[str, object]:
    """A term and the number of its step, for a sentence about them."""
    number = next(step.number for step in plan.steps if step.id == due.step)
    return {"text": words.of(due.deadline.text), "number": number}


def anything_applies(plan: Plan) -> bool:
    """Whether some step is certain and still to do; without one the certain sums say nothing."""
    return any(step.standing is Standing.APPLIES for step in plan.steps)


def possible_extra(plan: Plan) -> Money:
    """What the steps that may apply can cost at most, on top of the certain ones."""
    certain, possible = plan.totals.money, plan.totals.possible_money
    return Money(0.0, round(possible.most - certain.most, 2), possible.unpriced - certain.unpriced)


def possible_documents(plan: Plan) -> tuple[Evidence, ...]:
    """Every paper that the steps which may apply ask for, once."""
    open_steps = [(one.step, True) for one in plan.steps if one.standing is Standing.MAY_APPLY]
    return totals(open_steps).documents


def _to_pay(plan: Plan) -> Money:
    """The certain sum; while nothing is certain, what it may come to, so that nothing is called free too early."""
    if anything_applies(plan):
        return plan.totals.money
    return replace(plan.totals.possible_money, least=0.0)


def money_in_words(money: Money, words: Wording) -> str:
    """A range, and how many steps have no price in our sources; with those, nothing is called free as a whole."""
    unpriced = words.say("total.unpriced", n=money.unpriced) if money.unpriced else ""
    if money.most == 0 and unpriced:
        return unpriced
    if money.most == 0:
        text = words.say("total.free")
    elif money.least == money.most:
        text = words.money(money.least)
    elif money.least == 0:
        text = words.say("total.up_to", most=words.money(money.most))
    else:
        text = words.say("total.range", least=words.money(money.least), most=words.money(money.most))
    return f"{text} ({unpriced})" if unpriced else text
