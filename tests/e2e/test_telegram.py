"""A person talks to the real program on Telegram: a real Bot API server over HTTP, by long polling and by webhook."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn

from tests.channels.telegram.bot_api import TOKEN, BotApi, Shown
from tests.e2e.conftest import Running, signpost
from tests.services import free_port, port_is_open, wait_until

#: How long nothing must come for an answer to be whole.
QUIET_SECONDS = 0.7
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


@dataclass(frozen=True)
class Answer:
    """The messages that came of one message or press."""

    messages: list[Shown]

    @property
    def text(self) -> str:
        return "\n".join(one.text for one in self.messages)

    def button(self, title: str = "", code: str = "") -> tuple[Shown, str]:
        """The message with the button of this title or code, and the button's title."""
        return next(
            (one, name)
            for one in self.messages
            for name, data in one.buttons.items()
            if (title and name == title) or (code and data.partition("@")[0] == code)
        )


def answer_after(api: BotApi, act: Callable[[], object]) -> Answer:
    """What the bot sends after this; waits until no more comes."""
    before = len(api.shown())
    act()
    wait_until(lambda: len(api.shown()) > before, "an answer on Telegram", patience=30)
    count = 0
    while count != len(api.shown()):
        count = len(api.shown())
        time.sleep(QUIET_SECONDS)
    return Answer(api.shown()[before:])


def test_a_father_asks_answers_ticks_and_forgets(api: BotApi, bot: Running) -> None:
    greeting = answer_after(api, lambda: api.write("/start"))
    assert "Дороговказ" in greeting.text

    guide = answer_after(api, lambda: api.write("жінка народила, ми не розписані, куди бігти?"))
    assert "Зареєструвати народження" in guide.text
    assert "Записати тата" in guide.text
    assert "батьки не одружені" in guide.text

    refined = answer_after(api, lambda: api.press(*guide.button("У лікарні в Україні")))
    assert "дитина народилася в лікарні" in refined.text

    checklist, number = refined.button(code="step:register-birth")
    step = answer_after(api, lambda: api.press(checklist, number))
    assert "Які документи" in step.text

    edits = len(api.called("editMessageText"))
    api.press(*step.button("Зроблено"))
    wait_until(lambda: len(api.called("editMessageText")) > edits, "the checklist edited in place")
    edited = next(one for one in api.shown() if one.id == checklist.id)
    assert "зроблено" in edited.text

    asked = answer_after(api, lambda: api.write("/delete"))
    done = answer_after(api, lambda: api.press(*asked.button("Так, видалити")))
    assert "видалено" in done.text
    stored = b"".join(path.read_bytes() for path in bot.database.parent.glob("signpost.db*"))
    for spelling in ("куди бігти".encode(), "куди бігти".encode("unicode_escape")):
        assert spelling not in stored


def test_every_press_is_answered_so_that_no_clock_spins(api: BotApi, bot: Running) -> None:
    menu = answer_after(api, lambda: api.write("/language"))
    answered = len(api.called("answerCallbackQuery"))

    english = answer_after(api, lambda: api.press(*menu.button("English")))

    assert "English" in english.text
    assert len(api.called("answerCallbackQuery")) == answered + 1


def test_personal_data_written_on_telegram_are_hidden(api: BotApi, bot: Running) -> None:
    answer = answer_after(api, lambda: api.write("мій паспорт СН 777123 украли, дзвоніть 0677771230"))

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
        assert "Пошкоджене або зруйноване житло" in api.shown()[0].text
        assert api.called("getUpdates") == []
