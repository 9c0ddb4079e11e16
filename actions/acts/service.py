"""A single service of the register, asked for by name or number."""

from __future__ import annotations

from actions.act import Act, Exchange, Outcome
from actions.acts.clarify import not_understood
from actions.compose.menu import situation_choices, talk_to_person
from actions.compose.services import service_in_words
from channels.conversation import TurnStatus
from channels.reply import Reply


class ShowService(Act):
    """Shows what the register says of a service, and the situations whose steps use it."""

    act_name = "action_show_service"

    def perform(self, exchange: Exchange) -> Outcome:
        service = exchange.catalogue.service(exchange.said.pressed.get("service", ""))
        if service is None:
            return not_understood(exchange)
        using = [
            situation.id
            for situation in exchange.catalogue.situations
            if any(service.key in step.services for step in situation.steps)
        ]
        choices = (*situation_choices(exchange, using), talk_to_person(exchange))
        reply = Reply(text=service_in_words(service, exchange), choices=choices)
        return Outcome((reply,), TurnStatus.ANSWERED, exchange.state)
