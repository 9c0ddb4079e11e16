"""What the catalogue has that looks like the message, where no situation was understood."""

from __future__ import annotations

from dataclasses import replace

from actions.act import Exchange, Outcome
from actions.compose.menu import talk_to_person
from actions.compose.services import result_of, service_card
from actions.outcomes.open_question import not_understood
from catalog.search import Hit, Kind
from channels.conversation import TurnStatus
from channels.payload import Payload
from channels.reply import Choice, Reply

#: How many results are shown.
RESULTS = 5
#: A service is shown at once if it matches so well, and the next thing found by so much less.
CERTAIN, AHEAD = 0.85, 0.08


def search(exchange: Exchange) -> Outcome:
    """What the catalogue has that looks alike, or an honest "I do not know"."""
    hits = exchange.knowledge.index.search(exchange.said.text, RESULTS) if exchange.said.text else []
    if _is_one_service(hits) and (card := service_card(exchange, hits[0].target.key)):
        none = Choice(exchange.words.say("button.none_of_these"), str(Payload("other")))
        return Outcome((replace(card, choices=(*card.choices, none)),), TurnStatus.ANSWERED, exchange.state)
    results = tuple(filter(None, (result_of(hit, exchange) for hit in _distinct(hits))))
    if not results:
        return not_understood(exchange)
    reply = Reply(
        text=exchange.words.say("search.found"),
        results=results,
        choices=(Choice(exchange.words.say("button.none_of_these"), str(Payload("other"))), talk_to_person(exchange)),
    )
    state = replace(exchange.state, offered=tuple(one.payload for one in results if one.payload))
    return Outcome((reply,), TurnStatus.SEARCHED, state)


def _is_one_service(hits: list[Hit]) -> bool:
    """Whether the message asks for one service by its name, and for nothing else that we have."""
    first, rest = hits[:1], hits[1:2]
    return (
        bool(first)
        and first[0].target.kind is Kind.SERVICE
        and first[0].score >= CERTAIN
        and not any(hit.score > first[0].score - AHEAD for hit in rest)
    )


def _distinct(hits: list[Hit]) -> list[Hit]:
    """A step of a situation that was found itself adds nothing."""
    situations = {hit.target.key for hit in hits if hit.target.kind is Kind.SITUATION}
    return [hit for hit in hits if hit.target.kind is not Kind.STEP or hit.target.key.split("/")[0] not in situations]
