"""What is not ours: each kind has a reply of its own, and every reply a way on."""

from __future__ import annotations

from dataclasses import replace

from actions.act import Act, Exchange, Outcome
from actions.compose.contacts import legal_aid, sentences
from actions.compose.menu import common_situations, talk_to_person, ways_back
from actions.hearing.vocabulary import Heard
from actions.outcomes.search import search
from actions.state import Expecting
from channels.conversation import TurnStatus
from channels.reply import Notice, NoticeKind, Reply

CRISIS = "out_of_scope/crisis"
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
    """The lines to call, as a notice no channel may hide. What an unsure next message says is still part of it."""
    words, again = exchange.words, exchange.expected == Expecting.CRISIS
    notice = Notice(NoticeKind.CRISIS, "\n".join([words.say("crisis.call"), *_lines(exchange)]))
    text = words.say("crisis.still" if again else "crisis.text")
    reply = Reply(text=text, notices=(notice,), choices=(talk_to_person(exchange),))
    state = exchange.state if again else replace(exchange.state, expecting=Expecting.CRISIS.value)
    return Outcome((reply,), TurnStatus.CRISIS, state)


def _lines(exchange: Exchange) -> list[str]:
    """Every line, those for the danger we heard of first: a frightened person calls the first one."""
    contacts = exchange.catalogue.contacts_for("crisis")
    heard = Heard.of(exchange.said.text).kinds("danger")
    first = [one for one in contacts if set(heard) & set(one.purposes)]
    return [exchange.words.of(one.title) for one in (*first, *(one for one in contacts if one not in first))]


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
