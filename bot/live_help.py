"""What the assistant does while a member of staff has the conversation: it keeps quiet and takes notes.

The person's message goes into the log, redacted, for the staff to read. Three things work all the same: whoever is in
danger gets the phone lines, whoever wants to be forgotten is, and whoever wants the assistant back has it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import cache
from typing import Any

from rasa.core.agent import Agent
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered

from actions.said import Said
from actions.wording import wording
from bot.conversations.ownership import Owner, Ownership
from bot.conversations.store import ConversationStore
from bot.conversations.turns import STATUS_SLOT
from catalog import spelling
from channels.conversation import Turn, TurnStatus
from channels.payload import Payload
from channels.plain import as_plain_text
from channels.reply import Choice, Notice, NoticeKind, Reply

#: Buttons that work while staff have the conversation.
PRESSED_ALL_THE_SAME = frozenset({"forget", "assistant", "unremind", "stop_reminders"})
#: What is answered although staff have the conversation, as the model understands it.
ANSWERED_ALL_THE_SAME = frozenset({"out_of_scope/crisis", "forget_me", "stop_reminders"})
BACK = Payload("assistant")
LANGUAGES = ("uk", "en")


class LiveHelp:
    """Stands between a channel's message and the assistant's turn."""

    def __init__(self, agent: Agent, store: ConversationStore, ownership: Ownership) -> None:
        self._agent = agent
        self._store = store
        self._ownership = ownership

    def use(self, agent: Agent) -> None:
        """Understand messages with another agent from now on."""
        self._agent = agent

    def with_staff(self, conversation: str) -> bool:
        return self._ownership.of(conversation, time.time()).owner is Owner.STAFF

    def is_held(self, conversation: str) -> bool:
        """Whether staff have the conversation, or are waited for."""
        return self._ownership.of(conversation, time.time()).owner is not Owner.BOT

    def give_back(self, conversation: str) -> None:
        """The person wants the assistant, or no longer wants to wait."""
        self._ownership.to_assistant(conversation, time.time())

    async def is_for_assistant(self, text: str | None, payload: Payload | None) -> bool:
        """Whether the assistant answers this although staff have the conversation. `text` is redacted."""
        if payload is not None:
            return payload.act in PRESSED_ALL_THE_SAME
        parsed = await self._agent.parse_message(text or "")
        return Said.from_message(parsed).intent in ANSWERED_ALL_THE_SAME

    async def take_note(
        self, conversation: str, channel: str, text: str, payload: Payload | None, metadata: Mapping[str, Any]
    ) -> Turn:
        """Keep the message for the staff. The person is told once that a person reads along; a button explains itself.

        `text` is redacted.
        """
        parsed = {} if payload is not None else await self._agent.parse_message(text)
        async with self._agent.lock_store.lock(conversation):
            working = self._store.working(conversation) or {"slots": {}, "events": []}
            language = str(working["slots"].get("language") or metadata.get("language") or "uk")
            told = self._ownership.tell_once(conversation)
            replies = _replies(language, told, pressed=payload is not None, hidden=bool(metadata.get("hidden")))
            events = _events(text, parsed, channel, metadata, replies)
            slots = {**working["slots"], STATUS_SLOT: TurnStatus.WITH_STAFF.value}
            self._store.append(conversation, events, {**working, "slots": slots})
        return Turn(TurnStatus.WITH_STAFF, replies, language)


def asks_for_assistant(text: str) -> bool:
    """Whether the message is one of the phrases that bring the assistant back.

    >>> asks_for_assistant("До помічника!"), asks_for_assistant("помічник мені не допоміг")
    (True, False)
    """
    return _heard(text) in _phrases_for_assistant()


@cache
def _phrases_for_assistant() -> frozenset[str]:
    phrases = [phrase for one in LANGUAGES for phrase in wording(one).say("live.back_words").split("|")]
    return frozenset(map(_heard, phrases))


def _heard(text: str) -> str:
    return " ".join(spelling.words(text))


def _replies(language: str, told: bool, pressed: bool, hidden: bool) -> tuple[Reply, ...]:
    words = wording(language)
    notices = (Notice(NoticeKind.PRIVACY, words.say("privacy.hidden")),) if hidden else ()
    back = (Choice(words.say("button.assistant"), str(BACK)),)
    if pressed:
        return (Reply(text=words.say("live.buttons_rest"), choices=back, language=language),)
    if told:
        return (Reply(text=words.say("live.reads_along"), notices=notices, choices=back, language=language),)
    return ()


def _events(
    text: str, parsed: Mapping[str, Any], channel: str, metadata: Mapping[str, Any], replies: tuple[Reply, ...]
) -> list[dict[str, Any]]:
    """The turn as Rasa would have logged it."""
    now = time.time()
    said = UserUttered(
        text,
        intent=parsed.get("intent"),
        entities=parsed.get("entities"),
        parse_data=dict(parsed) or None,
        timestamp=now,
        input_channel=channel,
        metadata=dict(metadata),
    )
    status = SlotSet(STATUS_SLOT, TurnStatus.WITH_STAFF.value, timestamp=now)
    answers = [BotUttered(as_plain_text(one), {"custom": one.as_json()}, timestamp=now) for one in replies]
    return [event.as_dict() for event in (said, status, *answers)]
