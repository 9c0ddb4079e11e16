"""Signing in through an organisation, with a real provider on loopback."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from joserfc.jwk import RSAKey
from sqlalchemy.engine import Engine

from review.access.audit import AuditLog, Wanted
from review.access.oidc_settings import OidcSettings, RoleMapping
from review.access.roles import Role
from tests.review.access.provider import CLIENT, NOT_KEPT, SECRET, Provider, provider, query_of
from tests.review.staff import PASSWORD, Desk, StaffBrowser

BACK = "/sign-in/organisation/back"


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with provider() as found:
        yield found


@pytest.fixture
def organisation(running: Provider) -> Provider:
    """The provider, with Олена of the support group at its door."""
    running.person = {"sub": "p-1", "preferred_username": "Олена", "groups": ["support"]}
    running.spoiled, running.signing_key = {}, None
    return running


@pytest.fixture
def desk(sqlite: Engine, organisation: Provider) -> Desk:
    roles = RoleMapping.parse("groups=support:reviewer,it:admin")
    return Desk(sqlite, oidc=OidcSettings(organisation.issuer, CLIENT, SECRET, roles))


def leave(browser: StaffBrowser, wanted: str = "") -> str:
    """Where the console sends the browser."""
    left = browser.get(f"/sign-in/organisation?next={wanted}")
    assert left.status_code == 303
    return str(left.headers["location"])


def answer(address: str) -> dict[str, str]:
    """What the provider sends the browser back with."""
    return query_of(httpx.get(address).headers["location"])


def come_back(browser: StaffBrowser, sent: dict[str, str]) -> httpx.Response:
    return browser.client.get(f"/review{BACK}", params=sent)


def through(browser: StaffBrowser, wanted: str = "") -> httpx.Response:
    return come_back(browser, answer(leave(browser, wanted)))


def test_the_sign_in_page_offers_the_organisation(desk: Desk) -> None:
    assert "/review/sign-in/organisation" in desk.browser().get("/sign-in").text


def test_somebody_of_the_organisation_gets_in_and_lands_where_they_wanted(desk: Desk) -> None:
    browser = desk.browser()

    entered = through(browser, "/review/me%3Fa%3D1")

    assert (entered.status_code, entered.headers["location"]) == (303, "/review/me?a=1")
    assert "Олена" in browser.get("/me").text
    [account] = desk.access.accounts.listed()
    assert (account.role, account.organisation) == (Role.REVIEWER, True)


def test_the_second_sign_in_is_the_same_account_with_the_role_of_now(desk: Desk, organisation: Provider) -> None:
    first = desk.browser()
    through(first)
    organisation.person = {"sub": "p-1", "preferred_username": "Олена К.", "groups": ["support", "it"]}

    second = desk.browser()
    through(second)

    [account] = desk.access.accounts.listed()
    assert account.role is Role.ADMIN
    assert second.get("/staff").status_code == 200
    assert not first.is_in()


def test_without_a_group_that_gives_a_role_nobody_gets_in(desk: Desk, organisation: Provider) -> None:
    organisation.person = {"sub": "p-2", "preferred_username": "Петро", "groups": ["sales"]}

    refused = through(desk.browser())

    assert refused.status_code == 403
    assert "не дала вам ролі" in refused.text
    assert desk.access.accounts.listed() == []


def test_a_name_that_somebody_here_has_is_never_taken_over(desk: Desk) -> None:
    desk.access.accounts.add("Олена", Role.ADMIN, PASSWORD)

    browser = desk.browser()
    through(browser)

    assert {(one.name, one.role) for one in desk.access.accounts.listed()} == {
        ("Олена", Role.ADMIN),
        ("Олена (127.0.0.1)", Role.REVIEWER),
    }
    assert browser.get("/staff").status_code == 403


def test_a_disabled_account_stays_out(desk: Desk) -> None:
    through(desk.browser())
    [account] = desk.access.accounts.listed()
    desk.access.accounts.set_disabled(account.id, True)

    browser = desk.browser()

    assert through(browser).status_code == 403
    assert not browser.is_in()


def test_an_account_of_the_organisation_has_no_password_here(desk: Desk) -> None:
    through(desk.browser())

    assert desk.browser().sign_in("Олена", "").status_code == 403
    assert desk.browser().sign_in("Олена").status_code == 403


def test_an_answer_meant_for_another_browser_is_refused(desk: Desk) -> None:
    attacker, victim = desk.browser(), desk.browser()
    sent = answer(leave(attacker))
    leave(victim)

    assert come_back(victim, sent).status_code == 403
    assert not victim.is_in()


def test_the_page_wanted_cannot_be_changed_on_the_way(desk: Desk) -> None:
    browser = desk.browser()
    sent = answer(leave(browser, "/review/me"))
    proof = sent["state"].partition(".")[0]

    assert come_back(browser, {**sent, "state": f"{proof}.L3Jldmlldy9hdWRpdA=="}).status_code == 403


def test_a_code_is_good_once(desk: Desk) -> None:
    browser = desk.browser()
    sent = answer(leave(browser))
    come_back(browser, sent)

    assert come_back(browser, sent).status_code == 403


@pytest.mark.parametrize(
    "spoiled",
    [
        {"nonce": "another"},
        {"nonce": NOT_KEPT},
        {"aud": "another program"},
        {"aud": [CLIENT, "another program"]},
        {"azp": "another program"},
        {"iss": "https://elsewhere.example"},
        {"exp": int(time.time()) - 3600},
        {"sub": NOT_KEPT},
    ],
    ids=["nonce", "no nonce", "aud", "second aud", "azp", "iss", "exp", "no sub"],
)
def test_a_token_that_is_not_current_ours_and_asked_for_is_refused(
    desk: Desk, organisation: Provider, spoiled: dict[str, Any]
) -> None:
    organisation.spoiled = spoiled
    browser = desk.browser()

    assert through(browser).status_code == 403
    assert not browser.is_in()
    assert desk.access.accounts.listed() == []


def test_a_token_signed_by_another_key_is_refused_and_the_log_says_so(
    desk: Desk, organisation: Provider, sqlite: Engine
) -> None:
    organisation.signing_key = RSAKey.generate_key(2048, {"kid": "k1"})

    assert through(desk.browser()).status_code == 403
    [entry] = AuditLog(sqlite).listed(Wanted(action="sign_in_failed")).entries
    assert entry.details == {"way": "oidc", "reason": "OidcError"}


@pytest.mark.parametrize("sent", [{}, {"error": "access_denied"}, {"code": "x"}, {"code": "x", "state": "ї.ї"}])
def test_an_answer_that_makes_no_sense_is_told_in_words(desk: Desk, sent: dict[str, str]) -> None:
    refused = come_back(desk.browser(), sent)

    assert refused.status_code == 403
    assert "Увійти через організацію не вдалося" in refused.text


def test_a_provider_that_is_down_leaves_the_password_form(sqlite: Engine) -> None:
    nowhere = OidcSettings("http://127.0.0.1:9", CLIENT, SECRET, RoleMapping.parse("groups=a:admin"))

    page = Desk(sqlite, oidc=nowhere).browser().get("/sign-in/organisation")

    assert page.status_code == 403
    assert 'name="password"' in page.text


@pytest.mark.parametrize(
    ("text", "claims", "role"),
    [
        ("groups=a:reader,b:admin", {"groups": ["a", "b"]}, Role.ADMIN),
        ("role=boss:editor", {"role": "boss"}, Role.EDITOR),
        ("realm_access.roles=x:reviewer", {"realm_access": {"roles": ["x"]}}, Role.REVIEWER),
        ("https://claims.example/r=urn:x:y:reader", {"https://claims.example/r": ["urn:x:y"]}, Role.READER),
        ("groups=a:reader", {"groups": [7, None]}, None),
        ("groups=a:reader", {}, None),
    ],
)
def test_claims_give_the_highest_role_they_can(text: str, claims: dict[str, Any], role: Role | None) -> None:
    assert RoleMapping.parse(text).role_of(claims) is role


@pytest.mark.parametrize("text", ["", "groups", "groups=", "groups=a", "groups=a:boss", "=a:reader", "groups=:reader"])
def test_a_mapping_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="found"):
        RoleMapping.parse(text)


def test_a_console_without_an_organisation_loads_nothing_for_one() -> None:
    program = "import sys, review.console; sys.exit(sum(one in sys.modules for one in ('authlib', 'joserfc')))"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
