"""The features that every console has: signing in, one's account, the staff, the audit log."""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy.engine import Engine

from review.access.accounts import Accounts
from review.access.audit import AuditLog
from review.access.oidc import Oidc
from review.access.oidc_settings import OidcSettings
from review.access.pages import audit_log, staff
from review.access.pages.me import MyPages
from review.access.pages.sign_in import SigningInPages
from review.access.passwords import Passwords
from review.access.sessions import Sessions
from review.access.signing_in import SignIn
from review.web.pages import Feature


class Access:
    """Who gets in, and their pages. `clock` gives seconds since 1970; without `oidc` everybody has a password here."""

    def __init__(
        self,
        engine: Engine,
        oidc: OidcSettings | None = None,
        passwords: Passwords | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        passwords = passwords or Passwords()
        self.accounts = Accounts(engine, passwords, clock)
        self.sessions = Sessions(engine)
        self.sign_in = SignIn(engine, passwords, clock)
        self.log = AuditLog(engine)
        self.clock = clock
        self._oidc = Oidc(oidc, time.monotonic) if oidc else None

    def features(self) -> tuple[Feature, ...]:
        pages = (
            *SigningInPages(self.accounts, self.sessions, self.sign_in, self._oidc).pages(),
            *MyPages(self.accounts).pages(),
            *staff.StaffPages(self.accounts).pages(),
            *audit_log.AuditPages(self.log).pages(),
        )
        return (Feature("access", pages, menu=(staff.MENU, audit_log.MENU)),)
