"""The assistant that channels talk to: privacy, then Rasa, then the replies, one turn at a time."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage

from actions.wording import wording
from bot.buttons import as_rasa_message
from bot.conversations.store import ConversationStore
from bot.metrics import TURN_SECONDS, TURNS
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

    def __init__(self, agent: Agent, store: ConversationStore) -> None:
        self._agent = agent
        self._store = store
        self._listeners: dict[str, list[asyncio.Queue[Message]]] = {}

    async def begin(self, conversation: str, channel: str, language: str) -> Turn:
        return await self._turn(conversation, channel, BEGIN, {"language": language})

    async def respond(self, incoming: Incoming) -> Turn:
        metadata: dict[str, Any]
        if incoming.payload is not None:
            metadata = {
                "language": incoming.language,
                "shown": incoming.text or str(incoming.payload),
                "payload": str(incoming.payload),
            }
            turn = await self._turn(
                incoming.conversation, incoming.channel, as_rasa_message(incoming.payload), metadata
            )
        else:
            hidden = privacy.hide((incoming.text or "").strip())
            metadata = {
                "language": incoming.language,
                "shown": hidden.text,
                "hidden": [kind.value for kind in hidden.kinds],
            }
            turn = await self._turn(incoming.conversation, incoming.channel, _typed(hidden.text), metadata)
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
        queue: asyncio.Queue[Message] = asyncio.Queue()
        self._listeners.setdefault(conversation, []).append(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            self._listeners[conversation].remove(queue)
            if not self._listeners[conversation]:
                del self._listeners[conversation]

    async def forget(self, conversation: str) -> None:
        self._store.delete(conversation)

    # -- one turn ------------------------------------------------------------------------------------------------

    async def _turn(self, conversation: str, channel: str, text: str, metadata: dict[str, Any]) -> Turn:
        began = time.perf_counter()
        turn = await self._ask_rasa(conversation, channel, text, metadata)
        TURNS.labels(channel=channel, status=turn.status.value).inc()
        TURN_SECONDS.labels(channel=channel).observe(time.perf_counter() - began)
        return turn

    async def _ask_rasa(self, conversation: str, channel: str, text: str, metadata: dict[str, Any]) -> Turn:
        output = CollectedReplies()
        message = UserMessage(text, output, conversation, input_channel=channel, metadata=metadata)
        try:
            await self._agent.handle_message(message)
        except Exception:
            log.exception("a turn failed")
            return self._failed(conversation, metadata)
        slots = (self._store.working(conversation) or {}).get("slots", {})
        if not output.replies:
            return self._failed(conversation, metadata)
        return Turn(TurnStatus(slots.get("turn_status", "error")), tuple(output.replies), slots.get("language") or "uk")

    def _failed(self, conversation: str, metadata: dict[str, Any]) -> Turn:
        """An honest apology. The person's message was not answered, and the turn says so."""
        slots = (self._store.working(conversation) or {}).get("slots", {})
        language = str(slots.get("language") or metadata.get("language") or "uk")
        return Turn(TurnStatus.ERROR, (Reply(text=wording(language).say("error.text")),), language)


def _typed(text: str) -> str:
    """What a person typed is never a command to Rasa: leading slashes are dropped."""
    return text.lstrip("/ ") or "…"
