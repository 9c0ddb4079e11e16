"""The assistant that channels talk to: privacy, then Rasa, then the replies, one turn at a time."""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage

from actions import knowledge
from actions.compose.contacts import if_broken, sentences
from actions.wording import wording
from bot.arrivals import Arrivals
from bot.buttons import as_rasa_message
from bot.conversations.store import ConversationStore
from bot.conversations.turns import STATUS_SLOT
from bot.live_help import BACK, LiveHelp, asks_for_assistant
from bot.metrics import TURN_SECONDS, TURNS
from bot.model import TurnAgent
from bot.paused import PausedChannels
from channels import privacy
from channels.conversation import Incoming, Message, Turn, TurnStatus
from channels.reply import Reply

log = logging.getLogger(__name__)

BEGIN = "/begin"


class CollectedReplies(OutputChannel):
    """Rasa's output channel of one turn: keeps the replies instead of sending them."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []

    @classmethod
    def name(cls) -> str:
        return "signpost"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        custom = message.get("custom")
        self.replies.append(Reply.from_json(custom) if custom else Reply(text=message.get("text") or ""))


class SignpostAssistant:
    """Answers for every channel. See `channels.conversation.Assistant` for what each method promises."""

    def __init__(
        self,
        agent: TurnAgent,
        store: ConversationStore,
        live_help: LiveHelp | None = None,
        arrivals: Arrivals | None = None,
        paused: PausedChannels | None = None,
    ) -> None:
        self._agent = agent
        self._store = store
        self._live_help = live_help
        self._arrivals = arrivals or Arrivals(store)
        self._paused = paused

    def use(self, agent: TurnAgent) -> None:
        """Answer with another agent from the next turn on. Turns that have begun end with the one they began with."""
        self._agent = agent
        if self._live_help is not None:
            self._live_help.use(agent)

    async def begin(self, conversation: str, channel: str, language: str) -> Turn:
        began = time.perf_counter()
        resting = self._paused.begin(conversation, channel, language) if self._paused is not None else None
        if resting is not None:
            _count(resting, channel, began)
            return resting
        if self._live_help is not None and self._live_help.with_staff(conversation):
            return await self._live_help.take_note(conversation, channel, BEGIN, BACK, {"language": language})
        return await self._turn(conversation, channel, BEGIN, {"language": language})

    async def respond(self, incoming: Incoming) -> Turn:
        began = time.perf_counter()
        resting = self._paused.answer(incoming) if self._paused is not None else None
        if resting is not None:
            _count(resting, incoming.channel, began)
            return resting
        text, metadata = _redacted(incoming)
        if self._live_help is None:
            turn = await self._turn(incoming.conversation, incoming.channel, text, metadata)
        else:
            turn = await self._turn_or_note(self._live_help, incoming, text, metadata)
        if turn.status is TurnStatus.FORGOTTEN:
            await self.forget(incoming.conversation)
        return turn

    async def exists(self, conversation: str) -> bool:
        return self._store.exists(conversation)

    async def history(self, conversation: str, after: int = 0) -> Sequence[Message]:
        return self._store.messages(conversation, after)

    async def last_message_id(self, conversation: str) -> int:
        return self._store.last_message_id(conversation)

    async def unasked(self, conversation: str) -> AsyncIterator[Message]:
        async for message in self._arrivals.follow(conversation):
            yield message

    async def forget(self, conversation: str) -> None:
        self._store.delete(conversation)

    async def _turn_or_note(self, live_help: LiveHelp, incoming: Incoming, text: str, metadata: dict[str, Any]) -> Turn:
        """The assistant's turn, or, while staff have the conversation, a note for them."""
        who, payload = incoming.conversation, incoming.payload
        if payload == BACK or (payload is None and asks_for_assistant(text) and live_help.is_held(who)):
            live_help.give_back(who)
            text = as_rasa_message(BACK)
        elif live_help.with_staff(who) and not await live_help.is_for_assistant(text, payload):
            began = time.perf_counter()
            turn = await live_help.take_note(who, incoming.channel, text, payload, metadata)
            _count(turn, incoming.channel, began)
            return turn
        return await self._turn(who, incoming.channel, text, metadata)

    # -- one turn ------------------------------------------------------------------------------------------------

    async def _turn(self, conversation: str, channel: str, text: str, metadata: dict[str, Any]) -> Turn:
        began = time.perf_counter()
        turn = await self._ask_rasa(conversation, channel, text, metadata)
        _count(turn, channel, began)
        return turn

    async def _ask_rasa(self, conversation: str, channel: str, text: str, metadata: dict[str, Any]) -> Turn:
        output = CollectedReplies()
        message = UserMessage(text, output, conversation, input_channel=channel, metadata=metadata)
        try:
            tracker = await self._agent.take_turn(message)
        except Exception:
            log.exception("a turn failed")
            return self._failed(conversation, metadata)
        if not output.replies:
            return self._failed(conversation, metadata)
        status, language = tracker.get_slot(STATUS_SLOT) or TurnStatus.ERROR, tracker.get_slot("language") or "uk"
        return Turn(TurnStatus(status), tuple(output.replies), language)

    def _failed(self, conversation: str, metadata: dict[str, Any]) -> Turn:
        """An honest apology. The person's message was not answered, and the turn says so."""
        slots = (self._store.working(conversation) or {}).get("slots", {})
        language = str(slots.get("language") or metadata.get("language") or "uk")
        words = wording(language)
        text = sentences(words.say("error.text"), if_broken(knowledge.current().catalogue, words))
        return Turn(TurnStatus.ERROR, (Reply(text=text),), language)


def _redacted(incoming: Incoming) -> tuple[str, dict[str, Any]]:
    """What Rasa is given: the text without personal data, or the intent of a button; and what the log is to know."""
    if incoming.payload is not None:
        shown = privacy.hide(incoming.text).text if incoming.text else str(incoming.payload)
        metadata = {"language": incoming.language, "shown": shown, "payload": str(incoming.payload)}
        return as_rasa_message(incoming.payload), metadata
    hidden = privacy.hide((incoming.text or "").strip())
    kinds = [kind.value for kind in hidden.kinds]
    return _typed(hidden.text), {"language": incoming.language, "shown": hidden.text, "hidden": kinds}


def _count(turn: Turn, channel: str, began: float) -> None:
    TURNS.labels(channel=channel, status=turn.status.value).inc()
    TURN_SECONDS.labels(channel=channel).observe(time.perf_counter() - began)


def _typed(text: str) -> str:
    """What a person typed is never a command to Rasa: leading slashes are dropped."""
    return text.lstrip("/ ") or "…"
