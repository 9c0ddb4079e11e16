"""What is not ours: each kind has a reply of its own, and every reply a way on."""

from __future__ import annotations

from actions.act import Act, Exchange, Outcome
from actions.acts.clarify import search
from actions.compose.contacts import legal_aid, sentences
from actions.compose.menu import common_situations, talk_to_person, ways_back
from channels.conversation import TurnStatus
from channels.reply import Notice, NoticeKind, Reply

KINDS = ("other_country", "medical", "legal_dispute", "commercial", "small_talk", "abuse", "gibberish")


class OutOfScope(Act):
    """Replies to what Signpost does not do. Danger to life gets the phone lines at once, before anything else."""

    act_name = "action_out_of_scope"

    def perform(self, exchange: Exchange) -> Outcome:
        kind = exchange.said.intent.partition("/")[2]
        if kind == "crisis":
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
    """The lines to call, as a notice no channel may hide."""
    words = exchange.words
    lines = [words.of(contact.title) for contact in exchange.catalogue.contacts_for("crisis")]
    notice = Notice(NoticeKind.CRISIS, "\n".join([words.say("crisis.call"), *lines]))
    reply = Reply(text=words.say("crisis.text"), notices=(notice,), choices=(talk_to_person(exchange),))
    return Outcome((reply,), TurnStatus.CRISIS, exchange.state)


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
