"""What is not ours: each kind has a reply of its own, and every reply a way on."""

from __future__ import annotations

from dataclasses import replace

from actions.act import Act, Exchange, Outcome
from actions.compose.contacts import legal_aid, sentences
from actions.compose.menu import common_situations, situation_choices, talk_to_person, ways_back
from actions.outcomes.danger import lines_to_call
from actions.outcomes.search import search
from actions.state import Expecting
from channels.conversation import TurnStatus
from channels.reply import Reply

CRISIS = "out_of_scope/crisis"
#: How likely a need must be to be offered to somebody who may be in danger.
BESIDE_DANGER = 0.2
KINDS = ("other_country", "medical", "legal_dispute", "commercial", "small_talk", "abuse", "gibberish")


class OutOfScope(Act):
    """Replies to what Signpost does not do. Danger to life gets the phone lines at once, before anything else."""

    act_name = "action_out_of_scope"

    def perform(self, exchange: Exchange) -> Outcome:
        kind = exchange.said.intent.partition("/")[2]
        if exchange.said.intent == CRISIS:
            return crisis(exchange)
        if kind == "other_service":
            return _other_service(exchange)
        words = exchange.words
        text = words.say(f"out_of_scope.{kind}" if kind in KINDS else "out_of_scope.other")
        if kind == "legal_dispute":
            text = sentences(text, legal_aid(exchange.catalogue, words))
        reply = Reply(text=text, choices=ways_back(exchange))
        return Outcome((reply,), TurnStatus.OUT_OF_SCOPE, exchange.state)


def crisis(exchange: Exchange) -> Outcome:
    """The lines to call, as a notice no channel may hide. What an unsure next message says is still part of it.

    «Ракета влучила в наш будинок» may be a danger now or a need of yesterday: then the need is one press away.
    """
    words, again = exchange.words, exchange.expected == Expecting.CRISIS
    text = words.say("crisis.still" if again else "crisis.text")
    needs = situation_choices(exchange, [one for one, share in exchange.said.situations if share >= BESIDE_DANGER])
    reply = Reply(text=text, notices=(lines_to_call(exchange),), choices=(*needs, talk_to_person(exchange)))
    state = exchange.state if again else replace(exchange.state, expecting=Expecting.CRISIS.value)
    return Outcome((reply,), TurnStatus.CRISIS, state)


def _other_service(exchange: Exchange) -> Outcome:
    """A public service that no life situation covers: the register may have it; else where to ask."""
    found = search(exchange)
    if found.replies[0].results or found.status is TurnStatus.ANSWERED:
        return found
    words = exchange.words
    lines = [words.of(contact.title) for contact in exchange.catalogue.contacts_for("help")]
    text = "\n".join([words.say("out_of_scope.other_service"), *(f"• {line}" for line in lines)])
    reply = Reply(text=text, choices=common_situations(exchange, 3))
    return Outcome((reply,), TurnStatus.OUT_OF_SCOPE, exchange.state)
