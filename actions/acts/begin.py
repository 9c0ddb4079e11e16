"""Greeting a person and saying what one can ask."""

from __future__ import annotations

from actions.act import Act, Exchange, Outcome
from actions.compose.menu import common_situations
from channels.conversation import TurnStatus
from channels.reply import Notice, NoticeKind, Reply


class Begin(Act):
    """Opens a conversation: who we are, what not to write, a few ways to start."""

    act_name = "action_begin"

    def perform(self, exchange: Exchange) -> Outcome:
        words = exchange.words
        reply = Reply(
            text=words.say("begin.text"),
            notices=(Notice(NoticeKind.PRIVACY, words.say("begin.privacy")),),
            choices=common_situations(exchange),
        )
        return Outcome((reply,), TurnStatus.SMALL_TALK, exchange.state)


class Help(Act):
    """Says what Signpost can do and how to talk to it."""

    act_name = "action_help"

    def perform(self, exchange: Exchange) -> Outcome:
        reply = Reply(text=exchange.words.say("help.text"), choices=common_situations(exchange))
        return Outcome((reply,), TurnStatus.SMALL_TALK, exchange.state)


class ListSituations(Act):
    """Lists every life situation of the catalogue, by name."""

    act_name = "action_list_situations"

    def perform(self, exchange: Exchange) -> Outcome:
        reply = Reply(
            text=exchange.words.say("situations.text"),
            choices=common_situations(exchange, limit=len(exchange.catalogue.situations)),
        )
        return Outcome((reply,), TurnStatus.CLARIFIED, exchange.state)
