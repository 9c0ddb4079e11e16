"""One's own account: language, password, signing out everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from review.access.accounts import AccountError, Accounts
from review.access.pages.sign_in import inside
from review.access.pages.staff import explained
from review.access.roles import Role
from review.access.staff import LANGUAGES
from review.web import cookies
from review.web.pages import Page, Visit
from review.web.wording import words

TEMPLATE = "access/me.html"


@dataclass(frozen=True)
class MyPages:
    """Handlers of one's own account."""

    accounts: Accounts

    def pages(self) -> tuple[Page, ...]:
        return (
            Page("/me", Role.READER, self.show, name="me"),
            Page("/me/language", Role.READER, self.set_language, method="POST"),
            Page("/me/password", Role.READER, self.set_password, method="POST"),
        )

    async def show(self, visit: Visit) -> Response:
        return await self._page(visit)

    async def set_language(self, visit: Visit) -> Response:
        """Change the language and stay on the page."""
        language = visit.text("language")
        if language in LANGUAGES:
            await visit.run(self.accounts.set_language, visit.staff.id, language)
            notice = words(language).say("access.me.language_set")
            return visit.redirect(inside(visit.text("next")), notice=notice)
        return await self._page(visit, visit.say("access.me.unknown_language", allowed=", ".join(LANGUAGES)), 422)

    async def set_password(self, visit: Visit) -> Response:
        """Change the password: the old one, the new one twice. Other browsers are signed out."""
        old, new, again = (str(visit.form.get(name, "")) for name in ("old", "new", "again"))
        if new != again:
            return await self._page(visit, visit.say("access.me.not_the_same"), 422)
        try:
            token = await visit.run(self.accounts.change_own_password, visit.staff, old, new)
        except AccountError as error:
            return await self._page(visit, explained(visit, error), 422)
        response = visit.redirect("/me", notice=visit.say("access.me.password_set"))
        cookies.keep_secret(response, visit.request, token)
        return response

    async def _page(self, visit: Visit, problem: str = "", status: int = 200) -> Response:
        account = await visit.run(self.accounts.named, visit.staff.name)
        return visit.render(TEMPLATE, status, account=account, problem=problem)
