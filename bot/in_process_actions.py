"""Running our acts in the server's own process, through Rasa's action-endpoint interface.

Rasa believes it posts to an action server; nothing leaves the process. `rasa run actions` serves the same acts.
"""

from __future__ import annotations

import logging
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

log = logging.getLogger(__name__)

logging.getLogger("rasa_sdk.executor").setLevel(logging.WARNING)


def _trust_own_results() -> None:
    """Spare Rasa the check of every result against a JSON schema, which takes longer than the whole turn.

    The check guards against foreign action servers; here the results come from this very process.
    """
    RemoteAction._validate_action_result = lambda _self, _result: True


class InProcessActions(EndpointConfig):
    """An action endpoint that calls the acts of the `actions` package directly."""

    def __init__(self) -> None:
        super().__init__(url="in-process", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package("actions")
        _trust_own_results()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all acts found, sorted."""
        return tuple(sorted(self._executor.actions))

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        call = kwargs["json"]
        try:
            return await self._executor.run(call)
        except Exception:
            # Rasa would go on and lose the reason; the turn then ends with the status "error".
            log.exception("the act %s failed", call.get("next_action"))
            raise
