"""The gate before every page: who is it, may they, and is the form theirs. Nothing passes it unchecked."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from review.access.sessions import Sessions
from review.access.staff import LANGUAGES
from review.web import cookies
from review.web.forms import Forged, TooLarge, Unreadable, read_form
from review.web.headers import protect
from review.web.pages import Drawing, Page, Recording, Visit, at
from review.web.wording import words

SIGN_IN = "/sign-in"
#: What an error page can explain; anything else is told as 400 or 500.
EXPLAINED = (400, 403, 404, 409, 413, 422, 429, 500)
log = logging.getLogger(__name__)


class Gate:
    """Turns pages into endpoints. `clock` gives seconds since 1970."""

    def __init__(self, sessions: Sessions, draw: Drawing, recording: Recording, clock: Callable[[], float]) -> None:
        self._sessions = sessions
        self._draw = draw
        self._recording = recording
        self._clock = clock

    async def open(self, page: Page, request: Request) -> Response:
        """The page's answer, or why there is none."""
        visit = await self._visit(request)
        response = await self._answer(page, visit)
        if visit.signed_in is None and cookies.secret_of(request) is None and "set-cookie" not in response.headers:
            cookies.keep_secret(response, request, visit.secret)
        return protect(response)

    async def not_found(self, request: Request) -> Response:
        """Any other address below the console. Who is not signed in learns nothing about what exists."""
        visit = await self._visit(request)
        return protect(self._to_sign_in(request) if visit.signed_in is None else explain(visit, 404))

    async def _visit(self, request: Request) -> Visit:
        now, secret = self._clock(), cookies.secret_of(request)
        staff = await run_in_threadpool(self._sessions.staff_of, secret, now)
        language = staff.language if staff else _asked_language(request)
        return Visit(request, staff, words(language), secret or cookies.new_secret(), self._draw, self._recording, now)

    async def _answer(self, page: Page, visit: Visit) -> Response:
        if page.role is not None:
            if visit.signed_in is None:
                return self._to_sign_in(visit.request)
            if not visit.signed_in.role.may(page.role):
                return explain(visit, 403)
        try:
            if visit.request.method not in ("GET", "HEAD"):
                form = await read_form(visit.request, visit.csrf_token, page.form_limit)
                visit = replace(visit, form=form)
            return await page.handler(visit)
        except Forged:
            return explain(visit, 403, "console.error.forged")
        except TooLarge:
            return explain(visit, 413)
        except Unreadable:
            return explain(visit, 400)
        except HTTPException as error:
            return explain(visit, error.status_code)
        except ClientDisconnect:
            return Response(status_code=400)
        except Exception:
            log.exception("the page %s failed", page.path)
            return explain(visit, 500)
        finally:
            await visit.form.close()

    def _to_sign_in(self, request: Request) -> Response:
        """To the sign-in form, and from there back to where they wanted to go."""
        wanted = request.url.path if request.method in ("GET", "HEAD") else ""
        if request.url.query and wanted:
            wanted += f"?{request.url.query}"
        ending = f"?next={quote(wanted, safe='')}" if wanted.removeprefix(at("")).strip("/") else ""
        return RedirectResponse(at(SIGN_IN) + ending, status_code=303)


def explain(visit: Visit, status: int, key: str | None = None) -> Response:
    """A page that says what went wrong and what to do."""
    known = status if status in EXPLAINED else (500 if status >= 500 else 400)
    said = visit.say(key or f"console.error.{known}")
    return visit.render("console/error.html", status, title=visit.say(f"console.error.title.{known}"), said=said)


def _asked_language(request: Request) -> str:
    """The language of somebody not signed in: as the address says, else as the browser does."""
    asked = request.query_params.get("language")
    if asked in LANGUAGES:
        return str(asked)
    for part in request.headers.get("accept-language", "").split(","):
        code = part.split(";")[0].strip().lower()[:2]
        if code in LANGUAGES:
            return code
    return LANGUAGES[0]
