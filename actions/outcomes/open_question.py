"""Where we do not know what is wanted: an open question back, with ways on. Never a dead end."""

from __future__ import annotations

from actions.act import Exchange, Outcome
from actions.compose.menu import common_situations, talk_to_person, ways_back
from channels.conversation import TurnStatus
from channels.reply import Reply


def ask_what_happened(exchange: Exchange) -> Outcome:
    """An open question back, with the way to the list or to the situations."""
    reply = Reply(
        text=exchange.words.say("clarify.what_happened"), choices=(*ways_back(exchange), talk_to_person(exchange))
    )
    return Outcome((reply,), TurnStatus.CLARIFIED, exchange.state)


def not_understood(exchange: Exchange) -> Outcome:
    reply = Reply(
        text=exchange.words.say("search.nothing"), choices=(*common_situations(exchange, 3), talk_to_person(exchange))
    )
    return Outcome((reply,), TurnStatus.SEARCHED, exchange.state)
