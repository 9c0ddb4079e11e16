"""The whole loop, from outside: misunderstood, found, corrected, accepted, retrained, compared, live, exported.

The program runs as a copy that knows six situations, so that it trains within seconds; everything else is real.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from bot.database import open_database
from review.access.accounts import Accounts
from review.access.passwords import Passwords
from review.access.roles import Role
from tests.e2e.conftest import Running, signpost
from tests.e2e.small_project import small_project
from tests.review.staff import PASSWORD
from tests.services import wait_until

pytestmark = pytest.mark.browser

#: Nothing among the examples says it like this.
MESSAGE = "обручка тепер лежить у шухляді"
FILE = "nlu_data/situations/divorce.yml"
#: Training with everything else on the machine, in milliseconds.
PATIENCE = 300_000


@dataclass(frozen=True)
class Copy:
    """The running copy: its folder, and the settings its commands need."""

    running: Running
    folder: Path
    environment: dict[str, str]

    def command(self, *arguments: str) -> str:
        """What `signpost …` of the copy prints."""
        done = subprocess.run(
            [sys.executable, "-c", "from bot.cli import main; main()", *arguments],
            cwd=self.folder,
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    folder = small_project(tmp_path_factory.mktemp("small"))
    outside = tmp_path_factory.mktemp("outside")
    settings = {"SIGNPOST_MODELS": str(folder / "models")}
    with signpost(outside, folder, **settings) as running:
        database = open_database(f"sqlite:///{running.database}")
        accounts = Accounts(database, Passwords(), time.time)
        accounts.add("Олена", Role.REVIEWER, PASSWORD)
        accounts.add("Петро", Role.EDITOR, PASSWORD)
        database.dispose()
        yield Copy(running, folder, {**settings, "DATABASE_URL": f"sqlite:///{running.database}"})


def opened(browser: Browser) -> Page:
    context = browser.new_context(locale="uk-UA", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(30_000)
    return page


def signed_in(browser: Browser, copy: Copy, name: str) -> Page:
    page = opened(browser)
    page.goto(f"{copy.running.url}/review/sign-in")
    page.get_by_label("Ім'я").fill(name)
    page.get_by_label("Пароль").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Розмови", timeout=30_000)
    return page


def in_chat(browser: Browser, copy: Copy) -> Page:
    page = opened(browser)
    page.goto(copy.running.url)
    page.get_by_role("button", name="Запитати").click()
    expect(page.locator("signpost-chat .message.assistant").first).to_be_visible(timeout=30_000)
    return page


def says(page: Page, text: str) -> None:
    """Write in the widget and wait for the answer."""
    answers = page.locator("signpost-chat .message.assistant")
    count = answers.count()
    page.get_by_role("textbox").fill(text)
    page.get_by_role("textbox").press("Enter")
    expect(answers.nth(count)).to_be_visible(timeout=30_000)


def to_the_message(page: Page, copy: Copy) -> None:
    """From the filtered inbox to the form that corrects the message."""
    page.goto(f"{copy.running.url}/review/?unresolved=1&text=обручка")
    page.locator("main a[href*='/conversations/']").first.click()
    expect(page.locator(".by-person .text").first).to_contain_text(MESSAGE)
    page.get_by_role("link", name="Виправити розуміння").click()


def propose(page: Page) -> None:
    page.get_by_label("Про що йдеться").select_option(value="situation/divorce")
    page.get_by_role("button", name="Запропонувати", exact=True).first.click()
    expect(page.get_by_role("status")).to_contain_text("Приклад запропоновано")


def accept(page: Page) -> None:
    page.get_by_role("link", name="Навчання").first.click()
    page.get_by_role("checkbox", name=MESSAGE).check()
    page.get_by_role("button", name="Прийняти позначені").click()
    expect(page.get_by_role("status")).to_contain_text("Прийнято 1 приклад")


def train(page: Page) -> None:
    page.get_by_role("link", name="Моделі").first.click()
    page.get_by_role("button", name="Навчити й порівняти").click()
    expect(page.get_by_role("status")).to_contain_text("Навчання почалося")


def to_the_comparison(page: Page) -> None:
    page.goto(page.url.split("/review/")[0] + "/review/teaching/models")
    expect(page.locator("table").first).to_contain_text("готова", timeout=PATIENCE)
    page.get_by_role("link", name="Нова модель 1").click()


def put_live(page: Page) -> None:
    page.get_by_role("button", name="Увімкнути модель").click()
    expect(page.get_by_text("Ця модель працює.")).to_be_visible(timeout=60_000)


def is_understood(page: Page) -> None:
    expect(page.locator("signpost-chat .card.guide").last).to_contain_text("Розлучитися", timeout=30_000)


def test_a_misunderstood_message_is_taught_and_understood(browser: Browser, copy: Copy) -> None:
    before = (copy.folder / FILE).read_text(encoding="utf-8")
    chat = in_chat(browser, copy)
    says(chat, MESSAGE)
    expect(chat.locator("signpost-chat .card.guide")).to_have_count(0)

    reviewer = signed_in(browser, copy, "Олена")
    to_the_message(reviewer, copy)
    propose(reviewer)
    editor = signed_in(browser, copy, "Петро")
    accept(editor)
    train(editor)
    # Closing the page stops nothing.
    editor.goto("about:blank")
    editor.goto(f"{copy.running.url}/review/teaching/models")
    to_the_comparison(editor)
    expect(editor.locator(".verdict")).to_be_visible()
    expect(editor.locator(".changes").first).to_contain_text(MESSAGE)
    put_live(editor)

    # The conversation that was begun before goes on, with the new model.
    says(chat, MESSAGE)
    is_understood(chat)

    copy.command("review", "export")
    added = [line for line in (copy.folder / FILE).read_text(encoding="utf-8").splitlines() if line not in before]
    assert added == [f"    - {MESSAGE}"]
    assert copy.command("review", "export") == "Nothing accepted is waiting\n"
    editor.goto(f"{copy.running.url}/review/teaching?state=exported")
    expect(editor.locator(".examples")).to_contain_text("дивилися двоє")
    for page in (chat, reviewer, editor):
        page.context.close()


def test_after_a_restart_the_model_put_live_is_live_though_the_files_hold_its_examples(copy: Copy) -> None:
    code = (
        "from bot.candidates.bench import Bench; from bot.candidates.pointer import Pointer\n"
        "from bot.settings import Settings; from bot.database import open_database\n"
        "settings = Settings.from_environment(); engine = open_database(settings.database_url)\n"
        "pointer = Pointer(engine, settings.models, Bench(engine))\n"
        "print(pointer.is_candidates(), pointer.at_start().parent.name)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=copy.folder,
        env={**os.environ, **copy.environment},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == ["True", "candidates"]


class Talking(threading.Thread):
    """A person who writes without a pause until told to stop; keeps what each message was answered with."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self._client = httpx.Client(base_url=url, timeout=60)
        begun = self._client.post("/webchat/conversations", json={"language": "uk"}).json()
        self._client.headers["Authorization"] = f"Bearer {begun['token']}"
        self.statuses: list[str] = []
        self.enough = threading.Event()

    def write(self, text: str) -> dict[str, Any]:
        answer = self._client.post("/webchat/messages", json={"text": text})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        self.statuses.append(found["status"])
        return found

    def run(self) -> None:
        while not self.enough.is_set():
            self.write("а скільки це коштує?")


def test_nobody_is_interrupted_while_the_model_changes(copy: Copy) -> None:
    def model() -> str:
        return str(httpx.get(f"{copy.running.url}/about.json", timeout=60).json()["model"])

    before = model()
    people = [Talking(copy.running.url) for _ in range(3)]
    guides = [one.write("народила доньку, ми не розписані")["messages"][-1]["guide"] for one in people]
    for one in people:
        one.start()

    assert copy.command("review", "rollback") == "Live is the model made from the files\n"
    wait_until(lambda: model() != before, "the model before", patience=120)
    for one in people:
        one.enough.set()
        one.join(timeout=60)

    assert {guide["situation"] for guide in guides} == {"birth-of-child"}
    for one in people:
        after = one.write("що далі?")
        assert len(one.statuses) > 3
        assert "error" not in one.statuses
        assert after["status"] == "answered"
    assert people[0].write(MESSAGE)["status"] != "answered"
