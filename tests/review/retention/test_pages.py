"""The page of retention: terms, what would go, what is left in the files."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import Engine

from bot.conversations.duties import Duties
from bot.conversations.retention import DAY, Retention
from bot.conversations.store import ConversationStore
from bot.upkeep import Upkeep, next_night
from review.access.audit import AuditLog, Wanted
from review.access.roles import Role
from review.retention.pages import DUTY, RetentionPages
from review.retention.traces import Traces
from tests.catalog import small
from tests.review.staff import Clock, Desk
from tests.review.talks import START, Talk

NOW = START + 200 * DAY


@pytest.fixture
def desk(sqlite: Engine) -> Desk:
    clock = Clock(NOW)
    ConversationStore(sqlite)
    pages = RetentionPages(
        sqlite, Retention(sqlite, 90), Duties(sqlite), lambda: small.catalogue(small.situation()), clock
    )
    return Desk(sqlite, (pages.feature(),), clock)


def test_it_shows_what_would_go(desk: Desk) -> None:
    Talk(desk.engine).turn("народила сина", situation="birth-of-child")

    page = desk.staff(Role.ADMIN).get("/retention").text

    assert 'name="days_web" inputmode="numeric" size="6" value="90"' in page
    assert "birth-of-child: 1" in page
    assert "народила" not in page


def test_terms_are_changed_and_audited(desk: Desk) -> None:
    admin = desk.staff(Role.ADMIN)

    assert admin.post("/retention", {"days_web": "30", "days_telegram": "90"}).status_code == 303

    assert Retention(desk.engine, 90).terms()["web"] == 30
    entries = AuditLog(desk.engine).listed(Wanted(action="retention_set")).entries
    assert [one.details for one in entries] == [{"web": 30}]


@pytest.mark.parametrize("written", ["0", "вічно", "3651", "-5", "9" * 30, "1.5"])
def test_a_term_that_is_none_changes_nothing_and_is_shown_again(desk: Desk, written: str) -> None:
    answer = desk.staff(Role.ADMIN).post("/retention", {"days_web": written, "days_telegram": "7"})

    assert answer.status_code == 422
    assert f'value="{written}" aria-invalid="true"' in answer.text
    assert Retention(desk.engine, 90).terms()["telegram"] == 90


def test_the_program_deletes_at_night_once_and_tells_numbers(desk: Desk) -> None:
    Talk(desk.engine).turn("народила сина")
    clock = Clock(NOW)
    upkeep = Upkeep(desk.engine, 90, Traces(desk.engine), clock)

    assert upkeep.delete_due() == 0
    clock.now = next_night(NOW)
    assert upkeep.delete_due() == 1
    assert upkeep.delete_due() == 0
    assert Duties(desk.engine).next_at(DUTY) == next_night(clock.now)
    entries = AuditLog(desk.engine).listed(Wanted(action="retention_run")).entries
    assert [(one.subject, one.details) for one in entries] == [("retention", {"web": 1})]


def test_an_administrator_can_bring_the_deletion_forward(desk: Desk) -> None:
    Talk(desk.engine).turn("народила сина")
    upkeep = Upkeep(desk.engine, 90, Traces(desk.engine), Clock(NOW))

    desk.staff(Role.ADMIN).post("/retention/run")

    assert upkeep.delete_due() == 1
