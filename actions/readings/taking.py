"""Words for what only a button does: «можна роздрукувати список», «скиньте мені це», "how do I share it"."""

from __future__ import annotations

from actions.act import Exchange
from actions.acts.steps import ShowList
from actions.hearing.vocabulary import Heard
from actions.readings.reading import Meant, pressing


def list_to_take_along(exchange: Exchange) -> Meant | None:
    """The list to print, keep or send on. «Зберегти роботу» and «куди надіслати» are about something else."""
    heard = Heard.of(exchange.said.text)
    elsewhere = any(heard.has(group) for group in ("aspects", "handed_in", "not"))
    if exchange.plan() is None or not heard.has("take_along") or elsewhere:
        return None
    names_another = heard.content("take_along", "the_list", "plain")
    return None if names_another else (ShowList, pressing(exchange, "wanted", "copy"))
