"""Reading and judging in a real browser: with single keys, without scripts, on a small screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.database import open_database
from review.access.roles import Role
from review.inbox import pages as inbox
from review.judging import pages as judging
from tests.catalog.small import catalogue
from tests.e2e.conftest import browser  # noqa: F401
from tests.review.serving import served
from tests.review.staff import PASSWORD, Desk
from tests.review.talks import Talk

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A console over two conversations, each of three turns."""
    folder: Path = tmp_path_factory.mktemp("judging")
    engine = open_database(f"sqlite:///{folder / 'console.db'}")
    for number in (1, 2):
        talk = Talk(engine, f"web-{number}", at=1_795_000_000.0 + number).greeting()
        for said in ("поїду", "<b>далі</b>", "довге" * 60):
            talk.turn(said, {"text": "Гаразд.", "choices": [{"title": "Так", "payload": "yes"}]})
    known = catalogue()
    desk = Desk(engine, (inbox.feature(engine, lambda: known), judging.feature(engine)))
    desk.access.accounts.add("Олена", Role.REVIEWER, PASSWORD)
    with served(desk.app) as found:
        yield f"{found}/review"
    engine.dispose()


def signed_in(browser: Browser, address: str, width: int = 1280, scripts: bool = True) -> Page:  # noqa: F811
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="uk-UA", java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    page.get_by_label("Ім'я").fill("Олена")
    page.get_by_label("Пароль").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Розмови")
    # Keys pressed before the page's script has run would be lost.
    page.wait_for_load_state("load")
    return page


def test_one_reads_and_judges_with_single_keys(browser: Browser, address: str) -> None:  # noqa: F811
    page, complaints = signed_in(browser, address), []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Розмова web-2")
    page.wait_for_load_state("load")

    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("#turn-2")).to_be_focused()
    page.keyboard.press("3")
    expect(page.locator("#turn-2 .latest")).to_contain_text("Хибна")
    assert page.url.endswith("#turn-2")
    expect(page.locator("#turn-2")).to_be_focused()
    page.keyboard.press("1")
    expect(page.locator("#turn-2 .latest")).to_contain_text("Правильна")
    expect(page.locator("#turn-2")).to_contain_text("Раніше: 1 оцінка")

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("оцінити хід")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Розмова web-1")
    page.keyboard.press("r")
    expect(page.get_by_role("status")).to_have_text("Розмову позначено переглянутою.")
    assert complaints == []
    page.context.close()


def test_keys_are_letters_while_one_writes(browser: Browser, address: str) -> None:  # noqa: F811
    page = signed_in(browser, address)
    page.goto(f"{address}/conversations/web-1")
    note = page.get_by_label("Нова нотатка для колег")
    note.focus()

    page.keyboard.type("r4 ?")

    expect(note).to_have_value("r4 ?")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.context.close()


def test_everything_works_without_scripts(browser: Browser, address: str) -> None:  # noqa: F811
    page = signed_in(browser, address, scripts=False)
    page.goto(f"{address}/conversations/web-1")

    page.locator("#turn-3").get_by_role("button", name="Почасти").click()
    expect(page.locator("#turn-3 .latest")).to_contain_text("Почасти")
    page.get_by_label("Нова мітка").fill("дорога")
    page.get_by_role("button", name="Додати", exact=True).click()
    expect(page.locator(".tags .tag")).to_have_text("дорога")
    expect(page.locator("#turn-2 .by-person .text")).to_have_text("<b>далі</b>")
    page.context.close()


@pytest.mark.parametrize("path", ["/", "/?unresolved=1", "/conversations/web-1"])
def test_at_400_percent_nothing_has_to_be_scrolled_sideways(browser: Browser, address: str, path: str) -> None:  # noqa: F811
    page = signed_in(browser, address, width=320)

    page.goto(address + path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()
