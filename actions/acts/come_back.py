"""Coming back to something spoken of before."""

from __future__ import annotations

from dataclasses import replace

from actions.act import Act, Exchange, Outcome
from actions.acts.clarify import ask_what_happened
from actions.acts.lists import MyLists
from actions.acts.steps import show_list
from actions.hearing.names import named_situation
from actions.hearing.vocabulary import Heard
from catalog.situations import Situation

#: How likely the model must find an open situation for it to be the one meant.
LIKELY = 0.05


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
