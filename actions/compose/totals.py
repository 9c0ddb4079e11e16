"""The sums of a plan in words: money, time, nearest deadline."""

from __future__ import annotations

from collections.abc import Iterator

from actions.wording import Wording
from catalog.plan import Plan
from catalog.totals import Money
from channels.reply import Total


def totals_of(plan: Plan, words: Wording) -> tuple[Total, ...]:
    """The totals worth telling, each with a label."""
    return tuple(_totals(plan, words))


def _totals(plan: Plan, words: Wording) -> Iterator[Total]:
    if plan.steps:
        yield Total("money", words.say("total.money"), money_in_words(plan.totals.money, words))
    extra = plan.totals.possible_money.most - plan.totals.money.most
    if extra > 0:
        yield Total("possible_money", words.say("total.possible_money"), words.money(round(extra, 2)))
    if plan.totals.days is not None:
        days = words.say("total.days", n=plan.totals.days)
        untimed = words.say("total.untimed", n=plan.totals.untimed) if plan.totals.untimed else ""
        yield Total("time", words.say("total.time"), f"{days} {untimed}".strip())
    step = plan.step(plan.totals.deadline_step or "")
    if plan.totals.deadline is not None and step is not None:
        text = words.say("total.deadline_text", text=words.of(plan.totals.deadline.text), number=step.number)
        yield Total("deadline", words.say("total.deadline"), text)


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
