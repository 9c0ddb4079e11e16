"""Whether a message speaks of a danger to life, be it beside a need."""

from __future__ import annotations

from actions.act import Exchange
from actions.hearing.vocabulary import Heard
from actions.readings.reading import UNSURE, is_meant_as


def is_endangered(exchange: Exchange) -> bool:
    """By the model, or by the words of violence and despair in a message that is no small talk."""
    said = exchange.said
    return said.danger or (is_meant_as(exchange, *UNSURE) and bool(Heard.of(said.text).kinds("danger")))
