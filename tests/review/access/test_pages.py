"""The console's own pages, as staff use them."""

from __future__ import annotations

import re

import pytest

from review.access.lockout import ACCOUNT
from review.access.roles import Role
from review.access.sessions import IDLE
from tests.review.staff import PASSWORD, Desk, StaffBrowser

OTHER = "жовтий листок падає"


def shown_password(page: str) -> str:
    found = re.search(r"<code>([a-z0-9-]{20,})</code>", page)
    assert found is not None
    return found[1]


def account_id(desk: Desk, name: str) -> int:
    return desk.access.accounts.named(name).id


def test_before_there_is_an_account_the_page_names_the_command_that_makes_one(desk: Desk) -> None:
    assert "signpost review add-user Олена --role admin" in desk.browser().get("/sign-in").text

    desk.staff()
    assert "signpost review" not in desk.browser().get("/sign-in").text


def test_signing_in_leads_to_the_page_that_was_wanted(desk: Desk) -> None:
    desk.staff(Role.ADMIN)
    browser = desk.browser()
    turned_away = browser.get("/audit?name=Олена")
    assert turned_away.headers["location"].startswith("/review/sign-in?next=")

    form = browser.client.get(turned_away.headers["location"])
    wanted = re.search(r'name="next" value="([^"]+)"', form.text)
    assert wanted is not None
    entered = browser.post("/sign-in", {"name": "admin", "password": PASSWORD, "next": wanted[1]})

    assert browser.client.get(entered.headers["location"]).status_code == 200
    assert entered.headers["location"].startswith("/review/audit?name=")


@pytest.mark.parametrize(
    "wanted",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/review//elsewhere",
        "/review/\\x",
        "/other",
        "/review/a\nb",
    ],
)
def test_signing_in_never_leads_elsewhere(desk: Desk, wanted: str) -> None:
    desk.staff()

    entered = desk.browser().post("/sign-in", {"name": "reviewer", "password": PASSWORD, "next": wanted})

    assert entered.headers["location"] == "/review/"


def test_a_refused_sign_in_keeps_the_name_but_never_the_password(desk: Desk) -> None:
    refused = desk.browser().sign_in("Олена", "не той пароль")

    assert refused.status_code == 403
    assert 'value="Олена"' in refused.text
    assert "не той пароль" not in refused.text
    assert 'role="alert"' in refused.text


def test_guessing_is_told_how_long_to_wait(desk: Desk) -> None:
    browser = desk.browser()
    for _ in range(ACCOUNT.free):
        browser.sign_in("Олена", "не той пароль")

    locked = browser.sign_in("Олена", "не той пароль")

    assert locked.status_code == 429
    assert locked.headers["retry-after"] == "15"
    assert "через 1 хвилину" in locked.text


def test_signing_out_ends_the_session_here_and_not_elsewhere(desk: Desk) -> None:
    here, elsewhere = desk.staff(name="Олена"), desk.staff(name="Олена")
    kept = here.client.cookies["signpost-review"]

    left = here.post("/sign-out")

    assert "Ви вийшли." in here.client.get(left.headers["location"]).text
    assert not here.is_in()
    assert elsewhere.is_in()
    thief = desk.browser()
    thief.client.cookies.set("signpost-review", kept)
    assert not thief.is_in()


def test_signing_out_everywhere_means_everywhere(desk: Desk) -> None:
    here, elsewhere = desk.staff(name="Олена"), desk.staff(name="Олена")

    here.post("/sign-out/everywhere")

    assert not here.is_in()
    assert not elsewhere.is_in()


def test_a_notice_is_shown_once(desk: Desk) -> None:
    browser = desk.staff()
    browser.post("/me/language", {"language": "en", "next": "/review/me"})

    assert "The language is changed." in browser.get("/me").text
    assert "The language is changed." not in browser.get("/me").text


def test_the_language_is_chosen_once_for_every_browser(desk: Desk) -> None:
    browser = desk.staff()

    changed = browser.post("/me/language", {"language": "en", "next": "/review/me?x=1"})

    assert changed.headers["location"] == "/review/me?x=1"
    assert '<html lang="en">' in desk.staff().get("/me").text


def test_a_language_that_the_console_has_not_is_refused_with_those_it_has(desk: Desk) -> None:
    refused = desk.staff().post("/me/language", {"language": "de"})

    assert refused.status_code == 422
    assert "uk, en" in refused.text


@pytest.mark.parametrize(("asked", "found"), [("en-GB,en;q=0.9", "en"), ("de,uk;q=0.5", "uk"), ("de", "uk")])
def test_the_sign_in_page_speaks_the_browser_s_language(desk: Desk, asked: str, found: str) -> None:
    browser = desk.browser()

    assert f'<html lang="{found}">' in browser.get("/sign-in", **{"accept-language": asked}).text
    assert '<html lang="uk">' in browser.get("/sign-in?language=uk", **{"accept-language": asked}).text


def test_one_changes_one_s_password_and_stays_in(desk: Desk) -> None:
    here, elsewhere = desk.staff(name="Олена"), desk.staff(name="Олена")

    changed = here.post("/me/password", {"old": PASSWORD, "new": OTHER, "again": OTHER})

    assert changed.status_code == 303
    assert here.is_in()
    assert not elsewhere.is_in()
    assert desk.browser().sign_in("Олена").status_code == 403
    assert desk.browser().sign_in("Олена", OTHER).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("не той пароль", OTHER, OTHER, "Теперішній пароль неправильний"),
        (PASSWORD, OTHER, "інший пароль тут", "різняться"),
        (PASSWORD, "коротко", "коротко", "щонайменше 12"),
        (PASSWORD, "Пароль123456", "Пароль123456", "легко вгадати"),
    ],
)
def test_a_password_that_cannot_be_is_explained(desk: Desk, old: str, new: str, again: str, said: str) -> None:
    browser = desk.staff(name="Олена")

    refused = browser.post("/me/password", {"old": old, "new": new, "again": again})

    assert refused.status_code == 422
    assert said in refused.text
    assert new not in refused.text
    assert browser.is_in()


def test_an_administrator_adds_somebody_who_gets_in_with_the_password_shown_once(desk: Desk) -> None:
    admin = desk.staff(Role.ADMIN)

    added = admin.post("/staff", {"name": "Петро", "role": "editor"})

    password = shown_password(added.text)
    assert password not in admin.get("/staff").text
    petro = desk.browser()
    assert petro.sign_in("Петро", password).status_code == 303
    assert "Редактор" in petro.get("/me").text


def test_a_taken_name_and_an_unknown_role_are_refused(desk: Desk) -> None:
    admin = desk.staff(Role.ADMIN)

    assert admin.post("/staff", {"name": "ADMIN", "role": "editor"}).status_code == 409
    assert admin.post("/staff", {"name": "Петро", "role": "boss"}).status_code == 422
    assert [one.name for one in desk.access.accounts.listed()] == ["admin"]


def test_an_administrator_changes_a_role_and_it_counts_at_once(desk: Desk) -> None:
    admin, petro = desk.staff(Role.ADMIN), desk.staff(Role.ADMIN, "Петро")
    assert petro.get("/staff").status_code == 200

    admin.post(f"/staff/{account_id(desk, 'Петро')}/role", {"role": "reader"})

    assert petro.get("/staff").status_code == 303
    petro.sign_in("Петро")
    assert petro.get("/staff").status_code == 403


def test_an_administrator_disables_and_enables(desk: Desk) -> None:
    admin, petro = desk.staff(Role.ADMIN), desk.staff(name="Петро")
    who = account_id(desk, "Петро")

    admin.post(f"/staff/{who}/disable")
    assert not petro.is_in()
    assert petro.sign_in("Петро").status_code == 403

    admin.post(f"/staff/{who}/enable")
    assert petro.sign_in("Петро").status_code == 303


def test_an_administrator_gives_a_new_password(desk: Desk) -> None:
    admin, petro = desk.staff(Role.ADMIN), desk.staff(name="Петро")

    page = admin.post(f"/staff/{account_id(desk, 'Петро')}/password")

    assert not petro.is_in()
    assert petro.sign_in("Петро", shown_password(page.text)).status_code == 303


def test_the_last_administrator_cannot_lock_the_door_behind_themselves(desk: Desk) -> None:
    admin = desk.staff(Role.ADMIN)

    refused = admin.post(f"/staff/{account_id(desk, 'admin')}/disable")

    assert refused.status_code == 409
    assert "останній адміністратор" in refused.text
    assert admin.is_in()


@pytest.mark.parametrize("who", ["999", "x", "1e9", "-1"])
def test_an_account_that_is_not_there_is_not_found(desk: Desk, who: str) -> None:
    assert desk.staff(Role.ADMIN).post(f"/staff/{who}/disable").status_code == 404


def test_a_session_left_alone_ends(desk: Desk) -> None:
    browser = desk.staff()
    desk.clock.pass_by(IDLE)

    assert browser.get("/me").headers["location"] == "/review/sign-in?next=%2Freview%2Fme"


def rows(browser: StaffBrowser, query: str = "") -> list[str]:
    page = browser.get(f"/audit{query}").text
    return re.findall(r"<tr>\s*<td>.*?</tr>", page, re.DOTALL)


def test_the_audit_log_tells_what_was_done_and_by_whom(desk: Desk) -> None:
    admin = desk.staff(Role.ADMIN)
    admin.post("/staff", {"name": "Петро", "role": "editor"})

    newest = rows(admin)[0]

    assert "додано працівника" in newest
    assert "staff:Петро" in newest
    assert "role: editor" in newest
    assert ">admin<" in newest


def test_the_audit_log_is_narrowed_and_paged_by_its_address(desk: Desk) -> None:
    admin = desk.staff(Role.ADMIN)
    for turn in range(60):
        desk.access.accounts.add(f"Працівник {turn}", Role.READER, PASSWORD)

    first = admin.get("/audit?action=staff_added")
    older = re.search(r'rel="next" href="([^"]+)"', first.text)
    assert older is not None
    second = rows(admin, older[1].replace("&amp;", "&"))

    assert len(rows(admin, "?action=staff_added")) == 50
    assert len(second) == 11
    assert rows(admin, "?since=2026-11-18&until=2026-11-18&action=signed_in") != []
    assert rows(admin, "?since=2026-11-19") == []


@pytest.mark.parametrize(
    "query", ["?since=yesterday", "?until=2026-13-45", "?before=x", "?before=-1", "?since=0001-01-01"]
)
def test_a_filter_that_cannot_be_read_is_named(desk: Desk, query: str) -> None:
    page = desk.staff(Role.ADMIN).get(f"/audit{query}")

    assert page.status_code == 422
    assert f"«{query.split('=')[1]}»" in page.text
