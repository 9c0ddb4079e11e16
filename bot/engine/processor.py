"""Rasa's message processor for dialogues in which one act answers a message and then the assistant listens.

What Rasa does for any dialogue there could be, and ours never needs, is left out: a dask graph for each prediction,
deep copies for debug texts nobody reads, filling slots from mappings where none has one, asking the rules what comes
after an act. The rules and the model decide as before; `tests/bot/engine` compares both processors turn by turn.
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import rasa.core.policies.rule_policy
import rasa.core.processor
from rasa.core.actions.action import ActionListen
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.core.constants import ACTION_LISTEN_NAME, SlotMappingType
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name

from bot.engine.graph_runner import OrderedGraphRunner
from bot.nlu.components.message import UNDER_DISCUSSION

#: The slot with the situation under discussion.
SITUATION_SLOT = "situation"


def spare_debug_copies() -> None:
    """Let Rasa hand its debug log what it has, instead of a deep copy of all of it made whether it is logged or not.

    The two modules use `copy` for nothing else.
    """
    as_it_is = SimpleNamespace(deepcopy=lambda value: value)
    rasa.core.processor.copy = as_it_is  # type: ignore[attr-defined]
    rasa.core.policies.rule_policy.copy = as_it_is  # type: ignore[attr-defined]


class TurnProcessor(MessageProcessor):
    """Handles a message as `MessageProcessor` does, with less work."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        spare_debug_copies()
        super().__init__(*arguments, **options)
        self._acts = frozenset(self.domain.user_actions)
        self._fills_slots = fills_slots(self.domain)

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, ModelMetadata, OrderedGraphRunner]:
        with TempDirectoryPath(get_temp_dir_name()) as folder:
            metadata, runner = load_predict_graph_runner(
                Path(folder), Path(model_path), LocalModelStorage, OrderedGraphRunner
            )
        return Path(model_path).name, metadata, runner

    async def parse_message(
        self, message: UserMessage, tracker: DialogueStateTracker | None = None, only_output_properties: bool = True
    ) -> dict[str, Any]:
        """Understand the message, and let the components know which situation it was said about."""
        here = tracker.get_slot(SITUATION_SLOT) if tracker is not None else None
        if here:
            message.metadata = {**(message.metadata or {}), UNDER_DISCUSSION: here}
        found: dict[str, Any] = await super().parse_message(message, tracker, only_output_properties)
        return found

    async def handle_message(self, message: UserMessage) -> None:
        await self.take_turn(message)

    async def take_turn(self, message: UserMessage) -> DialogueStateTracker:
        """Handle the message and save; the replies go to its output channel. Returns the conversation as it is now."""
        tracker = await self.log_message(message, should_save_tracker=False)
        if self._fills_slots:
            tracker = await self.run_action_extract_slots(message.output_channel, tracker)
        await self._run_prediction_loop(message.output_channel, tracker)
        await self.save_tracker(tracker)
        return tracker

    def _check_for_unseen_features(self, parse_data: dict[str, Any]) -> None:
        """Nothing: our components learn their intents from the data that the domain was checked against."""

    def _predict_next_with_tracker(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        if tracker.latest_action_name in self._acts and not tracker.followup_action:
            return PolicyPrediction.for_action_name(self.domain, ACTION_LISTEN_NAME)
        return super()._predict_next_with_tracker(tracker)

    async def _run_action(
        self,
        action: Any,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: Any,
        prediction: PolicyPrediction,
    ) -> bool:
        if isinstance(action, ActionListen):
            # Listening does nothing, so it needs no copy of the conversation to do it on.
            self._log_action_on_tracker(tracker, action, [], prediction)
            return False
        return await super()._run_action(action, tracker, output_channel, nlg, prediction)


def fills_slots(domain: Domain) -> bool:
    """Whether Rasa itself fills a slot from a message, or with an action of its own; ours are filled by the acts."""
    mappings = [mapping for slot in domain.slots for mapping in slot.mappings]
    return any(mapping.get("type") != str(SlotMappingType.CUSTOM) or mapping.get("action") for mapping in mappings)
