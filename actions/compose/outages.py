"""What to say of channels that do not work now: beside the channel, on a step's card, and once over a whole list."""

from __future__ import annotations

from collections.abc import Iterator

from actions.wording import Wording
from catalog.plan import Plan, PlannedStep, Standing
from catalog.situations import Channel, Interruption
from channels.reply import Notice, NoticeKind


def step_outages(planned: PlannedStep, words: Wording) -> Iterator[Notice]:
    """One notice for each interruption of the step, naming the channels it stops."""
    for interruption in _interruptions(planned):
        stopped = [channel for channel in planned.step.channels if channel.outage == interruption]
        titles = ", ".join(dict.fromkeys(words.of(channel.title) for channel in stopped))
        text = words.say("outage.step", channels=titles, text=_told(interruption, words))
        yield Notice(NoticeKind.OUTAGE, text)


def plan_outages(plan: Plan, words: Wording) -> Iterator[Notice]:
    """One notice for each interruption that stands in the way of steps still to do, with their numbers."""
    todo = [one for one in plan.steps if one.standing is not Standing.DONE and one.covered_by is None]
    for interruption in dict.fromkeys(found for planned in todo for found in _interruptions(planned)):
        numbers = [str(one.number) for one in todo if interruption in _interruptions(one)]
        text = words.say(
            "outage.one_step" if len(numbers) == 1 else "outage.several_steps",
            text=_told(interruption, words),
            numbers=", ".join(numbers),
        )
        yield Notice(NoticeKind.OUTAGE, text)


def marked(text: str, channel: Channel, words: Wording) -> str:
    """The channel in words, with a mark when it does not work."""
    return words.say("outage.channel", channel=text) if channel.outage is not None else text


def _interruptions(planned: PlannedStep) -> list[Interruption]:
    found = (channel.outage for channel in planned.step.channels)
    return list(dict.fromkeys(one for one in found if one is not None))


def _told(interruption: Interruption, words: Wording) -> str:
    text = words.of(interruption.text)
    if interruption.until is None:
        return text
    return f"{text} {words.say('outage.until', day=words.day(interruption.until))}"
