"""The seam between a channel and the assistant: what a channel hands over and what it gets back.

Channels know nothing of Rasa or of the catalogue. They are given an `Assistant` when the program starts.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from channels.payload import Payload
from channels.reply import Reply

#: Longest message a person may send, in characters.
MAX_TEXT = 2000


class TurnStatus(str, Enum):
    """How a turn ended. Console, metrics and tests read this closed list; each turn has exactly one."""

    ANSWERED = "answered"
    CLARIFIED = "clarified"
    SEARCHED = "searched"
    OUT_OF_SCOPE = "out_of_scope"
    CRISIS = "crisis"
    SMALL_TALK = "small_talk"
    HANDED_OVER = "handed_over"
    RESTARTED = "restarted"
    FORGOTTEN = "forgotten"
    ERROR = "error"
    WITH_STAFF = "with_staff"
    PAUSED = "paused"


class Author(str, Enum):
    """Who wrote a message of the history."""

    PERSON = "person"
    ASSISTANT = "assistant"
    STAFF = "staff"


@dataclass(frozen=True)
class Incoming:
    """What a person wrote or pressed; exactly one of `text` and `payload` is given.

    `conversation` is the id in the channel's own space (`web-…`, `telegram-…`). `language` is the one the channel
    knows the person by, used until they show or choose another.
    """

    conversation: str
    channel: str
    text: str | None = None
    payload: Payload | None = None
    language: str | None = None


@dataclass(frozen=True)
class Turn:
    """What came of an `Incoming`: the status, and the replies in order."""

    status: TurnStatus
    replies: tuple[Reply, ...]
    language: str


@dataclass(frozen=True)
class Message:
    """One message of a conversation's history. `id` grows with time within the conversation.

    `payload` is the code of the button, when the person pressed one; `reply.text` is then its title. `unasked`: it did
    not answer anything, so a channel has to be told of it.
    """

    id: int
    author: Author
    at: datetime
    reply: Reply
    payload: str | None = None
    unasked: bool = False


class Unreachable(Exception):
    """The person can no longer be written to: they blocked the bot, or their account is gone."""


class Push(Protocol):
    """A channel that has to be told of what is said unasked. The web chat is not one: it follows the log."""

    async def push(self, conversation: str, author: Author, reply: Reply, language: str) -> None:
        """Send the message. Raises `Unreachable` if that is in vain for good; any other error is worth a retry."""


class Assistant(Protocol):
    """What channels may ask of the running program."""

    async def begin(self, conversation: str, channel: str, language: str) -> Turn:
        """Open a conversation and greet the person."""

    async def respond(self, incoming: Incoming) -> Turn:
        """Answer. Messages of one conversation are answered in the order they came, those of others meanwhile."""

    async def exists(self, conversation: str) -> bool:
        """Whether this conversation was begun and not forgotten."""

    async def history(self, conversation: str, after: int = 0) -> Sequence[Message]:
        """The messages with an id above `after`, oldest first."""

    async def last_message_id(self, conversation: str) -> int:
        """The id of the latest message; 0 when there is none."""

    def unasked(self, conversation: str) -> AsyncIterator[Message]:
        """Messages that arrive without being asked for (a reply of the staff), as they come."""

    async def forget(self, conversation: str) -> None:
        """Delete the conversation for good."""
