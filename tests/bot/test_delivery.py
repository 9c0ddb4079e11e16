"""What is said unasked arrives: once in the history, at last in Telegram, on every stream, after any restart."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from actions.knowledge import Knowledge
from bot.arrivals import Arrivals
from bot.conversations.models import Base
from bot.conversations.outbox import CLAIM_LIFETIME, Outbox
from bot.conversations.outbox_table import ConversationOutbox, Kind
from bot.conversations.reminders import due_at
from bot.conversations.store import ConversationStore
from bot.conversations.switches import ALL, Pause, Switches
from bot.delivery import Delivery
from bot.locks import QueueingLockStore
from bot.sending_hours import BY_DAY, SendingHours
from channels.conversation import Author, Push, Unreachable
from channels.reply import Reply
from channels.telegram.bot import TelegramBot
from tests.actions.small_catalogue import knowledge
from tests.channels.scripted_assistant import ScriptedAssistant
from tests.channels.serving import eventually, serving
from tests.channels.telegram.bot_api import CHAT, TOKEN, BotApi, Refusal

WEB = "web-1"
TELEGRAM = f"telegram-{CHAT}"
PASSPORT = {"situation": "keep-bees", "step": "passport", "on": "2026-12-02"}
MORNING = due_at(PASSPORT)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest) -> Iterator[Engine]:
    engine: Engine = request.getfixturevalue("sqlite" if request.param == "sqlite" else "postgresql_engine")
    yield engine
    Base.metadata.drop_all(engine)


@dataclass
class Worker:
    """One process of Signpost as far as delivery goes, with a clock that the test moves."""

    engine: Engine
    pushes: dict[str, Push] = field(default_factory=dict)
    known: Knowledge = field(default_factory=knowledge)
    now: float = MORNING
    hours: SendingHours = BY_DAY

    def __post_init__(self) -> None:
        self.store = ConversationStore(self.engine)
        self.outbox = Outbox(self.engine)
        self.switches = Switches(self.engine)
        self.arrivals = Arrivals(self.store, look_every=0.02)
        self.delivery = Delivery(
            self.store,
            self.outbox,
            QueueingLockStore(),
            lambda: self.known,
            self.pushes,
            lambda who: self.arrivals.look([who]),
            self.switches,
            self.hours,
            clock=lambda: self.now,
        )

    def met(self, who: str, **slots: Any) -> None:
        """Somebody has talked to the assistant; their slots are these now."""
        at = self.now - 60
        events = [
            {"event": "bot", "timestamp": at, "text": "Вітаю!", "data": {}, "metadata": {}},
            *({"event": "slot", "timestamp": at, "name": name, "value": value} for name, value in slots.items()),
        ]
        self.store.append(who, events, {"slots": {"language": "en", **slots}, "events": []})

    def staff_writes(self, who: str, text: str) -> None:
        self.outbox.add(who, Kind.STAFF, {"text": text}, due_at=self.now, created_by="staff:1", now=self.now)

    def pause(self, channel: str) -> None:
        self.switches.pause(Pause(channel, "Оновлюємо суми.", "We are updating the sums.", self.now, "Олена"))

    def history(self, who: str) -> list[tuple[str, str]]:
        return [(one.author.value, one.reply.text.split("\n")[0]) for one in self.store.messages(who)]

    def row(self) -> ConversationOutbox:
        with Session(self.engine) as session:
            return session.scalars(select(ConversationOutbox)).one()


@dataclass
class Channel:
    """A channel that keeps what it is told, or fails as the test wants."""

    failures: list[Exception] = field(default_factory=list)
    told: list[tuple[str, str, str]] = field(default_factory=list)

    async def push(self, conversation: str, author: Author, reply: Reply, language: str) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.told.append((conversation, author.value, reply.text.split("\n")[0]))


REMINDED = ("assistant", "You asked me to remind you: Do passport.")


async def test_a_reminder_comes_in_the_morning_of_its_day_and_once(database: Engine) -> None:
    worker = Worker(database)
    worker.met(WEB, situation="keep-bees", reminders=[PASSPORT])

    worker.now = MORNING - 1
    assert await worker.delivery.deliver_due() == 0
    worker.now = MORNING
    assert await worker.delivery.deliver_due() == 1
    assert await worker.delivery.deliver_due() == 0

    assert worker.history(WEB)[1:] == [REMINDED]
    assert (worker.store.working(WEB) or {})["slots"]["reminders"] == []
    assert worker.row().delivered_at == MORNING


async def test_a_reminder_survives_a_restart(database: Engine) -> None:
    before = Worker(database, now=MORNING - 86_400)
    before.met(WEB, situation="keep-bees", reminders=[PASSPORT])
    await before.delivery.deliver_due()

    after = Worker(database)
    async with after.delivery.running():
        await eventually(lambda: len(after.history(WEB)) == 2, "the reminder")

    assert after.history(WEB)[1:] == [REMINDED]


async def test_of_two_workers_only_one_delivers(database: Engine) -> None:
    channel = Channel()
    workers = [Worker(database, {"telegram": channel}) for _ in range(2)]
    workers[0].met(TELEGRAM, situation="keep-bees", reminders=[PASSPORT])

    await asyncio.gather(*(worker.delivery.deliver_due() for worker in workers))

    assert channel.told == [(TELEGRAM, *REMINDED)]
    assert workers[0].history(TELEGRAM)[1:] == [REMINDED]


async def test_a_step_done_meanwhile_is_not_reminded_of(database: Engine) -> None:
    worker = Worker(database)
    worker.met(WEB, situation="keep-bees", reminders=[PASSPORT], done_steps={"keep-bees": ["passport"]})

    await worker.delivery.deliver_due()

    assert worker.history(WEB) == [("assistant", "Вітаю!")]
    assert worker.outbox.next_due(worker.now) is None
    assert (worker.store.working(WEB) or {})["slots"]["reminders"] == []


async def test_a_worker_that_dies_after_writing_the_log_leaves_one_message_there(database: Engine) -> None:
    dying = Channel([asyncio.CancelledError()])
    first = Worker(database, {"telegram": dying})
    first.met(TELEGRAM, situation="keep-bees", reminders=[PASSPORT])
    with pytest.raises(asyncio.CancelledError):
        await first.delivery.deliver_due()

    channel = Channel()
    second = Worker(database, {"telegram": channel}, now=MORNING + CLAIM_LIFETIME)
    await second.delivery.deliver_due()

    assert channel.told == [(TELEGRAM, *REMINDED)]
    assert second.history(TELEGRAM)[1:] == [REMINDED]


async def test_a_failing_channel_is_tried_again_later(database: Engine) -> None:
    channel = Channel([ConnectionError("away"), ConnectionError("still away")])
    worker = Worker(database, {"telegram": channel})
    worker.met(TELEGRAM)
    worker.staff_writes(TELEGRAM, "Добрий день")

    for _ in range(2):
        await worker.delivery.deliver_due()
        assert channel.told == []
        worker.now = worker.outbox.next_due(worker.now) or 0.0
    await worker.delivery.deliver_due()

    assert channel.told == [(TELEGRAM, "staff", "Добрий день")]
    assert worker.history(TELEGRAM)[1:] == [("staff", "Добрий день")]
    assert worker.now == MORNING + 15 + 30


async def test_a_person_who_blocked_the_bot_is_left_in_peace(database: Engine) -> None:
    worker = Worker(database, {"telegram": Channel([Unreachable("bot was blocked by the user")])})
    worker.met(TELEGRAM, situation="keep-bees", reminders=[PASSPORT])

    await worker.delivery.deliver_due()

    assert worker.outbox.next_due(worker.now) is None
    assert (worker.row().given_up_at, worker.row().last_error) == (MORNING, "bot was blocked by the user")


async def test_staff_are_heard_on_the_stream_of_another_process(database: Engine) -> None:
    writing, listening = Worker(database), Worker(database)
    writing.met(WEB)
    stream = listening.arrivals.follow(WEB)
    arriving = asyncio.ensure_future(stream.__anext__())
    await asyncio.sleep(0.01)

    writing.staff_writes(WEB, "Добрий день, я Олена")
    await writing.delivery.deliver_due()

    message = await asyncio.wait_for(arriving, 5)
    assert (message.author, message.reply.text) == (Author.STAFF, "Добрий день, я Олена")
    await stream.aclose()  # type: ignore[attr-defined]


async def test_a_stream_is_not_told_what_answers_a_message(sqlite: Engine) -> None:
    worker = Worker(sqlite)
    worker.met(WEB)
    stream = worker.arrivals.follow(WEB)
    arriving = asyncio.ensure_future(stream.__anext__())
    await asyncio.sleep(0.01)

    worker.met(WEB)
    worker.staff_writes(WEB, "Ще раз добрий день")
    await worker.delivery.deliver_due()

    assert (await asyncio.wait_for(arriving, 5)).reply.text == "Ще раз добрий день"
    await stream.aclose()  # type: ignore[attr-defined]


async def test_handing_back_is_told_in_the_language_of_the_person(sqlite: Engine) -> None:
    worker = Worker(sqlite)
    worker.met(WEB)
    worker.outbox.add(WEB, Kind.HANDED_BACK, {}, due_at=worker.now, created_by="staff:1", now=worker.now)

    await worker.delivery.deliver_due()

    assert worker.history(WEB)[1][1].startswith("The member of staff has finished")


async def test_what_is_written_here_is_delivered_without_waiting(sqlite: Engine) -> None:
    worker = Worker(sqlite)
    worker.met(WEB)
    async with worker.delivery.running():
        await asyncio.sleep(0.05)
        await asyncio.get_running_loop().run_in_executor(None, worker.staff_writes, WEB, "Одразу")
        await asyncio.sleep(0.5)
        assert worker.history(WEB)[1:] == [("staff", "Одразу")]


async def test_telegram_shows_a_reminder_with_its_buttons_and_who_writes(sqlite: Engine) -> None:
    api = BotApi()
    async with serving(api.app()) as address:
        bot = TelegramBot(ScriptedAssistant(), token=TOKEN, base_url=address)
        worker = Worker(sqlite, {"telegram": bot})
        worker.met(TELEGRAM, situation="keep-bees", reminders=[PASSPORT])
        async with bot.running():
            await eventually(lambda: bool(api.called("getUpdates")), "the bot at work")
            await worker.delivery.deliver_due()
            worker.staff_writes(TELEGRAM, "Добрий день")
            await worker.delivery.deliver_due()

    reminder, staff = api.shown()
    assert "Do passport" in reminder.text
    assert set(reminder.buttons) == {"Open the step", "Done", "Remind me later"}
    assert staff.text == "A member of staff writes:\n\nДобрий день"


async def test_telegram_tells_who_can_no_longer_be_written_to(sqlite: Engine) -> None:
    api = BotApi()
    api.refusals["sendMessage"].append(Refusal(403, "Forbidden: bot was blocked by the user"))
    async with serving(api.app()) as address:
        bot = TelegramBot(ScriptedAssistant(), token=TOKEN, base_url=address)
        worker = Worker(sqlite, {"telegram": bot})
        worker.met(TELEGRAM, situation="keep-bees", reminders=[PASSPORT])
        async with bot.running():
            await eventually(lambda: bool(api.called("getUpdates")), "the bot at work")
            await worker.delivery.deliver_due()

    assert worker.row().given_up_at is not None
    assert "blocked" in worker.row().last_error


@pytest.mark.parametrize("paused", ["telegram", ALL])
async def test_a_reminder_waits_until_the_channel_works_again(database: Engine, paused: str) -> None:
    channel = Channel()
    worker = Worker(database, {"telegram": channel})
    worker.met(TELEGRAM, situation="keep-bees", reminders=[PASSPORT])
    worker.pause(paused)

    worker.now = MORNING + 3600
    assert await worker.delivery.deliver_due() == 0
    assert worker.history(TELEGRAM) == [("assistant", "Вітаю!")]
    assert (worker.row().attempts, worker.row().claim) == (0, None)

    worker.switches.resume(paused)
    await worker.delivery.deliver_due()

    assert channel.told == [(TELEGRAM, *REMINDED)]
    assert worker.history(TELEGRAM)[1:] == [REMINDED]


async def test_reminders_of_a_paused_channel_hold_up_nobody_else(database: Engine) -> None:
    worker = Worker(database)
    crowd = [f"telegram-{number}" for number in range(25)]
    for who in (*crowd, WEB):
        worker.met(who, situation="keep-bees", reminders=[PASSPORT])
    worker.pause("telegram")

    await worker.delivery.deliver_due()

    assert worker.history(WEB)[1:] == [REMINDED]
    assert [len(worker.history(who)) for who in crowd] == [1] * len(crowd)


async def test_staff_are_heard_on_a_paused_channel_and_at_night(database: Engine) -> None:
    worker = Worker(database, now=MORNING - 6 * 3600)
    worker.met(WEB)
    worker.pause("web")
    worker.staff_writes(WEB, "Добрий день")
    worker.outbox.add(WEB, Kind.HANDED_BACK, {}, due_at=worker.now, created_by="staff:1", now=worker.now)

    await worker.delivery.deliver_due()

    written, handed_back = sorted(worker.history(WEB)[1:], reverse=True)
    assert written == ("staff", "Добрий день")
    assert "I, the assistant, am paused at the moment: We are updating the sums." in handed_back[1]


async def test_what_fell_due_while_the_server_was_down_does_not_come_at_night(database: Engine) -> None:
    hour = 3600
    worker = Worker(database)
    worker.met(WEB, situation="keep-bees", reminders=[PASSPORT])

    # Nine in the morning plus twelve hours is nine in the evening, plus 23 hours is eight in the next morning.
    for asleep in (12 * hour, 18 * hour, 23 * hour - 1):
        worker.now = MORNING + asleep
        assert await worker.delivery.deliver_due() == 0
    worker.known = replace(worker.known, today=date(2026, 12, 3))
    worker.now = MORNING + 23 * hour
    await worker.delivery.deliver_due()

    (_, reminder) = worker.store.messages(WEB)
    assert reminder.reply.text.startswith(f"{REMINDED[1]}\n\nThis was for 2 December 2026, but")


async def test_other_hours_for_sending_hold_just_as_well(sqlite: Engine) -> None:
    worker = Worker(sqlite, hours=SendingHours.parse("10:30-12:00"))
    worker.met(WEB, situation="keep-bees", reminders=[PASSPORT])

    worker.now = MORNING + 5399
    assert await worker.delivery.deliver_due() == 0
    worker.now = MORNING + 5400
    assert await worker.delivery.deliver_due() == 1
    assert "This was for" not in worker.store.messages(WEB)[1].reply.text
