"""What an answer changed: steps gained, dropped, now certain; money and time before and after."""

from __future__ import annotations

from collections.abc import Iterator

from actions.compose.totals import anything_applies, money_in_words
from actions.wording import Wording
from catalog.plan import Plan, PlannedStep, Standing


def changes_in_words(before: Plan, after: Plan, words: Wording) -> list[str]:
    """A sentence for each kind of change; empty when the list stayed as it was."""
    return [*_steps(before, after, words), *_sums(before, after, words)]


def _steps(before: Plan, after: Plan, words: Wording) -> Iterator[str]:
    was = {step.id: step for step in before.steps}
    now = {step.id for step in after.steps}
    applying = [step for step in after.steps if step.standing is Standing.APPLIES]
    gained = [step for step in after.steps if step.id not in was]
    certain = [step for step in applying if step.id in was and was[step.id].standing is Standing.MAY_APPLY]
    gone = [step for step in before.steps if step.id not in now]
    if gained:
        yield words.say("guide.added", titles=_titles(gained, words))
    if certain:
        yield words.say("guide.now_applies", titles=_titles(certain, words))
    if gone:
        yield words.say("guide.no_longer", titles=_titles(gone, words))


def _sums(before: Plan, after: Plan, words: Wording) -> Iterator[str]:
    """The sums that are others now. Before any step was certain there was no sum to compare with."""
    if not anything_applies(before):
        return
    money = money_in_words(before.totals.money, words), money_in_words(after.totals.money, words)
    priced = [(one.totals.money.least, one.totals.money.most) for one in (before, after)]
    if priced[0] != priced[1]:
        yield words.say("guide.money_changed", before=money[0], after=money[1])
    days = before.totals.days, after.totals.days
    if None not in days and days[0] != days[1]:
        was, now = (words.say("total.days", n=one) for one in days)
        yield words.say("guide.time_changed", before=was, after=now)


def _titles(steps: list[PlannedStep], words: Wording) -> str:
    return "; ".join(words.of(step.step.title) for step in steps)
