"""The Telegram bot, from update to reply, against a Bot API server of our own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from channels.conversation import MAX_TEXT, Incoming, Turn, TurnStatus
from channels.payload import Payload
from channels.reply import Choice, Reply, StepStatus
from channels.telegram import connection, updates
from channels.telegram.bot import TelegramBot
from channels.telegram.handlers import COMMANDS
from channels.telegram.texts import texts
from channels.telegram.webhook import MAX_UPDATE, WEBHOOK_PATH
from tests.channels.replies import GUIDE
from tests.channels.scripted_assistant import GREETING, ScriptedAssistant
from tests.channels.serving import eventually, serving
from tests.channels.telegram.bot_api import CHAT, TOKEN, BotApi, Refusal

ME = f"telegram-{CHAT}"
UK = texts("uk")


@dataclass
class Telegram:
    """A bot at work: Telegram's side, the assistant's side, and the bot."""

    api: BotApi
    assistant: ScriptedAssistant
    bot: TelegramBot

    async def shows(self, text: str, chat: int = CHAT) -> None:
        await eventually(lambda: any(text in shown for shown in self.api.texts(chat)), f"“{text}” in the chat")


@asynccontextmanager
async def at_work(*script: Turn, token: str = TOKEN, **options: Any) -> AsyncIterator[Telegram]:
    """A bot that polls a server of our own. Leaving the block waits until it has answered everything."""
    api, assistant = BotApi(), ScriptedAssistant(*script)
    async with serving(api.app()) as address:
        bot = TelegramBot(assistant, token=token, base_url=address, **options)
        async with bot.running():
            yield Telegram(api, assistant, bot)


def answers(*replies: Reply, language: str = "uk") -> Turn:
    return Turn(TurnStatus.ANSWERED, replies, language)


# -- what people write ------------------------------------------------------------------------------------------------


async def test_a_message_is_handed_to_the_assistant_and_its_answer_shown() -> None:
    async with at_work(answers(Reply("Перше"), Reply("Друге", choices=(Choice("Так", "list"),)))) as telegram:
        telegram.api.write("народилася дитина")
        await telegram.shows("Друге")
        assert telegram.assistant.incoming == [Incoming(ME, "telegram", "народилася дитина", None, "uk")]
        assert telegram.api.texts() == ["Перше", "Друге"]
        assert telegram.api.shown()[1].buttons == {"Так": "list"}


async def test_start_greets_in_the_language_of_the_persons_telegram() -> None:
    async with at_work() as telegram:
        telegram.api.write("/start", language="en-GB")
        await telegram.shows(GREETING.text)
        assert telegram.assistant.begun == [(ME, "telegram", "en")]
        assert telegram.api.shown()[0].buttons == {"Усі ситуації": "situations"}


@pytest.mark.parametrize(("code", "language"), [("uk", "uk"), ("en", "en"), ("ru", "uk"), ("pl", "uk"), (None, "uk")])
async def test_whoever_has_no_english_telegram_is_met_in_ukrainian(code: Any, language: str) -> None:
    async with at_work() as telegram:
        telegram.api.write("привіт", language=code)
        await telegram.shows("Ви сказали")
        assert telegram.assistant.incoming[0].language == language


async def test_a_link_with_a_situation_leads_straight_to_it() -> None:
    async with at_work(answers(Reply("Ось кроки"))) as telegram:
        telegram.api.write("/start damaged-home")
        await telegram.shows("Ось кроки")
        assert telegram.assistant.incoming[0].payload == Payload("situation", "damaged-home")
        assert telegram.assistant.begun == []


@pytest.mark.parametrize("link", ["Ref_2026", "a" * 64, "кафе"])
async def test_a_link_with_anything_else_is_a_plain_start(link: str) -> None:
    async with at_work() as telegram:
        telegram.api.write(f"/start {link}")
        await telegram.shows(GREETING.text)
        assert telegram.assistant.begun == [(ME, "telegram", "uk")]
        assert telegram.assistant.incoming == []


@pytest.mark.parametrize("command", sorted(COMMANDS))
@pytest.mark.parametrize("suffix", ["", "@signpost_bot"])
async def test_a_command_does_what_its_button_does(command: str, suffix: str) -> None:
    async with at_work() as telegram:
        telegram.api.write(f"/{command}{suffix}")
        await telegram.shows("Ви сказали")
        assert telegram.assistant.incoming[0].payload == Payload(COMMANDS[command])


async def test_the_language_command_offers_both_without_asking_the_assistant() -> None:
    async with at_work() as telegram:
        telegram.api.write("/language")
        await telegram.shows(UK["choose_language"])
        assert telegram.api.shown()[0].buttons == {"Українська": "language:uk", "English": "language:en"}
        assert telegram.assistant.incoming == []


@pytest.mark.parametrize(
    "content",
    [
        {"photo": [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]},
        {"photo": [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}], "caption": "ось мій паспорт"},
        {"voice": {"file_id": "1", "file_unique_id": "1", "duration": 3}},
        {"contact": {"phone_number": "+380671234567", "first_name": "Олена"}},
    ],
)
async def test_what_is_no_text_is_said_not_to_be_read(content: dict[str, Any]) -> None:
    async with at_work() as telegram:
        telegram.api.deliver(message=telegram.api.message(**content))
        await telegram.shows(UK["only_text"])
    assert telegram.assistant.incoming == []


async def test_a_location_goes_on_as_exactly_as_an_office_needs() -> None:
    async with at_work() as telegram:
        telegram.api.deliver(message=telegram.api.message(location={"longitude": 30.523456, "latitude": 50.450123}))
        await telegram.shows("Ви сказали: 📍")
    assert [str(one.payload) for one in telegram.assistant.incoming] == ["location:50.45,30.52"]


async def test_a_text_that_is_too_long_is_told_so_and_goes_no_further() -> None:
    async with at_work() as telegram:
        telegram.api.write("ї" * (MAX_TEXT + 1))
        await telegram.shows(f"до {MAX_TEXT} знаків")
        telegram.api.write("ї" * MAX_TEXT)
        await telegram.shows("Ви сказали")
    assert [len(one.text or "") for one in telegram.assistant.incoming] == [MAX_TEXT]


async def test_who_writes_too_fast_is_told_so_and_others_are_not_affected() -> None:
    async with at_work(messages_per_minute=1) as telegram:
        telegram.api.write("раз")
        await telegram.shows("Ви сказали: раз")
        telegram.api.write("два")
        await telegram.shows(UK["too_fast"])
        telegram.api.write("три", chat=43)
        await telegram.shows("Ви сказали: три", chat=43)
    assert [one.text for one in telegram.assistant.incoming] == ["раз", "три"]


async def test_an_update_delivered_twice_is_answered_once() -> None:
    async with at_work() as telegram:
        update = telegram.api.write("раз")
        await telegram.shows("Ви сказали: раз")
        telegram.api.deliver_again(update)
        telegram.api.write("два")
        await telegram.shows("Ви сказали: два")
    assert telegram.api.texts() == ["Ви сказали: раз", "Ви сказали: два"]


async def test_the_oldest_updates_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updates, "REMEMBERED_UPDATES", 1)
    async with at_work() as telegram:
        first = telegram.api.write("раз")
        await telegram.shows("Ви сказали: раз")
        telegram.api.write("два")
        await telegram.shows("Ви сказали: два")
        telegram.api.deliver_again(first)
        await eventually(lambda: telegram.api.texts().count("Ви сказали: раз") == 2, "the forgotten one to be answered")


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_in_groups_the_bot_keeps_quiet(kind: str) -> None:
    async with at_work() as telegram:
        for text in ("вкрали паспорт", "/start", "/list"):
            telegram.api.write(text, kind=kind, chat=-100)
        telegram.api.write("а тут відповідай")
        await telegram.shows("Ви сказали")
    assert telegram.api.texts(-100) == []
    assert telegram.assistant.begun == []


async def test_an_edited_message_is_not_answered_again() -> None:
    async with at_work() as telegram:
        telegram.api.deliver(edited_message=telegram.api.message(text="виправлено", edit_date=1_795_600_009))
        telegram.api.write("нове")
        await telegram.shows("Ви сказали: нове")
    assert [one.text for one in telegram.assistant.incoming] == ["нове"]
    assert telegram.api.texts() == ["Ви сказали: нове"]


# -- what people press ------------------------------------------------------------------------------------------------

OFFER = Reply("Оберіть", choices=(Choice("Так, одружені", "answer:married=yes"), Choice("Мій список", "list")))


async def test_a_pressed_button_is_handed_over_with_its_title() -> None:
    async with at_work(answers(OFFER), answers(Reply("Зрозуміло"))) as telegram:
        telegram.api.write("привіт")
        await telegram.shows("Оберіть")
        telegram.api.press(telegram.api.shown()[0], "Так, одружені")
        await telegram.shows("Зрозуміло")
        pressed = telegram.assistant.incoming[1]
        assert (pressed.payload, pressed.text) == (Payload("answer", "married=yes"), "Так, одружені")
        assert telegram.api.called("answerCallbackQuery")[0]["callback_query_id"] == "77"


@pytest.mark.parametrize("data", ["fly:away", "", "step:Крок", "answer:married", "x" * 64, "/restart"])
async def test_a_button_that_is_none_of_ours_is_ignored_and_stops_spinning(data: str) -> None:
    async with at_work(answers(OFFER)) as telegram:
        telegram.api.write("привіт")
        await telegram.shows("Оберіть")
        telegram.api.press_data(telegram.api.shown()[0], data)
        await eventually(lambda: bool(telegram.api.called("answerCallbackQuery")), "the button to stop spinning")
    assert len(telegram.assistant.incoming) == 1
    assert telegram.api.texts() == ["Оберіть"]


async def test_a_button_under_a_message_too_old_to_be_told_still_works() -> None:
    async with at_work(answers(Reply("Ось ваш список"))) as telegram:
        old = {"chat": {"id": CHAT, "type": "private"}, "message_id": 1, "date": 0}
        telegram.api.press_data(None, "list", message=old)
        await telegram.shows("Ось ваш список")
        assert telegram.assistant.incoming == [Incoming(ME, "telegram", None, Payload("list"), "uk")]


async def test_pressing_twice_is_answered_once_per_update() -> None:
    async with at_work(answers(OFFER), answers(Reply("Ваш список"))) as telegram:
        telegram.api.write("привіт")
        await telegram.shows("Оберіть")
        update = telegram.api.press(telegram.api.shown()[0], "Мій список")
        await telegram.shows("Ваш список")
        telegram.api.deliver_again(update)
        telegram.api.write("далі")
        await telegram.shows("Ви сказали: далі")
    assert [str(one.payload) for one in telegram.assistant.incoming if one.payload] == ["list"]


async def test_ticking_a_step_edits_the_checklist_in_place() -> None:
    checklist = Reply("Ваш список", guide=GUIDE)
    card = Reply("Крок 2", choices=(Choice("Зроблено", "done:register-birth"),))
    ticked = tuple(replace(step, status=StepStatus.DONE) for step in GUIDE.steps)
    after = Reply("Позначив зробленим", guide=replace(GUIDE, steps=ticked))
    async with at_work(answers(checklist), answers(card), answers(after)) as telegram:
        telegram.api.write("народилася дитина")
        await telegram.shows("Ваш список")
        telegram.api.press(telegram.api.shown()[0], "2")
        await telegram.shows("Крок 2")
        telegram.api.press(telegram.api.shown()[1], "Зроблено")
        await telegram.shows("Позначив зробленим")
    edited, card_shown = telegram.api.shown()
    assert "<s>Зареєструйте народження</s>" in edited.text
    assert card_shown.text == "Крок 2"
    assert len(telegram.api.called("sendMessage")) == 2


# -- what goes wrong --------------------------------------------------------------------------------------------------


async def test_when_the_assistant_fails_the_person_is_told_and_the_next_message_answered() -> None:
    async with at_work() as telegram:
        telegram.assistant.failing = RuntimeError("the database is away")
        telegram.api.write("раз")
        await telegram.shows(UK["failed"])
        telegram.assistant.failing = None
        telegram.api.write("два")
        await telegram.shows("Ви сказали: два")


async def test_somebody_who_blocked_the_bot_is_left_in_peace() -> None:
    async with at_work() as telegram:
        telegram.api.refusals["sendMessage"] = [Refusal(403, "Forbidden: bot was blocked by the user")]
        telegram.api.write("раз")
        await eventually(lambda: len(telegram.api.called("sendMessage")) == 1, "the bot to try")
        telegram.api.write("два", chat=43)
        await telegram.shows("Ви сказали: два", chat=43)
    assert telegram.api.texts() == []


async def test_when_not_even_the_apology_arrives_the_bot_lives_on() -> None:
    async with at_work() as telegram:
        refusal = Refusal(400, "Bad Request: chat not found")
        telegram.api.refusals["sendMessage"] = [refusal, refusal]
        telegram.api.write("раз")
        await eventually(lambda: len(telegram.api.called("sendMessage")) == 2, "the answer and the apology to fail")
        telegram.api.write("два")
        await telegram.shows("Ви сказали: два")


async def test_a_token_that_telegram_refuses_leaves_the_bot_off_and_the_program_running() -> None:
    async with at_work(token="999:wrong") as telegram:
        await eventually(lambda: bool(telegram.api.called("getMe")), "the bot to introduce itself")
        telegram.api.write("привіт")
    assert telegram.api.called("getUpdates") == []
    assert telegram.assistant.incoming == []


async def test_while_telegram_is_away_the_bot_tries_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "RETRY_AFTER", 0)
    api, assistant = BotApi(), ScriptedAssistant()
    api.refusals["getMe"] = [Refusal(502, "Bad Gateway"), Refusal(502, "Bad Gateway")]
    async with serving(api.app()) as address, TelegramBot(assistant, token=TOKEN, base_url=address).running():
        api.write("привіт")
        await eventually(lambda: "Ви сказали: привіт" in api.texts(), "the answer")
    assert len(api.called("getMe")) >= 3


async def test_the_program_stops_even_while_telegram_is_away() -> None:
    assistant = ScriptedAssistant()
    async with TelegramBot(assistant, token=TOKEN, base_url="http://127.0.0.1:9").running():
        await asyncio.sleep(0)
    assert assistant.incoming == []


async def test_commands_telegram_does_not_take_do_not_stop_the_bot() -> None:
    api, assistant = BotApi(), ScriptedAssistant()
    api.refusals["setMyCommands"] = [Refusal(400, "Bad Request: BOT_COMMAND_INVALID")]
    async with serving(api.app()) as address, TelegramBot(assistant, token=TOKEN, base_url=address).running():
        api.write("привіт")
        await eventually(lambda: "Ви сказали: привіт" in api.texts(), "the answer")


async def test_the_bot_introduces_itself_in_every_language() -> None:
    async with at_work() as telegram:
        await eventually(lambda: bool(telegram.api.called("getUpdates")), "the bot to poll")
    commands = {call.get("language_code"): call["commands"] for call in telegram.api.called("setMyCommands")}
    descriptions = {call.get("language_code"): call["description"] for call in telegram.api.called("setMyDescription")}
    assert set(commands) == set(descriptions) == {None, "en"}
    assert {one["command"]: one["description"] for one in commands[None]} == UK["commands"]
    assert {one["command"]: one["description"] for one in commands["en"]} == texts("en")["commands"]
    assert descriptions["en"] == texts("en")["description"]


# -- the webhook ------------------------------------------------------------------------------------------------------

SECRET = "s3cret"
ADDRESS = "https://signpost.example/telegram/webhook"


@dataclass
class Webhook:
    """A bot with a webhook, and somebody who posts to it."""

    telegram: Telegram
    http: httpx.AsyncClient

    async def post(self, update: Any, secret: str | None = SECRET, **request: Any) -> int:
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret is not None else {}
        content = request or {"json": update}
        return (await self.http.post(WEBHOOK_PATH, headers=headers, **content)).status_code

    def update(self, text: str) -> dict[str, Any]:
        return self.telegram.api.write(text)


@asynccontextmanager
async def hooked(*script: Turn, **options: Any) -> AsyncIterator[Webhook]:
    settings = {"webhook_url": ADDRESS, "webhook_secret": SECRET, **options}
    async with at_work(*script, **settings) as telegram:
        await eventually(lambda: bool(telegram.api.called("setWebhook")), "the webhook to be set")
        transport = httpx.ASGITransport(Starlette(routes=telegram.bot.routes()))
        async with httpx.AsyncClient(transport=transport, base_url="https://signpost.example") as http:
            yield Webhook(telegram, http)


async def test_with_a_webhook_telegram_is_told_address_and_secret_and_not_polled() -> None:
    async with hooked() as hook:
        (call,) = hook.telegram.api.called("setWebhook")
        assert (call["url"], call["secret_token"]) == (ADDRESS, SECRET)
    assert hook.telegram.api.called("getUpdates") == []


async def test_without_a_webhook_nothing_is_mounted() -> None:
    assert TelegramBot(ScriptedAssistant(), token=TOKEN).routes() == []


async def test_an_update_with_the_secret_is_answered() -> None:
    async with hooked() as hook:
        assert await hook.post(hook.update("привіт")) == 200
        await hook.telegram.shows("Ви сказали: привіт")


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET.upper()])
async def test_an_update_without_the_right_secret_is_403_and_reaches_nobody(secret: str | None) -> None:
    async with hooked() as hook:
        assert await hook.post(hook.update("підробка"), secret=secret) == 403
        await hook.post(hook.update("справжнє"))
        await hook.telegram.shows("Ви сказали: справжнє")
    assert [one.text for one in hook.telegram.assistant.incoming] == ["справжнє"]


async def test_without_a_secret_of_the_operator_one_is_made_up_and_needed() -> None:
    async with hooked(webhook_secret=None) as hook:
        secret = str(hook.telegram.api.called("setWebhook")[0]["secret_token"])
        assert len(secret) >= 32
        assert await hook.post(hook.update("x"), secret="") == 403
        assert await hook.post(hook.update("привіт"), secret=secret) == 200
        await hook.telegram.shows("Ви сказали: привіт")


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b'"update"', b"{}", b'{"message": {}}', b'{"update_id": 1, "message": "text"}',
        b'{"update_id": 1, "message": {"text": "no chat"}}', b'{"update_id": 1, "callback_query": 5}', b"\xff\xfe",
        b"[" * 50_000, b" " * (MAX_UPDATE + 1),
    ],
)  # fmt: skip
async def test_what_is_no_update_is_400(body: bytes) -> None:
    async with hooked() as hook:
        assert await hook.post(None, content=body) == 400
        assert await hook.post(hook.update("далі")) == 200
        await hook.telegram.shows("Ви сказали: далі")


async def test_an_update_of_a_kind_we_do_not_know_is_taken_and_ignored() -> None:
    async with hooked() as hook:
        assert await hook.post({"update_id": 900, "something_new": {"id": 1}}) == 200
        assert await hook.post(hook.update("далі")) == 200
        await hook.telegram.shows("Ви сказали: далі")
    assert len(hook.telegram.assistant.incoming) == 1


async def test_an_update_posted_twice_is_answered_once() -> None:
    async with hooked() as hook:
        update = hook.update("раз")
        assert [await hook.post(update) for _ in range(2)] == [200, 200]
        await hook.post(hook.update("два"))
        await hook.telegram.shows("Ви сказали: два")
    assert sorted(hook.telegram.api.texts()) == ["Ви сказали: два", "Ви сказали: раз"]


async def test_the_webhook_takes_nothing_but_posts() -> None:
    async with hooked() as hook:
        assert (await hook.http.get(WEBHOOK_PATH)).status_code == 405
