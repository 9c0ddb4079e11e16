"""An assistant for the tests of the channels: it keeps what it is told in memory and answers as scripted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta, timezone

from channels.conversation import Assistant, Author, Incoming, Message, Turn, TurnStatus
from channels.reply import Choice, Reply

GREETING = Reply("Вітаю! Що сталося?", choices=(Choice("Усі ситуації", "situations"),), language="uk")
BEGAN_AT = datetime(2026, 11, 25, 12, tzinfo=timezone.utc)


class ScriptedAssistant:
    """Answers every message with the next of `script`, else by repeating it."""

    def __init__(self, *script: Turn) -> None:
        self.script = list(script)
        self.begun: list[tuple[str, str, str]] = []
        self.incoming: list[Incoming] = []
        self.listeners: dict[str, list[asyncio.Queue[Message | None]]] = {}
        self.failing: Exception | None = None
        self._messages: dict[str, list[Message]] = {}
        self._last_id = 0

    async def begin(self, conversation: str, channel: str, language: str) -> Turn:
        self.begun.append((conversation, channel, language))
        self._messages.setdefault(conversation, [])
        self._add(conversation, Author.ASSISTANT, GREETING)
        return Turn(TurnStatus.SMALL_TALK, (GREETING,), language)

    async def respond(self, incoming: Incoming) -> Turn:
        self.incoming.append(incoming)
        if self.failing is not None:
            raise self.failing
        said = incoming.text if incoming.text is not None else str(incoming.payload)
        turn = self.script.pop(0) if self.script else Turn(TurnStatus.ANSWERED, (Reply(f"Ви сказали: {said}"),), "uk")
        self._add(incoming.conversation, Author.PERSON, Reply(said))
        for reply in turn.replies:
            self._add(incoming.conversation, Author.ASSISTANT, reply)
        if turn.status is TurnStatus.FORGOTTEN:
            await self.forget(incoming.conversation)
        return turn

    async def exists(self, conversation: str) -> bool:
        return conversation in self._messages

    async def history(self, conversation: str, after: int = 0) -> Sequence[Message]:
        return [message for message in self._messages.get(conversation, []) if message.id > after]

    async def last_message_id(self, conversation: str) -> int:
        messages = self._messages.get(conversation)
        return messages[-1].id if messages else 0

    async def unasked(self, conversation: str) -> AsyncIterator[Message]:
        queue: asyncio.Queue[Message | None] = asyncio.Queue()
        self.listeners.setdefault(conversation, []).append(queue)
        try:
            while (message := await queue.get()) is not None:
                yield message
        finally:
            self.listeners[conversation].remove(queue)

    async def forget(self, conversation: str) -> None:
        self._messages.pop(conversation, None)

    # -- what a test does to it --------------------------------------------------------------------------------------

    def staff_writes(self, conversation: str, text: str) -> Message:
        """A reply of the staff arrives, unasked."""
        message = self._add(conversation, Author.STAFF, Reply(text))
        for queue in self.listeners.get(conversation, []):
            queue.put_nowait(message)
        return message

    def stop(self, conversation: str) -> None:
        """Nothing more will arrive in this conversation."""
        for queue in self.listeners.get(conversation, []):
            queue.put_nowait(None)

    def is_listened_to(self, conversation: str) -> bool:
        return bool(self.listeners.get(conversation))

    def _add(self, conversation: str, author: Author, reply: Reply) -> Message:
        self._last_id += 1
        at = BEGAN_AT + timedelta(seconds=self._last_id)
        message = Message(self._last_id, author, at, reply)
        self._messages.setdefault(conversation, []).append(message)
        return message


_is_an_assistant: type[Assistant] = ScriptedAssistant
