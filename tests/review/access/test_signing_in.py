"""Signing in with a password, and what guessing leads to, on both databases."""

from __future__ import annotations

import threading

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from review.access.accounts import Accounts
from review.access.audit import AuditLog, Entry, Wanted
from review.access.lockout import ACCOUNT, ADDRESS
from review.access.models import StaffAccount, StaffSession, StaffSignInFailure
from review.access.passwords import Passwords
from review.access.roles import Role
from review.access.sessions import IDLE, LIFETIME, Sessions
from review.access.signing_in import Refused, SignedIn, SignIn
from tests.review.staff import PASSWORD, QUICK, Clock

HOME = "192.0.2.7"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sign_in(database: Engine, clock: Clock) -> SignIn:
    """A door with one account: Олена."""
    passwords = Passwords(QUICK)
    Accounts(database, passwords, clock).add("Олена", Role.REVIEWER, PASSWORD)
    return SignIn(database, passwords, clock)


def fail(sign_in: SignIn, times: int, name: str = "Олена", address: str = HOME) -> list[Refused]:
    found = [sign_in.with_password(name, f"не той пароль {turn}", address) for turn in range(times)]
    assert all(isinstance(one, Refused) for one in found)
    return found  # type: ignore[return-value]


def enters(sign_in: SignIn, address: str = HOME) -> bool:
    return isinstance(sign_in.with_password("олена", PASSWORD, address), SignedIn)


def log(database: Engine) -> list[Entry]:
    return list(AuditLog(database).listed(Wanted()).entries)


def test_the_right_password_opens_a_session_of_which_only_a_hash_is_kept(
    database: Engine, sign_in: SignIn, clock: Clock
) -> None:
    found = sign_in.with_password(" олена ", PASSWORD, HOME)

    assert isinstance(found, SignedIn)
    staff = Sessions(database).staff_of(found.token, clock())
    assert staff is not None
    assert (staff.name, staff.role) == ("Олена", Role.REVIEWER)
    with Session(database) as session:
        assert found.token not in session.scalars(select(StaffSession.token_hash)).one()


@pytest.mark.parametrize("token", [None, "", "x", "Олена"])
def test_any_other_token_opens_nothing(database: Engine, sign_in: SignIn, clock: Clock, token: str | None) -> None:
    assert Sessions(database).staff_of(token, clock()) is None


def test_a_wrong_password_an_unknown_name_and_a_disabled_account_look_alike(
    database: Engine, sign_in: SignIn, clock: Clock
) -> None:
    accounts = Accounts(database, Passwords(QUICK), clock)
    accounts.set_disabled(accounts.add("Петро", Role.READER, PASSWORD), True)

    answers = [
        sign_in.with_password("Олена", "не той пароль", HOME),
        sign_in.with_password("Ніхто", PASSWORD, HOME),
        sign_in.with_password("Петро", PASSWORD, HOME),
    ]

    assert answers == [Refused()] * 3


@pytest.mark.parametrize("name", ["Олена", "Ніхто"])
def test_after_some_failures_each_try_waits_longer_whether_the_name_exists_or_not(
    sign_in: SignIn, clock: Clock, name: str
) -> None:
    fail(sign_in, ACCOUNT.free, name)

    waits = []
    for _ in range(9):
        [refused] = fail(sign_in, 1, name)
        waits.append(refused.wait)
        clock.pass_by(refused.wait)
        fail(sign_in, 1, name)

    assert waits == [15, 30, 60, 120, 240, 480, 900, 900, 900]


def test_while_waiting_even_the_right_password_is_not_looked_at_and_afterwards_it_is(
    sign_in: SignIn, clock: Clock
) -> None:
    fail(sign_in, ACCOUNT.free)

    assert not enters(sign_in)
    clock.pass_by(15)
    assert enters(sign_in)
    assert [one.wait for one in fail(sign_in, ACCOUNT.free)] == [0] * ACCOUNT.free


def test_guessing_one_account_does_not_lock_another_one(database: Engine, sign_in: SignIn, clock: Clock) -> None:
    Accounts(database, Passwords(QUICK), clock).add("Петро", Role.READER, PASSWORD)
    fail(sign_in, ACCOUNT.free + 1)

    assert isinstance(sign_in.with_password("Петро", PASSWORD, HOME), SignedIn)


@pytest.mark.parametrize(
    ("addresses", "other"),
    [
        ([HOME], "192.0.2.8"),
        (["2001:db8::1", "2001:db8::2"], "2001:db8:0:1::1"),
    ],
)
def test_an_address_that_tries_many_names_waits_and_others_do_not(
    sign_in: SignIn, addresses: list[str], other: str
) -> None:
    for turn in range(ADDRESS.free):
        fail(sign_in, 1, f"ім'я {turn}", addresses[turn % len(addresses)])

    assert not enters(sign_in, addresses[0])
    assert enters(sign_in, other)


def test_many_tries_at_one_moment_are_no_way_around(database: Engine, sign_in: SignIn) -> None:
    gate, found = threading.Barrier(12), []

    def guess(turn: int) -> None:
        gate.wait()
        found.append(sign_in.with_password("Олена", f"здогад номер {turn}", HOME))

    threads = [threading.Thread(target=guess, args=(turn,)) for turn in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len([one for one in found if not one.wait]) == ACCOUNT.free


def test_failures_are_forgotten_after_a_day(sign_in: SignIn, clock: Clock, database: Engine) -> None:
    fail(sign_in, ACCOUNT.free)
    clock.pass_by(24 * 60 * 60 + 1)

    assert enters(sign_in)
    with Session(database) as session:
        assert [row.failures for row in session.scalars(select(StaffSignInFailure))] == [0]


def test_failures_are_written_down_without_what_was_typed(database: Engine, sign_in: SignIn) -> None:
    sign_in.with_password("мій таємний пароль", "Олена", HOME)
    fail(sign_in, ACCOUNT.free)

    entries = log(database)
    assert entries[0].details == {"way": "password", "locked_seconds": 15}
    assert [one.subject for one in entries if one.action == "sign_in_failed"] == ["staff:Олена"] * 5 + ["staff:?"]
    assert "таємний" not in str(entries)


def test_a_session_ends_after_an_idle_hour_but_not_while_it_is_used(
    database: Engine, sign_in: SignIn, clock: Clock
) -> None:
    sessions, found = Sessions(database), sign_in.with_password("Олена", PASSWORD, HOME)
    assert isinstance(found, SignedIn)

    for _ in range(3):
        clock.pass_by(IDLE - 10)
        assert sessions.staff_of(found.token, clock()) is not None
    clock.pass_by(IDLE)

    assert sessions.staff_of(found.token, clock()) is None


def test_a_session_ends_after_half_a_day_however_much_it_is_used(
    database: Engine, sign_in: SignIn, clock: Clock
) -> None:
    sessions, found = Sessions(database), sign_in.with_password("Олена", PASSWORD, HOME)
    assert isinstance(found, SignedIn)

    for _ in range(int(LIFETIME / 1800) - 1):
        clock.pass_by(1800)
        assert sessions.staff_of(found.token, clock()) is not None
    clock.pass_by(1800)

    assert sessions.staff_of(found.token, clock()) is None


def test_sessions_that_are_over_are_cleared_away(database: Engine, sign_in: SignIn, clock: Clock) -> None:
    assert enters(sign_in)
    clock.pass_by(LIFETIME)

    assert enters(sign_in)

    with Session(database) as session:
        assert len(session.scalars(select(StaffSession)).all()) == 1


def test_a_hash_with_old_parameters_is_renewed_at_the_next_sign_in(database: Engine, sign_in: SignIn) -> None:
    old = PasswordHasher(time_cost=3, memory_cost=16, parallelism=1).hash(PASSWORD)
    with Session(database) as session, session.begin():
        session.execute(update(StaffAccount).values(password_hash=old))

    assert enters(sign_in)

    with Session(database) as session:
        renewed = session.scalar(select(StaffAccount.password_hash))
    assert "m=8,t=1,p=1" in renewed
    assert enters(sign_in)
