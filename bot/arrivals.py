"""Telling open streams what was said unasked, in whichever process it was written into the log.

One question a second for all streams of this process, none while there are none; a message written by this very
process is told at once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from bot.conversations.store import ConversationStore
from channels.conversation import Message

log = logging.getLogger(__name__)

#: How often to look at the log while somebody listens, in seconds.
LOOK_EVERY = 1.0


@dataclass(eq=False)
class _Listener:
    """One open stream. `last` is the id of the latest message it need not be told of."""

    conversation: str
    last: int
    queue: "asyncio.Queue[Message]" = field(default_factory=asyncio.Queue)


class Arrivals:
    """The streams of this process."""

    def __init__(self, store: ConversationStore, look_every: float = LOOK_EVERY) -> None:
        self._store = store
        self._look_every = look_every
        self._listeners: list[_Listener] = []
        self._counts: dict[str, int] = {}
        self._watching: asyncio.Task[None] | None = None

    async def follow(self, conversation: str) -> AsyncIterator[Message]:
        """Unasked messages from now on, as they come."""
        with self._listening(conversation) as listener:
            while True:
                yield await listener.queue.get()

    def look(self, conversations: Sequence[str] | None = None) -> None:
        """Hand out what is new in the log, in these conversations (all that are listened to by default)."""
        listened = {one.conversation for one in self._listeners}
        asked = sorted(listened if conversations is None else listened.intersection(conversations))
        for conversation, count in self._store.event_counts(asked).items():
            if self._counts.get(conversation) != count:
                self._counts[conversation] = count
                self._hand_out(conversation)

    def _hand_out(self, conversation: str) -> None:
        listeners = [one for one in self._listeners if one.conversation == conversation]
        new = self._store.messages(conversation, min(one.last for one in listeners))
        for listener in listeners:
            for message in new:
                if message.id > listener.last and message.unasked:
                    listener.queue.put_nowait(message)
            listener.last = max([listener.last, *(message.id for message in new)])

    @contextmanager
    def _listening(self, conversation: str) -> Iterator[_Listener]:
        listener = _Listener(conversation, self._store.last_message_id(conversation))
        self._listeners.append(listener)
        if self._watching is None:
            self._watching = asyncio.create_task(self._watch())
        try:
            yield listener
        finally:
            self._listeners.remove(listener)
            if all(one.conversation != conversation for one in self._listeners):
                self._counts.pop(conversation, None)
            if not self._listeners and self._watching is not None:
                self._watching.cancel()
                self._watching = None

    async def _watch(self) -> None:
        with suppress(asyncio.CancelledError):
            while True:
                await asyncio.sleep(self._look_every)
                try:
                    self.look()
                except Exception:
                    log.exception("the log could not be followed; trying again")
