"""The staff: who has an account, added and changed by an administrator.

Administrators never choose a password for somebody: it is made up and shown to them once.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from review.access.accounts import Account, AccountError, Accounts, Problem
from review.access.passwords import generated
from review.access.roles import Role
from review.web.pages import MenuEntry, Page, Visit

TEMPLATE = "access/staff.html"
MENU = MenuEntry("/staff", "access.staff.title", Role.ADMIN)
CONFLICTS = (Problem.TAKEN, Problem.LAST_ADMIN)


@dataclass(frozen=True)
class StaffPages:
    """Handlers of the administrators' page."""

    accounts: Accounts

    def pages(self) -> tuple[Page, ...]:
        def change(path: str, work: Callable[[Visit, Account], Awaitable[Response]]) -> Page:
            return Page(f"/staff/{{id}}/{path}", Role.ADMIN, self._changing(work), method="POST")

        return (
            Page("/staff", Role.ADMIN, self.show, name="staff"),
            Page("/staff", Role.ADMIN, self.add, method="POST"),
            change("role", self.set_role),
            change("disable", self.disable),
            change("enable", self.enable),
            change("password", self.set_password),
            change("sign-out", self.sign_out),
        )

    async def show(self, visit: Visit) -> Response:
        return await self._page(visit)

    async def add(self, visit: Visit) -> Response:
        name, password = visit.text("name"), generated()
        try:
            await visit.run(self.accounts.add, name, _role(visit), password, visit.staff)
        except AccountError as error:
            return await self._refused(visit, error)
        return await self._page(visit, password=password, password_of=name)

    async def set_role(self, visit: Visit, account: Account) -> Response:
        await visit.run(self.accounts.set_role, account.id, _role(visit), visit.staff)
        return visit.redirect("/staff", notice=visit.say("access.staff.role_set", name=account.name))

    async def disable(self, visit: Visit, account: Account) -> Response:
        await visit.run(self.accounts.set_disabled, account.id, True, visit.staff)
        return visit.redirect("/staff", notice=visit.say("access.staff.disabled", name=account.name))

    async def enable(self, visit: Visit, account: Account) -> Response:
        await visit.run(self.accounts.set_disabled, account.id, False, visit.staff)
        return visit.redirect("/staff", notice=visit.say("access.staff.enabled", name=account.name))

    async def set_password(self, visit: Visit, account: Account) -> Response:
        password = generated()
        await visit.run(self.accounts.set_password, account.id, password, visit.staff)
        if account.id == visit.staff.id:
            return visit.render("access/new_password.html", password=password, password_of=account.name)
        return await self._page(visit, password=password, password_of=account.name)

    async def sign_out(self, visit: Visit, account: Account) -> Response:
        ended = await visit.run(self.accounts.end_sessions, account.id, visit.staff)
        return visit.redirect("/staff", notice=visit.say("access.staff.signed_out", name=account.name, n=ended))

    def _changing(
        self, work: Callable[[Visit, Account], Awaitable[Response]]
    ) -> Callable[[Visit], Awaitable[Response]]:
        """The handler of a change to the account that the address names."""

        async def handler(visit: Visit) -> Response:
            account = next(
                (one for one in await visit.run(self.accounts.listed) if str(one.id) == visit.param("id")), None
            )
            if account is None:
                raise HTTPException(404)
            try:
                return await work(visit, account)
            except AccountError as error:
                return await self._refused(visit, error)

        return handler

    async def _refused(self, visit: Visit, error: AccountError) -> Response:
        status = 409 if error.problem in CONFLICTS else 422
        return await self._page(visit, status, problem=explained(visit, error))

    async def _page(
        self, visit: Visit, status: int = 200, problem: str = "", password: str = "", password_of: str = ""
    ) -> Response:
        accounts = await visit.run(self.accounts.listed)
        return visit.render(
            TEMPLATE,
            status,
            accounts=accounts,
            roles=list(Role),
            problem=problem,
            password=password,
            password_of=password_of,
        )


def explained(visit: Visit, error: AccountError) -> str:
    """Why a change is refused, in the reader's language."""
    return visit.say(f"access.problem.{error.problem.value}", **error.values)


def _role(visit: Visit) -> Role:
    try:
        return Role(visit.text("role"))
    except ValueError:
        raise HTTPException(422) from None
