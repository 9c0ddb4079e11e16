"""What a person is told while their channel is paused: why, and where else to turn. Nothing they write is kept.

Neither Rasa nor the model has a part in it: a channel may be paused because they are what is broken. Deleting one's
data works all the same.
"""

from __future__ import annotations

import time

from rasa.shared.core.events import BotUttered

from actions import knowledge
from actions.wording import wording
from bot.conversations.store import ConversationStore
from bot.conversations.switches import Pause, Switches
from channels.conversation import Incoming, Turn, TurnStatus
from channels.payload import Payload
from channels.plain import as_plain_text
from channels.reply import Choice, Notice, NoticeKind, Reply

CONFIRMED = Payload("forget", "confirm")


class PausedChannels:
    """Stands before everything else that a message meets."""

    def __init__(self, switches: Switches, store: ConversationStore) -> None:
        self._switches = switches
        self._store = store

    def answer(self, incoming: Incoming) -> Turn | None:
        """The answer of a paused channel; None while the channel works."""
        pause = self._switches.pause_of(incoming.channel)
        if pause is None:
            return None
        known = self._store.working(incoming.conversation)
        language = _language((known or {}).get("slots", {}).get("language") or incoming.language)
        if incoming.payload == CONFIRMED:
            self._store.delete(incoming.conversation)
            done = Reply(wording(language).say("forget.done"), language=language)
            return Turn(TurnStatus.FORGOTTEN, (done,), language)
        return Turn(TurnStatus.PAUSED, (reply(pause, language, has_data=known is not None),), language)

    def begin(self, conversation: str, channel: str, language: str) -> Turn | None:
        """The same for opening a conversation. It is opened, so that it can go on once the channel works again."""
        turn = self.answer(Incoming(conversation, channel, text="", language=language))
        if turn is not None and not self._store.exists(conversation):
            now = time.time()
            said = [BotUttered(as_plain_text(one), {"custom": one.as_json()}, timestamp=now) for one in turn.replies]
            working = {"slots": {"language": turn.language}, "events": []}
            self._store.append(conversation, [event.as_dict() for event in said], working)
        return turn


def reply(pause: Pause, language: str, has_data: bool) -> Reply:
    """The reason, phones that answer, and the lines for danger to life, which every such answer carries."""
    words, catalogue = wording(language), knowledge.current().catalogue
    ways_on = [f"• {words.of(contact.title)}" for contact in catalogue.contacts_for("help")]
    crisis = [words.of(contact.title) for contact in catalogue.contacts_for("crisis")]
    parts = [words.say("paused.text", reason=pause.reason_in(language)), words.say("paused.not_kept")]
    if ways_on:
        parts.append("\n".join([words.say("paused.ways_on"), *ways_on]))
    notices = (Notice(NoticeKind.CRISIS, "\n".join([words.say("crisis.call"), *crisis])),) if crisis else ()
    forget = (Choice(words.say("paused.forget"), str(CONFIRMED)),) if has_data else ()
    return Reply(text="\n\n".join(parts), notices=notices, choices=forget, language=language)


def _language(known: object) -> str:
    return "en" if known == "en" else "uk"
