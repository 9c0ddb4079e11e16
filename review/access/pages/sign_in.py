"""The pages of signing in and out."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from starlette.responses import RedirectResponse, Response

from review.access.accounts import Accounts
from review.access.oidc import NoRole, Oidc, OidcError
from review.access.roles import Role
from review.access.sessions import Sessions
from review.access.signing_in import Refused, SignedIn, SignIn
from review.web import cookies
from review.web.pages import ROOT, Page, Visit, at

TEMPLATE = "access/sign_in.html"
PROVIDER, BACK = "/sign-in/organisation", "/sign-in/organisation/back"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SigningInPages:
    """Handlers of signing in and out. Without `oidc` there is no sign-in through an organisation."""

    accounts: Accounts
    sessions: Sessions
    sign_in: SignIn
    oidc: Oidc | None

    def pages(self) -> tuple[Page, ...]:
        organisation = (Page(PROVIDER, None, self.leave), Page(BACK, None, self.come_back)) if self.oidc else ()
        return (
            Page("/sign-in", None, self.show, name="sign-in"),
            Page("/sign-in", None, self.enter, method="POST"),
            *organisation,
            Page("/sign-out", Role.READER, self.sign_out, method="POST"),
            Page("/sign-out/everywhere", Role.READER, self.sign_out_everywhere, method="POST"),
        )

    async def show(self, visit: Visit) -> Response:
        """The form; on a new copy of Signpost, the command that makes the first account."""
        if visit.signed_in is not None:
            return visit.redirect(inside(visit.request.query_params.get("next", "")))
        return await self._form(visit, visit.request.query_params.get("next", ""))

    async def enter(self, visit: Visit) -> Response:
        """Check name and password. Spaces in a password count."""
        password = visit.form.get("password")
        address = visit.request.client.host if visit.request.client else ""
        found = await visit.run(
            self.sign_in.with_password, visit.text("name"), password if isinstance(password, str) else "", address
        )
        if isinstance(found, SignedIn):
            return self._let_in(visit, found, visit.text("next"))
        if not found.wait:
            return await self._form(visit, visit.text("next"), visit.say("access.sign_in.refused"), 403)
        said = visit.say("access.sign_in.wait", n=minutes(found.wait))
        response = await self._form(visit, visit.text("next"), said, 429)
        response.headers["Retry-After"] = str(found.wait)
        return response

    async def leave(self, visit: Visit) -> Response:
        """To the organisation's provider, with a fresh secret in this browser."""
        assert self.oidc is not None
        secret = cookies.new_secret()
        try:
            address = await self.oidc.address(secret, self._back(visit), visit.request.query_params.get("next", ""))
        except OidcError as error:
            return await self._failed(visit, error)
        response = RedirectResponse(address, status_code=303)
        cookies.keep_secret(response, visit.request, secret)
        return response

    async def come_back(self, visit: Visit) -> Response:
        """The provider's answer: a session, or why not."""
        assert self.oidc is not None
        try:
            answer = dict(visit.request.query_params)
            person, wanted = await self.oidc.person(visit.secret, self._back(visit), answer)
        except OidcError as error:
            return await self._failed(visit, error)
        found = await visit.run(self.sign_in.with_organisation, person)
        if isinstance(found, Refused):
            return await self._form(visit, "", visit.say("access.sign_in.disabled"), 403)
        return self._let_in(visit, found, wanted)

    async def sign_out(self, visit: Visit) -> Response:
        await visit.run(self.sessions.end, visit.secret)
        await visit.audit("signed_out", f"staff:{visit.staff.name}")
        return self._out(visit, "access.sign_in.signed_out")

    async def sign_out_everywhere(self, visit: Visit) -> Response:
        await visit.run(self.accounts.end_sessions, visit.staff.id, visit.staff)
        return self._out(visit, "access.sign_in.signed_out_everywhere")

    async def _form(self, visit: Visit, wanted: str, problem: str = "", status: int = 200) -> Response:
        return visit.render(
            TEMPLATE,
            status,
            problem=problem,
            name=visit.text("name"),
            next=wanted,
            organisation=PROVIDER if self.oidc else None,
            nobody=not await visit.run(self.accounts.any),
        )

    async def _failed(self, visit: Visit, error: OidcError) -> Response:
        """The operator's log says what happened, the person what they can do."""
        log.warning("sign-in through the organisation failed: %s", error)
        await visit.audit("sign_in_failed", "staff:?", way="oidc", reason=type(error).__name__)
        key = "access.sign_in.no_role" if isinstance(error, NoRole) else "access.sign_in.organisation_failed"
        return await self._form(visit, "", visit.say(key), 403)

    def _back(self, visit: Visit) -> str:
        return f"{visit.request.url.scheme}://{visit.request.url.netloc}{at(BACK)}"

    def _let_in(self, visit: Visit, found: SignedIn, wanted: str) -> Response:
        response = visit.redirect(inside(wanted))
        cookies.keep_secret(response, visit.request, found.token)
        return response

    def _out(self, visit: Visit, key: str) -> Response:
        response = visit.redirect("/sign-in", notice=visit.say(key))
        cookies.keep_secret(response, visit.request, cookies.new_secret())
        return response


def inside(wanted: str) -> str:
    """The page below the console that somebody wanted; its first one for any address elsewhere.

    >>> inside("/review/conversations?status=error"), inside("https://elsewhere.example/"), inside("/review//elsewhere")
    ('/conversations?status=error', '/', '/')
    """
    path = wanted.removeprefix(ROOT)
    safe = wanted.startswith(f"{ROOT}/") and path[1:2] not in ("/", "\\") and path.isprintable()
    return path if safe and not path.startswith("/sign-") else "/"


def minutes(seconds: int) -> int:
    """Whole minutes, rounded up."""
    return -(-seconds // 60)
