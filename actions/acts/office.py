"""The nearest office: by a place that is named or shared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from actions.act import Act, Exchange, Outcome
from actions.compose.menu import ways_back
from actions.compose.offices import office_in_words
from actions.hearing.vocabulary import Heard, cues
from actions.offices import NoOffices, Office
from actions.state import Expecting
from channels.conversation import TurnStatus
from channels.reply import Reply

#: Offices shown at once.
SHOWN = 3
#: Words a name of a place has at most.
LONGEST_NAME = 3


class FindOffice(Act):
    """Shows the nearest offices; asks where the person is; says honestly where to look when none are known."""

    act_name = "action_find_office"

    def perform(self, exchange: Exchange) -> Outcome:
        if isinstance(exchange.knowledge.offices, NoOffices):
            return self._say(exchange, _with_contacts(exchange, exchange.words.say("office.none_known")))
        location = exchange.said.pressed.get("location")
        if location:
            latitude, longitude = (float(part) for part in location.split(","))
            found = exchange.knowledge.offices.nearest(latitude, longitude, limit=SHOWN)
            return self._show(exchange, found)
        place = _in_named_place(exchange)
        if place is not None:
            return self._show(exchange, place)
        asked_before = exchange.expected == Expecting.PLACE
        state = exchange.state if asked_before else replace(exchange.state, expecting=Expecting.PLACE.value)
        if asked_before:
            return self._say(exchange, _with_contacts(exchange, exchange.words.say("office.not_found")))
        text = exchange.words.say("office.where")
        return self._say(replace(exchange, state=state), text)

    def _show(self, exchange: Exchange, found: Sequence[Office]) -> Outcome:
        words = exchange.words
        if not found:
            return self._say(exchange, _with_contacts(exchange, words.say("office.not_found")))
        parts = [words.say("office.found"), *(office_in_words(one, words) for one in found)]
        return self._say(exchange, "\n\n".join(parts))

    @staticmethod
    def _say(exchange: Exchange, text: str) -> Outcome:
        reply = Reply(text=text, choices=ways_back(exchange))
        return Outcome((reply,), TurnStatus.ANSWERED, exchange.state)


def _with_contacts(exchange: Exchange, text: str) -> str:
    """The text, and whom to ask instead."""
    lines = [f"• {exchange.words.of(contact.title)}" for contact in exchange.catalogue.contacts_for("help")]
    return "\n".join([text, *lines])


def _in_named_place(exchange: Exchange) -> Sequence[Office] | None:
    """The offices of the place that the message names; None if it names none that is known."""
    for name in _names(exchange.said.text, exchange.expected == Expecting.PLACE):
        found = exchange.knowledge.offices.in_place(name, limit=SHOWN)
        if found:
            return found
    return None


def _names(text: str, is_answer: bool) -> Iterator[str]:
    """What may be the name of a place, the longest first: words behind «у», «в», «на», or with a capital letter."""
    written = [word.strip(".,!?;:«»\"'()") for word in text.split()]
    heard = [Heard.of(word) for word in written]
    starts = set(range(len(written))) if is_answer else set()
    for place, word in enumerate(written):
        if any((plain,) in cues("in_place")[""] for plain in heard[place].words):
            starts.add(place + 1)
        elif place and word[:1].isupper() and not heard[place].has("offices"):
            starts.add(place)
    # The name of the town often follows the office: «цнап Суми».
    starts |= {place + 1 for place, one in enumerate(heard) if one.has("offices")}
    for length in range(LONGEST_NAME, 0, -1):
        for start in sorted(starts):
            if start + length <= len(written):
                yield " ".join(written[start : start + length])
