"""A person opens the portal page in a browser and asks the widget."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bot.portal import WIDGET
from tests.e2e.conftest import Running

pytestmark = pytest.mark.browser

#: The widget's whole weight, scripts and style together, in gzip bytes.
WEIGHT_LIMIT = 20 * 1024


@pytest.fixture(params=[(1280, 800), (360, 740)], ids=["desktop", "phone"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in a fresh profile; an error in the page's scripts fails the test."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, locale="uk-UA")
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield opened
    context.close()
    assert errors == []


def ask(page: Page, text: str) -> None:
    """Write the text into the widget and wait until the answer is there."""
    answers = page.locator("signpost-chat .message.assistant")
    before = answers.count()
    box = page.get_by_role("textbox")
    box.fill(text)
    box.press("Enter")
    expect(answers.nth(before)).to_be_visible(timeout=15_000)


def go_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the control has the focus. On a phone the box does not take it at once: no keyboard pops up."""
    for _ in range(20):
        if wanted.evaluate("one => one === one.getRootNode().activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the control cannot be reached with the Tab key")


def open_chat(page: Page, running: Running) -> None:
    page.goto(running.url)
    page.get_by_role("button", name="Запитати").click()
    expect(page.locator("signpost-chat .message.assistant").first).to_be_visible(timeout=15_000)


def test_a_new_father_finds_registration_and_paternity(page: Page, running: Running) -> None:
    open_chat(page, running)

    ask(page, "жінка народила, ми не розписані, куди бігти?")

    answer = page.locator("signpost-chat .message.assistant").last
    expect(answer).to_contain_text("Зареєструвати народження")
    expect(answer).to_contain_text("Записати тата")
    expect(answer).to_contain_text("батьки не одружені")


def test_a_question_is_answered_by_its_button_and_the_step_opens(page: Page, running: Running) -> None:
    open_chat(page, running)
    ask(page, "народилася донька, ми з чоловіком не розписані")

    page.get_by_role("button", name="У лікарні в Україні").click()
    answer = page.locator("signpost-chat .message.assistant").last
    expect(answer).to_contain_text("дитина народилася в лікарні")
    answer.get_by_role("button", name="Зареєструвати народження", exact=True).click()

    card = page.locator("signpost-chat .card.step").last
    expect(card).to_contain_text("Які документи")
    expect(card).to_contain_text("Перевірено")


def test_a_ticked_step_stays_ticked_after_the_page_is_loaded_again(page: Page, running: Running) -> None:
    open_chat(page, running)
    ask(page, "вкрали паспорт")
    first = page.locator("signpost-chat .card.guide").last.get_by_role("checkbox").first
    first.check()
    expect(page.locator("signpost-chat .card.guide").last).to_contain_text("1 із")

    page.reload()

    if page.get_by_role("button", name="Запитати").is_visible():
        page.get_by_role("button", name="Запитати").click()
    expect(page.locator("signpost-chat .card.guide").last.get_by_role("checkbox").first).to_be_checked(timeout=15_000)


def test_personal_data_never_reaches_the_database(page: Page, running: Running) -> None:
    open_chat(page, running)

    ask(page, "загубив паспорт СН 482913, мій номер 067 482 91 35")

    expect(page.locator("signpost-chat .message.assistant").last).to_contain_text("приховав")
    stored = b"".join(path.read_bytes() for path in running.database.parent.glob("signpost.db*"))
    assert "загубив паспорт".encode() in stored or "загубив паспорт".encode("unicode_escape") in stored
    assert b"482913" not in stored
    assert b"482 91 35" not in stored
    assert b"482913" not in running.log.read_bytes()


def test_the_chat_can_be_used_with_the_keyboard_alone(page: Page, running: Running) -> None:
    page.goto(running.url)
    launcher = page.get_by_role("button", name="Запитати")
    launcher.focus()
    page.keyboard.press("Enter")
    expect(page.locator("signpost-chat .message.assistant").first).to_be_visible(timeout=15_000)
    go_to(page, page.get_by_role("textbox"))
    page.keyboard.type("прилетіло в дах")
    page.keyboard.press("Enter")
    expect(page.locator("signpost-chat .card.guide")).to_be_visible(timeout=15_000)
    page.keyboard.press("Escape")

    expect(launcher).to_be_focused()


def test_the_widget_is_light(tmp_path: Path) -> None:
    files = [path for path in WIDGET.iterdir() if path.suffix in {".js", ".css"} and path.name != "demo.css"]

    weight = sum(len(gzip.compress(path.read_bytes(), 9)) for path in files)

    assert files
    assert weight <= WEIGHT_LIMIT


def test_the_page_needs_no_inline_script_or_style() -> None:
    html = (WIDGET / "demo.html").read_text(encoding="utf-8")

    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", html)


def test_a_list_is_shared_by_an_address_of_its_own(page: Page, running: Running) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(running.url)
    page.get_by_role("button", name="Кроки: народження дитини").click()
    page.get_by_role("button", name="Поділитися або роздрукувати").click(timeout=15_000)

    link = page.get_by_role("link", name="Відкрити сторінку списку")
    expect(link).to_be_visible()
    address = link.get_attribute("href") or ""
    expect(page.get_by_text("Адресу списку скопійовано").first).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Народилася дитина")
