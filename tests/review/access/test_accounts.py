"""Accounts on both databases: made, changed, disabled, and what is written down of it."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from review.access.accounts import AccountError, Accounts, Problem
from review.access.audit import AuditLog, Entry, Wanted
from review.access.models import StaffAccount
from review.access.passwords import Passwords
from review.access.roles import Role
from review.access.sessions import Sessions, open_session
from review.access.staff import Staff
from tests.review.staff import PASSWORD, QUICK, Clock

OTHER = "жовтий листок падає"


@pytest.fixture
def accounts(database: Engine) -> Accounts:
    return Accounts(database, Passwords(QUICK), Clock())


def signed_in(database: Engine, account: int) -> str:
    with Session(database) as session, session.begin():
        return open_session(session, account, Clock()())


def is_in(database: Engine, token: str) -> bool:
    return Sessions(database).staff_of(token, Clock()()) is not None


def log(database: Engine) -> list[Entry]:
    return list(AuditLog(database).listed(Wanted()).entries)


def test_an_account_is_made_and_the_password_is_not_stored(database: Engine, accounts: Accounts) -> None:
    accounts.add("  Олена   Коваль ", Role.EDITOR, PASSWORD)

    [found] = accounts.listed()
    assert (found.name, found.role, found.disabled, found.last_sign_in_at) == ("Олена Коваль", Role.EDITOR, False, None)
    with Session(database) as session:
        assert PASSWORD not in session.scalar(select(StaffAccount.password_hash))
    assert [(one.action, one.subject, one.details) for one in log(database)] == [
        ("staff_added", "staff:Олена Коваль", {"role": "editor"})
    ]


@pytest.mark.parametrize("again", ["олена", "ОЛЕНА", " Олена "])
def test_a_name_is_taken_whatever_its_case(accounts: Accounts, again: str) -> None:
    accounts.add("Олена", Role.READER, PASSWORD)

    with pytest.raises(AccountError) as refused:
        accounts.add(again, Role.ADMIN, PASSWORD)

    assert refused.value.problem is Problem.TAKEN
    assert len(accounts.listed()) == 1


@pytest.mark.parametrize("name", ["", "   ", "я" * 65, "Оле\u200bна"])
def test_what_is_no_name_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(AccountError) as refused:
        accounts.add(name, Role.READER, PASSWORD)

    assert refused.value.problem is Problem.NAME


def test_a_weak_password_makes_no_account(accounts: Accounts) -> None:
    with pytest.raises(AccountError) as refused:
        accounts.add("Олена", Role.READER, "qwerty123456")

    assert refused.value.problem is Problem.PASSWORD_TRIVIAL
    assert accounts.listed() == []


@pytest.mark.parametrize("change", ["password", "role", "disable", "everywhere"])
def test_what_takes_something_away_ends_the_sessions_of_that_account_only(
    database: Engine, accounts: Accounts, change: str
) -> None:
    olena, petro = (accounts.add(name, Role.REVIEWER, PASSWORD) for name in ("Олена", "Петро"))
    hers, his = signed_in(database, olena), signed_in(database, petro)

    {
        "password": lambda: accounts.set_password(olena, OTHER),
        "role": lambda: accounts.set_role(olena, Role.READER),
        "disable": lambda: accounts.set_disabled(olena, True),
        "everywhere": lambda: accounts.end_sessions(olena),
    }[change]()

    assert not is_in(database, hers)
    assert is_in(database, his)


def test_setting_the_same_role_changes_nothing_and_is_not_written_down(database: Engine, accounts: Accounts) -> None:
    olena = accounts.add("Олена", Role.READER, PASSWORD)
    token = signed_in(database, olena)

    accounts.set_role(olena, Role.READER)

    assert is_in(database, token)
    assert [one.action for one in log(database)] == ["staff_added"]


def test_the_last_administrator_stays_one(accounts: Accounts) -> None:
    olena = accounts.add("Олена", Role.ADMIN, PASSWORD)
    petro = accounts.add("Петро", Role.ADMIN, PASSWORD)
    accounts.set_disabled(petro, True)

    for change in (lambda: accounts.set_role(olena, Role.READER), lambda: accounts.set_disabled(olena, True)):
        with pytest.raises(AccountError) as refused:
            change()
        assert refused.value.problem is Problem.LAST_ADMIN

    accounts.set_disabled(petro, False)
    accounts.set_role(olena, Role.READER)
    assert accounts.named("олена").role is Role.READER


def test_two_administrators_cannot_take_the_role_from_each_other_at_one_moment(
    database: Engine, accounts: Accounts
) -> None:
    both = [accounts.add(name, Role.ADMIN, PASSWORD) for name in ("Олена", "Петро")]
    gate, refused = threading.Barrier(2), []

    def demote(account: int) -> None:
        gate.wait()
        try:
            accounts.set_role(account, Role.READER)
        except AccountError as error:
            refused.append(error.problem)

    threads = [threading.Thread(target=demote, args=(account,)) for account in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(one.role.value for one in accounts.listed()) == ["admin", "reader"]
    assert refused == [Problem.LAST_ADMIN]


def test_one_s_own_password_needs_the_old_one(database: Engine, accounts: Accounts) -> None:
    olena = Staff(accounts.add("Олена", Role.READER, PASSWORD), "Олена", Role.READER, "uk")
    elsewhere = signed_in(database, olena.id)

    with pytest.raises(AccountError) as refused:
        accounts.change_own_password(olena, OTHER, OTHER)
    assert refused.value.problem is Problem.WRONG_PASSWORD
    assert is_in(database, elsewhere)

    here = accounts.change_own_password(olena, PASSWORD, OTHER)
    assert is_in(database, here)
    assert not is_in(database, elsewhere)


def test_the_log_says_who_did_it(database: Engine, accounts: Accounts) -> None:
    admin = Staff(accounts.add("Олена", Role.ADMIN, PASSWORD), "Олена", Role.ADMIN, "uk")
    petro = accounts.add("Петро", Role.READER, PASSWORD, admin)

    accounts.set_role(petro, Role.EDITOR, admin)

    newest = log(database)[0]
    assert (newest.name, newest.action, newest.subject) == ("Олена", "role_set", "staff:Петро")
    assert newest.details == {"before": "reader", "after": "editor"}


def test_a_refused_change_leaves_no_entry(database: Engine, accounts: Accounts) -> None:
    olena = accounts.add("Олена", Role.ADMIN, PASSWORD)

    with pytest.raises(AccountError):
        accounts.set_role(olena, Role.READER)

    assert [one.action for one in log(database)] == ["staff_added"]
