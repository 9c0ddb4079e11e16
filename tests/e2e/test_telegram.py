"""A person talks to the real program on Telegram: a real Bot API server over HTTP, by long polling and by webhook."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from tests.channels.telegram.bot_api import TOKEN, BotApi, Shown
from tests.e2e.conftest import Running, signpost
from tests.services import free_port, port_is_open, wait_until

SECRET = "a-secret-only-telegram-knows"


@contextlib.contextmanager
def serving(api: BotApi) -> Iterator[str]:
    """The Bot API server in a thread of its own; its address."""
    port = free_port()
    config = uvicorn.Config(api.app(), host="127.0.0.1", port=port, log_level="error", ws="none", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        wait_until(lambda: port_is_open(port), "the Bot API server")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="module")
def api() -> BotApi:
    return BotApi()


@pytest.fixture(scope="module")
def bot(api: BotApi, model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Signpost with a bot that polls."""
    with (
        serving(api) as address,
        signpost(tmp_path_factory.mktemp("polling"), TELEGRAM_TOKEN=TOKEN, TELEGRAM_BASE_URL=address) as running,
    ):
        yield running


def shown_after(api: BotApi, act: Callable[[], object]) -> Shown:
    """What the bot sends after this; waits for it."""
    before = len(api.shown())
    act()
    wait_until(lambda: len(api.shown()) > before, "an answer on Telegram", patience=30)
    return api.shown()[-1]


def test_a_father_asks_answers_ticks_and_forgets(api: BotApi, bot: Running) -> None:
    greeting = shown_after(api, lambda: api.write("/start"))
    assert "Дороговказ" in greeting.text

    guide = shown_after(api, lambda: api.write("жінка народила, ми не розписані, куди бігти?"))
    assert "Зареєструвати народження" in guide.text
    assert "Записати тата" in guide.text
    assert "батьки не одружені" in guide.text

    refined = shown_after(api, lambda: api.press(guide, "У лікарні в Україні"))
    assert "дитина народилася в лікарні" in refined.text

    number = next(title for title, data in refined.buttons.items() if data == "step:register-birth")
    step = shown_after(api, lambda: api.press(refined, number))
    assert "Які документи" in step.text

    edits = len(api.called("editMessageText"))
    api.press(step, "Зроблено")
    wait_until(lambda: len(api.called("editMessageText")) > edits, "the checklist edited in place")
    edited = next(one for one in api.shown() if one.id == refined.id)
    assert "зроблено" in edited.text

    asked = shown_after(api, lambda: api.write("/delete"))
    done = shown_after(api, lambda: api.press(asked, "Так, видалити"))
    assert "видалено" in done.text
    stored = b"".join(path.read_bytes() for path in bot.database.parent.glob("signpost.db*"))
    for spelling in ("куди бігти".encode(), "куди бігти".encode("unicode_escape")):
        assert spelling not in stored


def test_every_press_is_answered_so_that_no_clock_spins(api: BotApi, bot: Running) -> None:
    menu = shown_after(api, lambda: api.write("/language"))
    answered = len(api.called("answerCallbackQuery"))

    english = shown_after(api, lambda: api.press(menu, "English"))

    assert "English" in english.text
    assert len(api.called("answerCallbackQuery")) == answered + 1


def test_personal_data_written_on_telegram_are_hidden(api: BotApi, bot: Running) -> None:
    answer = shown_after(api, lambda: api.write("мій паспорт СН 777123 украли, дзвоніть 0677771230"))

    assert "приховав" in answer.text or "hid personal data" in answer.text
    stored = b"".join(path.read_bytes() for path in bot.database.parent.glob("signpost.db*"))
    assert b"777123" not in stored
    assert b"0677771230" not in stored


def test_by_webhook_only_telegram_with_the_secret_is_heard(model: Path, tmp_path: Path) -> None:
    api, port = BotApi(), free_port()
    hook = f"http://127.0.0.1:{port}/telegram/webhook"
    settings = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_WEBHOOK_URL": hook, "TELEGRAM_WEBHOOK_SECRET": SECRET}
    with (
        serving(api) as address,
        signpost(tmp_path, TELEGRAM_BASE_URL=address, SIGNPOST_PORT=str(port), **settings),
    ):
        wait_until(lambda: api.webhook == hook, "the webhook being set")
        assert api.called("setWebhook")[-1]["secret_token"] == SECRET
        update = api.write("прилетіло в дах, вікон нема")

        stranger = httpx.post(hook, json=update, headers={"X-Telegram-Bot-Api-Secret-Token": "guess"})
        telegram = httpx.post(hook, json=update, headers={"X-Telegram-Bot-Api-Secret-Token": SECRET})

        assert (stranger.status_code, telegram.status_code) == (403, 200)
        wait_until(lambda: len(api.shown()) >= 1, "an answer to the update")
        assert len(api.shown()) == 1
        assert api.called("getUpdates") == []
