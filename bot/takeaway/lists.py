"""Making lists to take along: for a page, for a conversation, and the addresses that lead to them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from actions.act import known_answers
from actions.compose.takeaway import takeaway_of
from actions.knowledge import Knowledge
from actions.wording import wording
from bot.takeaway.links import Changes, Links, SharedList, changes, path_of
from bot.takeaway.wishes import Wish
from catalog.plan import Plan
from catalog.situations import Situation
from channels.page.takeaway import Takeaway

NOTHING_CHANGED = Changes((), 0)


@dataclass(frozen=True)
class Opened:
    """A list as a shared address opens it: what was shared, what of it still counts, what changed since."""

    shared: SharedList
    wish: Wish
    changes: Changes
    dropped: bool


class Lists:
    """The lists over the catalogue of today. `clock` gives seconds since 1970."""

    def __init__(self, source: Callable[[], Knowledge], links: Links, clock: Callable[[], float] = time.time) -> None:
        self._source = source
        self._links = links
        self._clock = clock

    @property
    def known(self) -> Knowledge:
        return self._source()

    def plan(self, situation: Situation, wish: Wish) -> Plan:
        return self.known.plan(situation, wish.answers, wish.done)

    def takeaway(self, situation: Situation, wish: Wish, language: str, changed: Changes = NOTHING_CHANGED) -> Takeaway:
        """The list for this wish, in full."""
        known = self.known
        offices = known.offices.in_place(wish.place) if wish.place else ()
        return takeaway_of(
            self.plan(situation, wish),
            known.catalogue,
            wording(language),
            since=wish.since,
            changed=changed.changed,
            offices=offices,
        )

    def path(self, plan: Plan, language: str) -> str:
        """The signed address of the list, without the server's name."""
        return path_of(self._links, plan, language, self._clock())

    def open(self, situation: Situation, text: str) -> Opened:
        """The list behind a signed address. Raises `BrokenLink` or `OutdatedLink`."""
        found = self._links.read(situation.id, text, self._clock())
        answers = known_answers(situation, found.answers)
        done = tuple(step for step in found.done if situation.step(step) is not None)
        wish = Wish(answers, done)
        dropped = dict(answers) != dict(found.answers)
        return Opened(found, wish, changes(self.plan(situation, wish), found.marks), dropped)
