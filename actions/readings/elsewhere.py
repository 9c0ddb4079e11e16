"""References to what lies beside the list at hand: an office nearby, the other lists."""

from __future__ import annotations

from actions.act import Exchange
from actions.acts.lists import ComeBack, MyLists, open_situation_named
from actions.acts.office import FindOffice
from actions.hearing.vocabulary import Heard
from actions.pointing import steps_meant
from actions.readings.reading import UNSURE, Meant, is_meant_as


def office_nearby(exchange: Exchange) -> Meant | None:
    """«Де найближчий ЦНАП», "an office near me"."""
    heard = Heard.of(exchange.said.text)
    near, office = heard.has("near"), heard.has("offices")
    if (near and office) or (exchange.said.intent == "ask/where" and (office or near) and not steps_meant(exchange)):
        return FindOffice, exchange
    return None


def all_lists(exchange: Exchange) -> Meant | None:
    """«Мої списки» in the plural, where there are several."""
    if exchange.said.intent != "show_list" or len(exchange.state.opened) < 2:
        return None
    return (MyLists, exchange) if Heard.of(exchange.said.text).has("lists") else None


def back_to_another(exchange: Exchange) -> Meant | None:
    """«Повернімось до паспорта»: to a list that is open."""
    spoken = is_meant_as(exchange, *UNSURE, "ask", "goodbye", "show_list") and Heard.of(exchange.said.text).has("back")
    return (ComeBack, exchange) if spoken and open_situation_named(exchange) is not None else None
