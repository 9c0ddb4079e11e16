"""Ways on that fit anywhere: situations to choose from, the list, a person."""

from __future__ import annotations

from collections.abc import Iterable

from actions.act import Exchange
from channels.payload import Payload, tag_of
from channels.reply import Choice

#: How many situations a greeting offers; the rest is one press away.
FEW = 5
#: The situations a greeting offers first, by how often people write about them.
COMMON = ("internal-displacement", "damaged-home", "lost-documents", "birth-of-child", "retirement")


def situation_choices(exchange: Exchange, situations: Iterable[str]) -> tuple[Choice, ...]:
    """A button for each of these situations that the catalogue has."""
    found = [exchange.catalogue.situation(one) for one in situations]
    return tuple(
        Choice(exchange.words.of(situation.title), str(Payload("situation", situation.id)))
        for situation in found
        if situation is not None
    )


def common_situations(exchange: Exchange, limit: int = FEW) -> tuple[Choice, ...]:
    """The commonest situations as buttons, then the others in the order of the catalogue."""
    known = [situation.id for situation in exchange.catalogue.situations]
    ordered = [one for one in COMMON if one in known] + [one for one in known if one not in COMMON]
    choices = situation_choices(exchange, ordered[:limit])
    if limit >= len(known):
        return choices
    return (*choices, Choice(exchange.words.say("button.all_situations"), str(Payload("situations"))))


def ways_back(exchange: Exchange) -> tuple[Choice, ...]:
    """Back to the list under discussion, or to the choice of situations."""
    situation = exchange.situation()
    if situation is not None:
        return (
            Choice(exchange.words.say("button.list"), str(Payload("list", about=tag_of(situation.id)))),
            Choice(exchange.words.say("button.restart"), str(Payload("restart"))),
        )
    return common_situations(exchange)


def talk_to_person(exchange: Exchange) -> Choice:
    return Choice(exchange.words.say("button.human"), str(Payload("human")))
