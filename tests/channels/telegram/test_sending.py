"""Sending replies, and editing the checklist where it stands. The bot talks to a real HTTP server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden

from channels.conversation import Turn, TurnStatus
from channels.payload import Payload
from channels.reply import Choice, Reply, StepStatus
from channels.telegram import sending
from channels.telegram.sending import Sender
from tests.channels.replies import GUIDE
from tests.channels.serving import serving
from tests.channels.telegram.bot_api import CHAT, TOKEN, BotApi, Refusal

LIST = Reply("Ваш список", guide=GUIDE)
TICKED = Reply("Позначив", guide=replace(GUIDE, steps=(replace(GUIDE.steps[1], status=StepStatus.DONE),)))
DONE = Payload("done", "register-birth")


@pytest.fixture
def api() -> BotApi:
    return BotApi()


@pytest.fixture
async def sender(api: BotApi) -> AsyncIterator[Sender]:
    async with serving(api.app()) as address, Bot(TOKEN, base_url=f"{address}/bot") as bot:
        yield Sender(bot)


def turn(*replies: Reply) -> Turn:
    return Turn(TurnStatus.ANSWERED, replies, "uk")


async def test_a_reply_is_sent_as_html_with_its_buttons_and_without_previews(api: BotApi, sender: Sender) -> None:
    await sender.send(CHAT, Reply("Оберіть <одне>", choices=(Choice("Так", "list"),)), "uk")
    (shown,) = api.shown()
    assert (shown.text, shown.html, shown.buttons) == ("Оберіть &lt;одне&gt;", True, {"Так": "list"})
    assert api.called("sendMessage")[0]["link_preview_options"] == {"is_disabled": True}


async def test_a_long_reply_is_sent_in_order_with_the_buttons_last(api: BotApi, sender: Sender) -> None:
    text = "\n".join(f"рядок {number} " + "x" * 80 for number in range(100))
    await sender.send(CHAT, Reply(text, choices=(Choice("Так", "list"),)), "uk")
    assert len(api.shown()) > 1
    assert "\n".join(api.texts()) == text
    assert [bool(shown.buttons) for shown in api.shown()] == [False] * (len(api.shown()) - 1) + [True]


async def test_a_tick_edits_the_checklist_where_it_stands(api: BotApi, sender: Sender) -> None:
    await sender.send(CHAT, LIST, "uk")
    await sender.send(CHAT, Reply("Щось інше"), "uk")
    checklist, other = api.shown()
    await sender.after_press(CHAT, other.id, DONE, turn(TICKED))
    assert api.texts() == [api.chats[CHAT][checklist.id].text, "Щось інше"]
    assert "<s>Зареєструйте народження</s>" in api.texts()[0]


async def test_after_a_restart_the_pressed_message_becomes_the_checklist(api: BotApi, sender: Sender) -> None:
    await sender.send(CHAT, Reply("Картка кроку", choices=(Choice("Зроблено", str(DONE)),)), "uk")
    (card,) = api.shown()
    await sender.after_press(CHAT, card.id, DONE, turn(TICKED))
    await sender.after_press(CHAT, None, Payload("undone", "register-birth"), turn(LIST))
    assert len(api.shown()) == 1
    assert "Ваш список" in api.texts()[0]


async def test_a_checklist_that_is_gone_is_sent_anew_and_edited_from_then_on(api: BotApi, sender: Sender) -> None:
    await sender.send(CHAT, LIST, "uk")
    api.chats[CHAT].clear()
    await sender.after_press(CHAT, None, DONE, turn(TICKED))
    (anew,) = api.shown()
    await sender.after_press(CHAT, None, Payload("undone", "register-birth"), turn(LIST))
    assert [shown.id for shown in api.shown()] == [anew.id]


async def test_a_press_that_changes_nothing_sends_nothing(api: BotApi, sender: Sender) -> None:
    await sender.send(CHAT, LIST, "uk")
    await sender.after_press(CHAT, None, DONE, turn(LIST))
    assert len(api.shown()) == 1
    assert len(api.called("sendMessage")) == 1


@pytest.mark.parametrize("payload", [Payload("list"), Payload("answer", "married=yes"), Payload("step", "a")])
async def test_other_presses_send_a_new_message(api: BotApi, sender: Sender, payload: Payload) -> None:
    await sender.send(CHAT, LIST, "uk")
    await sender.after_press(CHAT, api.shown()[0].id, payload, turn(TICKED))
    assert len(api.shown()) == 2
    assert api.called("editMessageText") == []


async def test_a_tick_without_any_checklist_is_answered_with_a_new_message(api: BotApi, sender: Sender) -> None:
    await sender.after_press(CHAT, None, DONE, turn(TICKED))
    await sender.after_press(CHAT, 999, DONE, turn(Reply("Що сталося?")))
    assert len(api.shown()) == 2


async def test_a_checklist_too_long_for_one_message_is_sent_anew(api: BotApi, sender: Sender) -> None:
    await sender.send(CHAT, LIST, "uk")
    long = replace(TICKED, text="\n".join("рядок " * 20 for _ in range(60)))
    await sender.after_press(CHAT, None, DONE, turn(long))
    assert api.called("editMessageText") == []
    assert len(api.shown()) > 2


async def test_chats_do_not_touch_each_others_checklists(api: BotApi, sender: Sender) -> None:
    await sender.send(1, LIST, "uk")
    await sender.send(2, LIST, "uk")
    await sender.after_press(2, None, DONE, turn(TICKED))
    assert "Ваш список" in api.texts(1)[0]
    assert "Позначив" in api.texts(2)[0]


async def test_the_checklists_longest_untouched_are_forgotten(
    api: BotApi, sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "REMEMBERED_CHATS", 1)
    await sender.send(1, LIST, "uk")
    await sender.send(2, LIST, "uk")
    await sender.after_press(1, None, DONE, turn(TICKED))
    assert len(api.shown(1)) == 2, "sent anew"


async def test_what_telegram_cannot_read_as_html_is_sent_as_it_is(api: BotApi, sender: Sender) -> None:
    api.refusals["sendMessage"] = [Refusal(400, "Bad Request: can't parse entities")]
    await sender.send(CHAT, Reply("текст", choices=(Choice("Так", "list"),)), "uk")
    (shown,) = api.shown()
    assert (shown.text, shown.html, shown.buttons) == ("текст", False, {"Так": "list"})


@pytest.mark.parametrize(
    ("refusal", "error"),
    [
        (Refusal(400, "Bad Request: chat not found"), BadRequest),
        (Refusal(403, "Forbidden: bot was blocked by the user"), Forbidden),
    ],
)
async def test_other_troubles_are_not_hidden(
    api: BotApi, sender: Sender, refusal: Refusal, error: type[Exception]
) -> None:
    api.refusals["sendMessage"] = [refusal]
    with pytest.raises(error):
        await sender.send(CHAT, Reply("текст"), "uk")
    assert api.shown() == []
