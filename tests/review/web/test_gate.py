"""The gate before the pages: forged, oversized and broken forms, cookies, errors, and what features may mount."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from review.access.audit import AuditLog, Wanted
from review.access.models import AuditEntry
from review.access.roles import Role
from review.console import Console, ConsoleError
from review.web.pages import FORM_LIMIT, LARGE_FORM_LIMIT, Feature, MenuEntry, Page, Visit
from tests.review.staff import Desk

KIB = 1024
MIB = 1024 * KIB


async def show(visit: Visit) -> Response:
    return visit.render("console/error.html", title="<script>alert(1)</script>", said=visit.staff.name)


async def echo(visit: Visit) -> Response:
    """What arrived, after an entry in the audit log."""
    await visit.audit("tried", "thing:1", fields=sorted(visit.form))
    files = {name: len(await one.read()) for name, one in visit.form.items() if isinstance(one, UploadFile)}
    return JSONResponse({"text": visit.text("text"), "letters": len(visit.text("text")), "files": files})


async def missing(_visit: Visit) -> Response:
    raise HTTPException(404)


async def broken(_visit: Visit) -> Response:
    raise RuntimeError("a secret of the inside")


PAGES = (
    Page("/things", Role.READER, show),
    Page("/things", Role.REVIEWER, echo, method="POST"),
    Page("/things/large", Role.REVIEWER, echo, method="POST", form_limit=LARGE_FORM_LIMIT),
    Page("/things/missing", Role.READER, missing),
    Page("/things/broken", Role.READER, broken),
)


@pytest.fixture
def desk(sqlite: Engine) -> Desk:
    return Desk(sqlite, (Feature("things", PAGES, (MenuEntry("/things", "console.overview", Role.REVIEWER),)),))


def tried(desk: Desk) -> int:
    return len(AuditLog(desk.engine).listed(Wanted(action="tried")).entries)


def test_a_form_from_its_own_page_is_taken(desk: Desk) -> None:
    sent = desk.staff().post("/things", {"text": "  привіт  "}, **{"sec-fetch-site": "same-origin"})

    assert sent.json()["text"] == "привіт"
    assert tried(desk) == 1


def test_a_script_may_send_the_token_in_a_header(desk: Desk) -> None:
    browser = desk.staff()
    token = browser.token()

    sent = browser.client.post("/review/things", data={"text": "a"}, headers={"X-CSRF-Token": token})

    assert sent.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "https://elsewhere.example"},
        {"origin": "http://console.test.elsewhere.example"},
        {"origin": "null"},
    ],
    ids=str,
)
def test_a_form_from_elsewhere_is_refused_even_with_the_token(desk: Desk, headers: dict[str, str]) -> None:
    refused = desk.staff().post("/things", **headers)

    assert refused.status_code == 403
    assert "не з цієї сторінки" in refused.text
    assert tried(desk) == 0


def test_the_token_of_somebody_else_is_no_token(desk: Desk) -> None:
    olena, petro = desk.staff(name="Олена"), desk.staff(name="Петро")

    assert petro.post("/things", {"csrf": olena.token()}).status_code == 403
    assert petro.post("/things", {"csrf": "ї" * 64}).status_code == 403
    assert tried(desk) == 0


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/things", FORM_LIMIT - KIB, 200),
        ("/things", FORM_LIMIT + 1, 413),
        ("/things", 10 * MIB, 413),
        ("/things/large", 900 * KIB, 200),
        ("/things/large", MIB + 1, 413),
        ("/things/large", 10 * MIB, 413),
    ],
)
def test_forms_are_taken_up_to_the_page_s_limit(desk: Desk, path: str, size: int, status: int) -> None:
    sent = desk.staff().post(path, {"text": "x" * size})

    assert sent.status_code == status
    assert tried(desk) == (1 if status == 200 else 0)


def test_a_form_that_hides_its_length_is_cut_off_as_well(desk: Desk) -> None:
    browser = desk.staff()
    token, parts = browser.token(), []

    def stream() -> Iterator[bytes]:
        yield f"csrf={token}&text=".encode()
        for _ in range(160):
            parts.append(1)
            yield b"x" * 64 * KIB

    headers = {"content-type": "application/x-www-form-urlencoded"}
    sent = browser.client.post("/review/things", content=stream(), headers=headers)

    assert sent.status_code == 413
    assert tried(desk) == 0


def test_a_file_is_taken_within_the_limit(desk: Desk) -> None:
    browser = desk.staff()
    token = browser.token()

    def send(size: int) -> int:
        files = {"file": ("examples.csv", b"x" * size, "text/csv")}
        return browser.client.post("/review/things/large", data={"csrf": token}, files=files).status_code

    assert send(512 * KIB) == 200
    assert send(10 * MIB) == 413


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--y\r\nnonsense"),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % turn for turn in range(5000))),
    ],
    ids=["no boundary", "another boundary", "too many fields"],
)
def test_what_is_no_form_is_refused_in_words(desk: Desk, kind: str, body: bytes) -> None:
    refused = desk.staff().client.post("/review/things", content=body, headers={"content-type": kind})

    assert refused.status_code in (400, 403)
    assert "<h1>" in refused.text
    assert tried(desk) == 0


def test_json_is_no_form_and_carries_no_token(desk: Desk) -> None:
    assert desk.staff().client.post("/review/things", json={"csrf": "x"}).status_code == 403


def test_too_low_a_role_is_told_before_the_form_is_read(desk: Desk) -> None:
    assert desk.staff(Role.READER).post("/things", {"text": "x" * 10 * MIB}).status_code == 403


def test_what_people_wrote_is_never_a_script(desk: Desk) -> None:
    page = desk.staff().get("/things").text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_missing_thing_and_an_unknown_address_look_alike(desk: Desk) -> None:
    browser = desk.staff()

    assert browser.get("/things/missing").status_code == browser.get("/nowhere").status_code == 404
    assert "<h1>Не знайдено</h1>" in browser.get("/things/missing").text
    assert "<h1>Не знайдено</h1>" in browser.get("/nowhere").text
    assert desk.browser().get("/nowhere").status_code == 303


def test_an_error_is_told_without_its_inside(desk: Desk) -> None:
    page = desk.staff().get("/things/broken")

    assert page.status_code == 500
    assert "Помилка на сервері" in page.text
    assert "secret" not in page.text


def test_the_menu_shows_what_the_role_may_open(desk: Desk) -> None:
    assert 'href="/review/things"' in desk.staff(Role.REVIEWER).get("/").text
    assert 'href="/review/things"' not in desk.staff(Role.READER).get("/").text
    assert 'href="/review/staff"' in desk.staff(Role.ADMIN).get("/").text


@pytest.mark.parametrize(
    ("address", "name", "secure"),
    [("http://console.test", "signpost-review", False), ("https://console.test", "__Host-signpost-review", True)],
)
def test_the_cookie_is_for_this_host_and_no_script(desk: Desk, address: str, name: str, secure: bool) -> None:
    desk.staff(name="Олена")
    browser = desk.browser(address)

    cookie = browser.sign_in("Олена").headers["set-cookie"]

    assert cookie.startswith(f"{name}=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert ("Secure" in cookie) is secure
    assert browser.is_in()


def test_signing_in_gives_a_new_secret_so_that_a_planted_one_is_worth_nothing(desk: Desk) -> None:
    desk.staff(name="Олена")
    victim = desk.browser()
    victim.client.cookies.set("signpost-review", "planted by somebody else")

    victim.sign_in("Олена")

    other = desk.browser()
    other.client.cookies.set("signpost-review", "planted by somebody else")
    assert victim.is_in()
    assert not other.is_in()


def test_the_entry_carries_who_and_when(desk: Desk) -> None:
    desk.staff(name="Олена").post("/things", {"text": "a"})

    with Session(desk.engine) as session:
        row = session.scalar(select(AuditEntry).where(AuditEntry.action == "tried"))
        assert (row.name, row.at, row.details) == ("Олена", desk.clock.now, {"fields": ["csrf", "text"]})


def test_a_page_without_a_role_cannot_be_mounted(sqlite: Engine) -> None:
    with pytest.raises(ConsoleError, match='things: the page "/open" has no role; allowed: Role'):
        Console(sqlite, (Feature("things", (Page("/open", None, show),)),))


def test_two_pages_at_one_address_cannot_be_mounted(sqlite: Engine) -> None:
    with pytest.raises(ConsoleError, match='"GET /audit"'):
        Console(sqlite, (Feature("things", (Page("/audit", Role.READER, show),)),))


def test_a_page_s_path_and_limit_are_checked() -> None:
    with pytest.raises(ValueError, match='begins with "/"'):
        Page("things", Role.READER, show)
    with pytest.raises(ValueError, match="allowed: 1048576"):
        Page("/things", Role.READER, show, form_limit=2 * MIB)


def test_a_feature_may_take_the_first_page(sqlite: Engine) -> None:
    page = Desk(sqlite, (Feature("things", (Page("/", Role.READER, show),)),)).staff(name="Олена").get("/")

    assert "<p>Олена</p>" in page.text
