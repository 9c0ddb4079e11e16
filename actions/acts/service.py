"""A single service of the register, asked for by name or number."""

from __future__ import annotations

from actions.act import Act, Exchange, Outcome
from actions.compose.services import service_card
from actions.outcomes.open_question import not_understood
from channels.conversation import TurnStatus


class ShowService(Act):
    """Shows what the register says of a service, and the situations whose steps use it."""

    act_name = "action_show_service"

    def perform(self, exchange: Exchange) -> Outcome:
        card = service_card(exchange, exchange.said.pressed.get("service", ""))
        return Outcome((card,), TurnStatus.ANSWERED, exchange.state) if card else not_understood(exchange)
