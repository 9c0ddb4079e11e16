"""Channels that do not work for a while: an app is down, an office has moved, a form is closed.

An outage is dated, so it begins and ends by itself: every answer that names the channel says so while it lasts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from catalog.situations import Channel, ChannelType, Interruption, Situation, Step
from catalog.text import Text


@dataclass(frozen=True)
class Outage:
    """Which channels do not work, from one day to another (both included), and what to tell people.

    `url` means every channel whose address is this one or lies below it; `channel` every channel of this kind; `step`
    ("situation/step") only the channels of one step. Where several are given, a channel must fit all of them.
    """

    id: str
    text: Text
    since: date
    until: date | None = None
    url: str | None = None
    channel: ChannelType | None = None
    step: str | None = None

    def lasts(self, day: date) -> bool:
        return self.since <= day and not self.ended(day)

    def ended(self, day: date) -> bool:
        return self.until is not None and self.until < day

    def touches(self, channel: Channel, step_key: str) -> bool:
        """Whether it stops this channel of the step "situation/step", on whichever day."""
        return (
            self.step in (None, step_key)
            and self.channel in (None, channel.type)
            and (self.url is None or _lies_below(channel.url, self.url))
        )


def with_outages(situations: Sequence[Situation], outages: Sequence[Outage], day: date) -> tuple[Situation, ...]:
    """The situations with every channel that does not work on that day marked; untouched ones are the same objects.

    Of several outages of one channel the first in the list is told.
    """
    lasting = [outage for outage in outages if outage.lasts(day)]
    return tuple(_marked(situation, lasting) for situation in situations)


def _marked(situation: Situation, lasting: Sequence[Outage]) -> Situation:
    steps = tuple(_marked_step(step, f"{situation.id}/{step.id}", lasting) for step in situation.steps)
    same = all(new is old for new, old in zip(steps, situation.steps))
    return situation if same else replace(situation, steps=steps)


def _marked_step(step: Step, key: str, lasting: Sequence[Outage]) -> Step:
    found = [next((one for one in lasting if one.touches(channel, key)), None) for channel in step.channels]
    if not any(found):
        return step
    channels = (
        replace(channel, outage=Interruption(outage.text, outage.until)) if outage else channel
        for channel, outage in zip(step.channels, found)
    )
    return replace(step, channels=tuple(channels))


def _lies_below(address: str | None, above: str) -> bool:
    """Whether the address is `above`, or a page under it; scheme, www and a closing slash do not count.

    >>> _lies_below("https://diia.gov.ua/services/yemalyatko", "https://diia.gov.ua")
    True
    >>> _lies_below("https://diia.gov.ua.example.org", "https://diia.gov.ua")
    False
    """
    if address is None:
        return False
    bare, root = _bare(address), _bare(above)
    return bare == root or bare.startswith((f"{root}/", f"{root}?", f"{root}#"))


def _bare(address: str) -> str:
    return address.partition("://")[2].removeprefix("www.").rstrip("/")
