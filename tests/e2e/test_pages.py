"""A person whose browser runs no JavaScript: asks, answers, opens a step, takes the list along."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Running

pytestmark = pytest.mark.browser

#: A screen of 1280 pixels at 400 % zoom.
ZOOMED = 320


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone without JavaScript."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False, locale="uk-UA")
    yield context.new_page()
    context.close()


def test_the_whole_conversation_works_as_a_form(page: Page, running: Running) -> None:
    page.goto(running.url)
    page.get_by_role("link", name="Запитайте помічника тут").click()
    page.get_by_role("button", name="Усі ситуації").click()
    page.get_by_role("button", name="Народилася дитина", exact=True).click()
    expect(page.locator("#latest")).to_be_visible()
    page.get_by_role("button", name="Крок 1.").click()
    expect(page.get_by_role("heading", name="Куди звертатися")).to_be_visible()
    page.get_by_role("button", name="Мій список", exact=True).first.click()
    page.get_by_role("button", name="Зроблено (крок 1)").first.click()

    page.get_by_role("button", name="Мій список", exact=True).first.click()
    page.get_by_role("link", name="Роздрукувати або поділитися").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Народилася дитина")
    expect(page.get_by_role("checkbox", name="Зроблено").first).to_be_checked()


def test_a_list_is_refined_by_its_form_and_keeps_its_address(page: Page, running: Running) -> None:
    page.goto(f"{running.url}/guide/")
    page.get_by_role("link", name="Народилася дитина", exact=True).click()
    group = page.get_by_role("group", name="одружені")
    group.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Оновити список").click()

    assert "parents_married=no" in page.url
    address = page.get_by_role("textbox", name="Адреса цього списку").input_value()
    answers = page.get_by_role("region", name="Для кого цей список").inner_text()
    page.goto(address.replace("http://127.0.0.1:5005", running.url))
    assert page.get_by_role("region", name="Для кого цей список").inner_text() == answers


def test_nothing_runs_off_a_zoomed_screen_and_paper_has_no_forms(browser: Browser, running: Running) -> None:
    page = browser.new_page(viewport={"width": ZOOMED, "height": 256}, locale="uk-UA")
    for path in ("/guide/", "/guide/damaged-home", "/chat", "/guide/none"):
        page.goto(running.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= ZOOMED, path

    page.goto(f"{running.url}/guide/damaged-home")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Оновити список")).to_be_hidden()
    expect(page.get_by_role("heading", name="Кроки", exact=True)).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.tick input')).borderTopStyle") == "solid"
    page.close()
