"""Accounts of staff: made, changed and disabled, on the command line or by an administrator.

Every change that may take something away ends the account's sessions, and each is written to the audit log in the
same transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from review.access import audit
from review.access.lockout import folded
from review.access.models import Base, StaffAccount
from review.access.passwords import MAX_LENGTH, MIN_LENGTH, Passwords, weakness
from review.access.roles import Role
from review.access.sessions import end_sessions, open_session
from review.access.staff import LANGUAGES, Staff

NAME_LIMIT = 64


class Problem(str, Enum):
    """Why a change is refused. The words are in the translations, as `access.problem.<value>`."""

    NAME = "name"
    TAKEN = "taken"
    UNKNOWN = "unknown"
    LAST_ADMIN = "last_admin"
    NO_PASSWORD = "no_password"
    WRONG_PASSWORD = "wrong_password"
    PASSWORD_SHORT = "password_short"
    PASSWORD_LONG = "password_long"
    PASSWORD_TRIVIAL = "password_trivial"
    PASSWORD_NAME = "password_name"


class AccountError(ValueError):
    """A change that is refused: `problem` says why, `values` fill its words."""

    def __init__(self, problem: Problem, **values: Any) -> None:
        super().__init__(f"{problem.value} {values}")
        self.problem = problem
        self.values = values


@dataclass(frozen=True)
class Account:
    """An account as administrators see it. `organisation`: signs in through it, without a password here."""

    id: int
    name: str
    role: Role
    language: str
    disabled: bool
    organisation: bool
    created_at: float
    last_sign_in_at: float | None


class Accounts:
    """All access to accounts. `clock` gives seconds since 1970; `by` is who does it, None on the command line."""

    def __init__(self, engine: Engine, passwords: Passwords, clock: Callable[[], float]) -> None:
        self._engine = engine
        self._passwords = passwords
        self._clock = clock
        Base.metadata.create_all(engine)

    def any(self) -> bool:
        """Is there an account that can be used?"""
        with Session(self._engine) as session:
            return session.scalar(select(StaffAccount.id).where(StaffAccount.disabled.is_(False)).limit(1)) is not None

    def listed(self) -> list[Account]:
        with Session(self._engine) as session:
            return [_account(row) for row in session.scalars(select(StaffAccount).order_by(StaffAccount.folded_name))]

    def named(self, name: str) -> Account:
        """Raises `AccountError` (unknown) for a name that nobody has."""
        with Session(self._engine) as session:
            row = session.scalar(select(StaffAccount).where(StaffAccount.folded_name == folded(name)))
            if row is None:
                raise AccountError(Problem.UNKNOWN, name=name)
            return _account(row)

    def add(self, name: str, role: Role, password: str, by: Staff | None = None, language: str = LANGUAGES[0]) -> int:
        """Make an account; its number. Raises `AccountError`: name (not one), taken, or a weak password."""
        name = checked_name(name)
        check_password(password, name)
        kept = self._passwords.hashed(password)
        with Session(self._engine) as session, session.begin():
            row = new_account(session, name, role, language, self._clock())
            row.password_hash = kept
            audit.record(session, by, self._clock(), "staff_added", _subject(row), role=role.value)
            return int(row.id)

    def set_password(self, account: int, password: str, by: Staff | None = None) -> None:
        """Replace the password and end the sessions. Raises `AccountError`: no_password, or a weak one."""
        with Session(self._engine) as session:
            row = _row(session, account)
            if row.subject is not None:
                raise AccountError(Problem.NO_PASSWORD, name=row.name)
            check_password(password, row.name)
        kept = self._passwords.hashed(password)
        with Session(self._engine) as session, session.begin():
            row = _row(session, account)
            row.password_hash = kept
            end_sessions(session, account)
            audit.record(session, by, self._clock(), "password_set", _subject(row))

    def change_own_password(self, who: Staff, old: str, new: str) -> str:
        """Replace one's own password; the token of a fresh session for this browser, all others end.

        Raises `AccountError`: wrong_password when `old` is not it, and as `set_password`.
        """
        with Session(self._engine) as session:
            kept = _row(session, who.id).password_hash
        if not self._passwords.verify(kept, old).right:
            raise AccountError(Problem.WRONG_PASSWORD)
        self.set_password(who.id, new, who)
        with Session(self._engine) as session, session.begin():
            return open_session(session, who.id, self._clock())

    def set_role(self, account: int, role: Role, by: Staff | None = None) -> None:
        """Change what they may do; their sessions end. Raises `AccountError` (last_admin)."""
        with Session(self._engine) as session, session.begin():
            row = _row(session, account)
            if row.role == role.value:
                return
            if role is not Role.ADMIN:
                _check_not_last_admin(session, row)
            audit.record(session, by, self._clock(), "role_set", _subject(row), before=row.role, after=role.value)
            row.role = role.value
            end_sessions(session, account)

    def set_disabled(self, account: int, disabled: bool, by: Staff | None = None) -> None:
        """Lock the account out, or let it in again. Raises `AccountError` (last_admin)."""
        with Session(self._engine) as session, session.begin():
            row = _row(session, account)
            if row.disabled == disabled:
                return
            if disabled:
                _check_not_last_admin(session, row)
                end_sessions(session, account)
            row.disabled = disabled
            action = "staff_disabled" if disabled else "staff_enabled"
            audit.record(session, by, self._clock(), action, _subject(row))

    def set_language(self, account: int, language: str) -> None:
        with Session(self._engine) as session, session.begin():
            _row(session, account).language = language if language in LANGUAGES else LANGUAGES[0]

    def end_sessions(self, account: int, by: Staff | None = None) -> int:
        """Sign the account out everywhere; how many sessions that were."""
        with Session(self._engine) as session, session.begin():
            row = _row(session, account)
            ended = end_sessions(session, account)
            audit.record(session, by, self._clock(), "signed_out_everywhere", _subject(row), sessions=ended)
            return ended


def checked_name(name: str) -> str:
    """The name without needless spaces. Raises `AccountError` (name) for an empty, long or unprintable one."""
    name = " ".join(name.split())
    if not name or len(name) > NAME_LIMIT or not name.isprintable():
        raise AccountError(Problem.NAME, limit=NAME_LIMIT)
    return name


def check_password(password: str, name: str) -> None:
    """Raises `AccountError` for a password that is easy to guess."""
    weak = weakness(password, name)
    if weak is not None:
        raise AccountError(Problem(f"password_{weak.value}"), least=MIN_LENGTH, most=MAX_LENGTH)


def new_account(session: Session, name: str, role: Role, language: str, now: float) -> Any:
    """Add a row in the caller's transaction. Raises `AccountError` (taken)."""
    row = StaffAccount(name=name, folded_name=folded(name), role=role.value, language=language, created_at=now)
    row.disabled = False
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        raise AccountError(Problem.TAKEN, name=name) from None
    return row


def _row(session: Session, account: int) -> Any:
    row = session.get(StaffAccount, account)
    if row is None:
        raise AccountError(Problem.UNKNOWN, name=str(account))
    return row


def _check_not_last_admin(session: Session, row: Any) -> None:
    """Somebody must be able to let others in."""
    # Writing holds every account, so that two administrators cannot take the role from each other at one moment.
    session.execute(update(StaffAccount).values(role=StaffAccount.role))
    session.refresh(row)
    if row.role != Role.ADMIN.value or row.disabled:
        return
    admins = select(func.count()).where(StaffAccount.role == Role.ADMIN.value, StaffAccount.disabled.is_(False))
    if session.scalar(admins) < 2:
        raise AccountError(Problem.LAST_ADMIN, name=row.name)


def _subject(row: Any) -> str:
    return f"staff:{row.name}"


def _account(row: Any) -> Account:
    return Account(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        language=row.language,
        disabled=bool(row.disabled),
        organisation=row.subject is not None,
        created_at=row.created_at,
        last_sign_in_at=row.last_sign_in_at,
    )
