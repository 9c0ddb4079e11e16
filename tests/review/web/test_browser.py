"""The skeleton of the console in a real browser: keyboard, small screens, dark mode, the strict policy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.engine import Engine

from bot.database import open_database
from review.access.roles import Role
from tests.e2e.conftest import browser  # noqa: F401
from tests.review.serving import served
from tests.review.staff import PASSWORD, Desk

pytestmark = pytest.mark.browser
PAGES = ("/", "/staff", "/audit", "/me")
#: Colours of the page in both schemes: `--page` of console.css.
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(16, 21, 27)"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A console with an administrator and somebody with a long name."""
    engine: Engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('browser') / 'console.db'}")
    desk = Desk(engine)
    desk.access.accounts.add("Олена", Role.ADMIN, PASSWORD)
    desk.access.accounts.add("Петро-Дуже-Довге-Прізвище-Яке-Ніде-Не-Вміщається", Role.READER, PASSWORD)
    with served(desk.app) as found:
        yield f"{found}/review"
    engine.dispose()


def opened(browser: Browser, width: int = 1280, height: int = 800, scheme: str = "light") -> Page:  # noqa: F811
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="uk-UA",
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    return context.new_page()


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("Ім'я").fill("Олена")
    page.get_by_label("Пароль").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Огляд")


def test_an_administrator_works_with_the_keyboard_alone(browser: Browser, address: str) -> None:  # noqa: F811
    page = opened(browser)
    page.goto(f"{address}/audit")
    page.get_by_label("Ім'я").focus()
    page.keyboard.type("Олена")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Журнал дій")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Перейти до змісту")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.context.close()


@pytest.mark.parametrize("path", PAGES)
def test_at_400_percent_nothing_has_to_be_scrolled_sideways(browser: Browser, address: str, path: str) -> None:  # noqa: F811
    """1280 pixels at 400 % are 320 (WCAG 1.4.10)."""
    page = opened(browser, 320, 256)
    sign_in(page, address)

    page.goto(address + path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.context.close()


@pytest.mark.parametrize(("scheme", "colour"), [("light", LIGHT), ("dark", DARK)])
def test_the_console_follows_the_person_s_colour_scheme(
    browser: Browser,  # noqa: F811
    address: str,
    scheme: str,
    colour: str,
) -> None:
    page = opened(browser, scheme=scheme)
    page.goto(f"{address}/sign-in")

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == colour
    page.context.close()


def test_pages_break_none_of_their_own_rules_and_load_nothing_from_elsewhere(
    browser: Browser,  # noqa: F811
    address: str,
) -> None:
    page, complaints, asked = opened(browser), [], set()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))
    sign_in(page, address)
    for path in PAGES:
        page.goto(address + path)

    assert complaints == []
    assert asked == {address.split("/")[2]}
    page.context.close()


def test_the_language_is_switched_and_the_page_stays(browser: Browser, address: str) -> None:  # noqa: F811
    page = opened(browser)
    sign_in(page, address)
    page.goto(f"{address}/audit?action=signed_in")

    page.get_by_role("button", name="In English").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Audit log")
    expect(page.get_by_role("status")).to_have_text("The language is changed.")
    assert page.url.endswith("/audit?action=signed_in")
    page.get_by_role("button", name="Українською").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Журнал дій")
    page.context.close()
