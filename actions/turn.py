"""From the act that Rasa's rule names to the one that takes the turn.

A rule sees the intent of a message and nothing else. What a message means also depends on what is in front of the
person: «друге» on the two things just offered, «так» on what was asked, «а скільки за паспорт?» on the steps of their
list. A button belongs to the list it stood under, whatever is being spoken of by now.
"""

from __future__ import annotations

from dataclasses import replace

from actions.act import Act, Exchange, Outcome
from actions.acts.remind import as_day
from actions.outcomes.current_list import stale
from actions.outcomes.danger import with_lines
from actions.readings.answers import abroad_told, answered_as_learned, circumstance_told, question_reopened, taken_back
from actions.readings.danger import is_endangered
from actions.readings.elsewhere import all_lists, back_to_another, office_nearby
from actions.readings.offers import expected_reply, offers_still_open, one_of_the_offered, pointed_at_again, refused
from actions.readings.reading import Meant, Reading
from actions.readings.steps import follow_up, step_by_number, step_of_this_list, steps_done
from actions.readings.taking import list_to_take_along
from channels.payload import Payload

#: Tried in this order, from what we just asked to what was spoken of earlier.
READINGS: tuple[Reading, ...] = (
    expected_reply,
    one_of_the_offered,
    refused,
    list_to_take_along,
    offers_still_open,
    pointed_at_again,
    circumstance_told,
    question_reopened,
    abroad_told,
    office_nearby,
    all_lists,
    back_to_another,
    steps_done,
    step_by_number,
    answered_as_learned,
    follow_up,
    step_of_this_list,
    taken_back,
)


def take_turn(act: Act, exchange: Exchange) -> Outcome:
    """The outcome of the turn that this act was named for."""
    state = exchange.state
    exchange = replace(
        exchange,
        expected=state.expecting,
        offered=state.offered,
        state=replace(state, expecting=None, offered=()),
    )
    placed = at_its_situation(exchange)
    if placed is None:
        return stale(exchange)
    told = as_day(placed)
    if told is not None:
        return told
    meant = what_is_meant(placed)
    if meant is not None:
        kind, placed = meant
        act = kind()
    outcome = act.perform(placed)
    return with_lines(exchange, outcome) if is_endangered(exchange) else outcome


def at_its_situation(exchange: Exchange) -> Exchange | None:
    """The exchange turned to the situation that the pressed button belongs to; None if the catalogue lost that one."""
    about = exchange.said.pressed.get("about")
    if about is None:
        return exchange
    pressed = {name: value for name, value in exchange.said.pressed.items() if name != "about"}
    said = replace(exchange.said, pressed=pressed)
    button = Payload("list", about=about)
    current = exchange.situation()
    if current is not None and button.is_about(current.id):
        return replace(exchange, said=said)
    found = next((one for one in exchange.catalogue.situations if button.is_about(one.id)), None)
    return replace(exchange, said=said, state=exchange.state.about(found.id)) if found is not None else None


def what_is_meant(exchange: Exchange) -> Meant | None:
    """The act that takes the turn instead of the one named for the intent, and the exchange it is given."""
    if not exchange.said.text or exchange.said.intent == "out_of_scope/crisis":
        return None
    for reading in READINGS:
        meant = reading(exchange)
        if meant is not None:
            return meant
    return None
