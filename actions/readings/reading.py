"""What a reading is, and what all of them look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from actions.act import Act, Exchange
from actions.said import FALLBACK

#: The act that takes the turn, and the exchange it is given.
Meant = tuple[type[Act], Exchange]
#: A reading that is not sure says None, and leaves the message to the next.
Reading = Callable[[Exchange], Meant | None]

#: A message longer than this tells a story rather than points at something.
POINTING_WORDS = 14
#: Intents whose meaning may be another in front of a list. What is none of them is meant as it is said.
UNSURE = (FALLBACK, "situation", "out_of_scope")


def is_meant_as(exchange: Exchange, *intents: str) -> bool:
    """Whether the message has one of these intents; the name of a retrieval intent stands for all of its kinds."""
    intent = exchange.said.intent
    return intent in intents or intent.partition("/")[0] in intents


def pressing(exchange: Exchange, name: str, value: str) -> Exchange:
    """The exchange as if the button with this value had been pressed."""
    return replace(exchange, said=replace(exchange.said, pressed={name: value}))
