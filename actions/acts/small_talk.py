"""Greetings, thanks, goodbyes, and what kind of thing one is talking to."""

from __future__ import annotations

from actions.act import Act, Exchange, Outcome
from actions.compose.menu import common_situations, ways_back
from channels.conversation import TurnStatus
from channels.reply import Reply


class Greet(Act):
    act_name = "action_greet"

    def perform(self, exchange: Exchange) -> Outcome:
        reply = Reply(text=exchange.words.say("greet.text"), choices=common_situations(exchange))
        return Outcome((reply,), TurnStatus.SMALL_TALK, exchange.state)


class Thanks(Act):
    act_name = "action_thanks"

    def perform(self, exchange: Exchange) -> Outcome:
        reply = Reply(text=exchange.words.say("thanks.text"), choices=ways_back(exchange))
        return Outcome((reply,), TurnStatus.SMALL_TALK, exchange.state)


class Goodbye(Act):
    act_name = "action_goodbye"

    def perform(self, exchange: Exchange) -> Outcome:
        words, has_list = exchange.words, exchange.plan() is not None
        text = words.say("goodbye.list_kept" if has_list else "goodbye.text")
        reply = Reply(text=text, choices=ways_back(exchange))
        return Outcome((reply,), TurnStatus.SMALL_TALK, exchange.state)


class AboutBot(Act):
    act_name = "action_about_bot"

    def perform(self, exchange: Exchange) -> Outcome:
        reply = Reply(text=exchange.words.say("about_bot.text"), choices=ways_back(exchange))
        return Outcome((reply,), TurnStatus.SMALL_TALK, exchange.state)
