"""Staff at work: a console over a real database, and browsers in which members of staff are signed in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx
from argon2 import PasswordHasher
from sqlalchemy.engine import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from review.access.features import Access
from review.access.oidc_settings import OidcSettings
from review.access.passwords import Passwords
from review.access.roles import Role
from review.console import Console
from review.web.pages import Feature

#: Long enough, and nobody's name.
PASSWORD = "рудий кіт біля вікна"
#: Hashing that costs nothing, for tests that are not about it.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass
class Clock:
    """A clock that a test moves."""

    now: float = 1_795_000_000.0

    def __call__(self) -> float:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class Desk:
    """A console with the given features. `browser` opens a fresh browser, `staff` one that is signed in."""

    engine: Engine
    features: Sequence[Feature] = ()
    clock: Clock = field(default_factory=Clock)
    oidc: OidcSettings | None = None

    def __post_init__(self) -> None:
        self.access = Access(self.engine, self.oidc, Passwords(QUICK), self.clock)
        self.console = Console(self.engine, self.features, self.access)
        self.app = Starlette(routes=self.console.routes())

    def browser(self, address: str = "http://console.test") -> "StaffBrowser":
        return StaffBrowser(TestClient(self.app, address, follow_redirects=False))

    def staff(self, role: Role = Role.REVIEWER, name: str | None = None) -> "StaffBrowser":
        """A browser of somebody with this role; the account is made if there is none."""
        name = name or role.value
        if name not in [one.name for one in self.access.accounts.listed()]:
            self.access.accounts.add(name, role, PASSWORD)
        browser = self.browser()
        browser.sign_in(name)
        return browser


@dataclass
class StaffBrowser:
    """A browser as the console sees it: it keeps cookies and sends the token of the form it has open."""

    client: TestClient

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.client.get(f"/review{path}", headers=headers)

    def post(self, path: str, fields: "dict[str, str] | None" = None, **headers: str) -> httpx.Response:
        """Send a form with this browser's token."""
        return self.client.post(f"/review{path}", data={"csrf": self.token(), **(fields or {})}, headers=headers)

    def token(self) -> str:
        """The token in the pages that this browser is shown."""
        page = self.client.get("/review/me")
        if page.status_code != 200:
            page = self.client.get("/review/sign-in")
        found = re.search(r'<meta name="csrf-token" content="([0-9a-f]+)">', page.text)
        assert found is not None
        return found[1]

    def sign_in(self, name: str, password: str = PASSWORD) -> httpx.Response:
        return self.post("/sign-in", {"name": name, "password": password})

    def is_in(self) -> bool:
        return self.get("/me").status_code == 200
