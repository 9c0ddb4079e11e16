"""The lists a person has open: all of them, each with how far they are, and coming back to one."""

from __future__ import annotations

from dataclasses import replace

from actions.act import Act, Exchange, Outcome
from actions.compose.progress import progress_of
from actions.hearing.names import named_situation
from actions.hearing.vocabulary import Heard
from actions.outcomes.current_list import show_list
from actions.outcomes.open_question import ask_what_happened
from catalog.situations import Situation
from channels.conversation import TurnStatus
from channels.payload import Payload
from channels.reply import Choice, Reply

#: How likely the model must find an open situation for it to be the one meant.
LIKELY = 0.05


class MyLists(Act):
    """Lists the open situations with their progress, to go on with one of them."""

    act_name = "action_my_lists"

    def perform(self, exchange: Exchange) -> Outcome:
        words = exchange.words
        lines, choices = [], []
        for situation_id in exchange.state.opened:
            plan = exchange.plan(exchange.state.about(situation_id))
            if plan is None:
                continue
            title = words.of(plan.situation.title)
            lines.append(words.say("lists.line", title=title, progress=progress_of(plan, words)))
            choices.append(Choice(title, str(Payload("situation", situation_id))))
        if not choices:
            return ask_what_happened(exchange)
        text = "\n".join([words.say("lists.heading"), *lines])
        choices.append(Choice(words.say("button.another_need"), str(Payload("situations"))))
        state = replace(exchange.state, offered=tuple(one.payload for one in choices[:-1]))
        return Outcome((Reply(text=text, choices=tuple(choices)),), TurnStatus.ANSWERED, state)


class ComeBack(Act):
    """Turns to the open list that is named, else to the other one if there is one, else shows all of them."""

    act_name = "action_come_back"

    def perform(self, exchange: Exchange) -> Outcome:
        situation = open_situation_named(exchange)
        if situation is None:
            others = [one for one in _open(exchange) if one.id != exchange.state.situation]
            if not others and exchange.plan() is not None:
                return show_list(exchange)
            if len(others) != 1:
                return MyLists().perform(exchange) if others else ask_what_happened(exchange)
            situation = others[0]
        return show_list(replace(exchange, state=exchange.state.about(situation.id)))


def open_situation_named(exchange: Exchange) -> Situation | None:
    """The open situation that the message is about: by its words, else by what the model finds likeliest of them."""
    found = _open(exchange)
    named = named_situation(Heard.of(exchange.said.text).content("back"), found)
    if named is not None:
        return named
    by_id = {situation.id: situation for situation in found}
    return next(
        (by_id[one] for one, share in exchange.said.situations if one in by_id and share >= LIKELY),
        None,
    )


def _open(exchange: Exchange) -> list[Situation]:
    opened = (exchange.catalogue.situation(one) for one in exchange.state.opened)
    return [situation for situation in opened if situation is not None]
