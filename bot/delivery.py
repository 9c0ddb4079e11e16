"""Delivering what waits in the outbox: claim, compose, write into the log, send.

Several workers may run this at once; each row is delivered by one of them. What was written into the log is sent as it
was written, even when sending takes several attempts. Reminders wait while their channel is paused and outside of the
hours for sending; what staff write goes out at any time.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any

from rasa.core.lock_store import LockStore
from rasa.shared.core.events import BotUttered, SlotSet
from sqlalchemy.orm import Session

from actions.compose.reminder import reminder_reply
from actions.knowledge import Knowledge
from actions.reminders import Reminder
from actions.state import DialogueState
from actions.wording import wording
from bot.conversations import reminders
from bot.conversations.outbox import ClaimLost, Entry, Held, Outbox
from bot.conversations.outbox_table import Kind
from bot.conversations.store import ConversationStore
from bot.conversations.switches import ALL, Pause, Switches
from bot.sending_hours import BY_DAY, SendingHours
from channels.conversation import Author, Push, Unreachable
from channels.plain import as_plain_text
from channels.reply import Reply

log = logging.getLogger(__name__)

#: How often to look into the outbox when nobody wakes us, in seconds: another worker may have filled it.
LOOK_EVERY = 2.0


class Delivery:
    """The delivery of one process. `said` is told of each conversation that got a message, for those who listen.

    `switches` say which channels are paused (none where they are left out), `hours` when reminders may come.
    """

    def __init__(
        self,
        store: ConversationStore,
        outbox: Outbox,
        locks: LockStore,
        knowledge: Callable[[], Knowledge],
        pushes: Mapping[str, Push],
        said: Callable[[str], None],
        switches: Switches | None = None,
        hours: SendingHours = BY_DAY,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._store = store
        self._outbox = outbox
        self._locks = locks
        self._knowledge = knowledge
        self._pushes = pushes
        self._said = said
        self._switches = switches
        self._hours = hours
        self._clock = clock
        self._woken = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    # -- life ----------------------------------------------------------------------------------------------------

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Delivers while the block runs. What is left undone is delivered after the next start."""
        self._loop = asyncio.get_running_loop()
        self._outbox.when_filled(self.wake)
        life = asyncio.create_task(self._live())
        try:
            yield
        finally:
            life.cancel()
            with suppress(asyncio.CancelledError):
                await life
            self._loop = None

    def wake(self) -> None:
        """Look into the outbox now. May be called from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._woken.set)

    async def _live(self) -> None:
        while True:
            try:
                await self.deliver_due()
            except Exception:
                log.exception("the outbox could not be read; trying again")
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._woken.wait(), LOOK_EVERY)
            self._woken.clear()

    async def deliver_due(self) -> int:
        """Deliver everything that is due now; how many rows were worked on."""
        entries = self._outbox.claim(self._clock(), held=self._held())
        await asyncio.gather(*(self._deliver(entry) for entry in entries))
        return len(entries)

    def _held(self) -> Held:
        paused = self._switches.all() if self._switches is not None else {}
        return Held(reminders=ALL in paused or not self._hours.allow(self._clock()), channels=paused.keys() - {ALL})

    # -- one message ---------------------------------------------------------------------------------------------

    async def _deliver(self, entry: Entry) -> None:
        try:
            entry = await self._logged(entry)
            await self._push(entry)
        except ClaimLost:
            return
        except Unreachable as error:
            self._outbox.give_up(entry, str(error), self._clock())
        except Exception as error:
            log.warning("a message of the outbox was not delivered (%s); it will be tried again", type(error).__name__)
            self._outbox.failed(entry, f"{type(error).__name__}: {error}", self._clock())
        else:
            self._outbox.delivered(entry, self._clock())

    async def _logged(self, entry: Entry) -> Entry:
        """The entry with its reply, which stands in the log now. ClaimLost when nothing is to be said any more."""
        if entry.reply is not None:
            return entry
        async with self._locks.lock(entry.conversation):
            working = self._store.working(entry.conversation)
            if working is None:
                raise ClaimLost(entry.id)
            slots = _without_reminder(working["slots"], entry)
            reply = self._compose(entry, slots)
            self._write(entry, reply, working, slots)
        if reply is None:
            raise ClaimLost(entry.id)
        self._said(entry.conversation)
        return replace(entry, reply=reply.as_json())

    def _compose(self, entry: Entry, slots: Mapping[str, Any]) -> Reply | None:
        """The message as it reads now; None when there is nothing to say any more."""
        if entry.kind is Kind.STAFF:
            return Reply(text=str(entry.content["text"]), language=entry.content.get("language"))
        state = DialogueState.from_slots(slots)
        if entry.kind is Kind.HANDED_BACK:
            return _handed_back(self._pause_of(entry.conversation), state.language)
        return reminder_reply(Reminder.from_json(entry.content), state, self._knowledge())

    def _pause_of(self, conversation: str) -> Pause | None:
        return self._switches.pause_of(_channel(conversation)) if self._switches is not None else None

    def _write(self, entry: Entry, reply: Reply | None, working: Mapping[str, Any], slots: Mapping[str, Any]) -> None:
        """Log and outbox in one transaction. A reminder that has come is no longer one to come."""
        now = self._clock()
        events: list[dict[str, Any]] = []
        if slots.get(reminders.SLOT) != working["slots"].get(reminders.SLOT):
            events.append(SlotSet(reminders.SLOT, slots[reminders.SLOT], timestamp=now).as_dict())
        if reply is not None:
            metadata = {"unasked": entry.kind.value, **({"staff": True} if _author(entry) is Author.STAFF else {})}
            said = BotUttered(as_plain_text(reply), {"custom": reply.as_json()}, metadata, timestamp=now)
            events.append(said.as_dict())

        def note(session: Session) -> None:
            if reply is None:
                self._outbox.drop(session, entry)
            else:
                self._outbox.mark_logged(session, entry, reply.as_json(), now)

        self._store.append(entry.conversation, events, {**working, "slots": dict(slots)}, before=note)

    async def _push(self, entry: Entry) -> None:
        push = self._pushes.get(_channel(entry.conversation))
        if push is None or entry.reply is None:
            return
        slots = (self._store.working(entry.conversation) or {}).get("slots", {})
        reply = Reply.from_json(entry.reply)
        await push.push(entry.conversation, _author(entry), reply, slots.get("language") or "uk")


def _channel(conversation: str) -> str:
    return conversation.split("-", 1)[0]


def _handed_back(pause: Pause | None, language: str) -> Reply:
    """Staff have finished; who answers from now on: the assistant, or nobody while the channel is paused."""
    words = wording(language)
    if pause is None:
        return Reply(text=words.say("live.handed_back"), language=language)
    return Reply(text=words.say("live.handed_back_paused", reason=pause.reason_in(language)), language=language)


def _author(entry: Entry) -> Author:
    return Author.STAFF if entry.kind is Kind.STAFF else Author.ASSISTANT


def _without_reminder(slots: Mapping[str, Any], entry: Entry) -> dict[str, Any]:
    if entry.kind is not Kind.REMINDER or not slots.get(reminders.SLOT):
        return dict(slots)
    return {**slots, reminders.SLOT: reminders.without(slots[reminders.SLOT], entry.key)}
