"""What a feature of the console is made of, and what its handlers are handed.

A feature is a package with a function `pages(…) -> tuple[Page, ...]` and perhaps a `MenuEntry`; `bot/console.py` lists
the features. A handler takes a `Visit` and returns an answer:

    async def show(visit: Visit) -> Response:
        note = await visit.run(notes.read, visit.param("id"))
        return visit.render("notes/show.html", note=note)

    async def change(visit: Visit) -> Response:
        def work() -> None:
            with Session(engine) as session, session.begin():
                …
                visit.record(session, "note_changed", f"note:{id}")
        await visit.run(work)
        return visit.redirect("/notes", notice=visit.say("notes.changed"))

    Page("/notes/{id}", Role.READER, show), Page("/notes/{id}", Role.REVIEWER, change, method="POST")

What is not there: `raise HTTPException(404)`. Forms carry `{{ csrf_field() }}`; scripts send the header
`X-CSRF-Token` with the content of `<meta name="csrf-token">`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from review.access import audit
from review.access.roles import Role
from review.access.staff import Staff
from review.web import cookies
from review.web.wording import Words

#: Where the console is mounted.
ROOT = "/review"
#: Largest form that a page takes unless it says otherwise, in bytes.
FORM_LIMIT = 64 * 1024
#: What a page may ask for at most, in bytes.
LARGE_FORM_LIMIT = 1024 * 1024

Result = TypeVar("Result")


class Drawing(Protocol):
    """Turns a template into HTML for a visit."""

    def __call__(self, visit: "Visit", template: str, context: dict[str, Any]) -> str: ...


class Recording(Protocol):
    """Writes one entry of the audit log in a transaction of its own."""

    def __call__(self, who: Staff | None, action: str, subject: str, details: dict[str, Any]) -> None: ...


@dataclass(frozen=True)
class Visit:
    """One request to a page, checked: signed in, role sufficient, form not forged."""

    request: Request
    signed_in: Staff | None
    words: Words
    secret: str
    draw: Drawing = field(repr=False)
    recording: Recording = field(repr=False)
    now: float
    form: FormData = field(default_factory=FormData)

    @property
    def staff(self) -> Staff:
        """Who is signed in. LookupError on a page that is open to anybody (only those of signing in are)."""
        if self.signed_in is None:
            raise LookupError("nobody is signed in")
        return self.signed_in

    @property
    def csrf_token(self) -> str:
        return cookies.derived(self.secret, "form")

    def param(self, name: str) -> str:
        """A part of the path, as text."""
        return str(self.request.path_params[name])

    def text(self, name: str, default: str = "") -> str:
        """A field of the form as trimmed text; files and missing fields are `default`."""
        value = self.form.get(name)
        return value.strip() if isinstance(value, str) else default

    def say(self, key: str, **values: Any) -> str:
        """The text `feature.key` in the reader's language."""
        return self.words.say(key, **values)

    def render(self, template: str, status: int = 200, **context: Any) -> Response:
        """The page. Templates also see `visit`, `staff`, `say`, `at`, `static`, `csrf_field` and the filters."""
        response = Response(self.draw(self, template, context), status, media_type="text/html")
        if cookies.notice_of(self.request) and self.request.headers.get("sec-fetch-dest", "document") == "document":
            cookies.drop_notice(response, self.request)
        return response

    def redirect(self, path: str, notice: str | None = None) -> Response:
        """Send the browser to a page (its path below the console); the notice is shown there once."""
        response = RedirectResponse(at(path), status_code=303)
        if notice:
            cookies.keep_notice(response, self.request, notice)
        return response

    def record(self, session: Session, action: str, subject: str, **details: Any) -> None:
        """Add to the audit log in the transaction of the deed itself: both are kept or neither."""
        audit.record(session, self.signed_in, self.now, action, subject, **details)

    async def audit(self, action: str, subject: str, **details: Any) -> None:
        """Add to the audit log on its own, for deeds without a transaction. `subject` is like "conversation:web-…"."""
        await self.run(self.recording, self.signed_in, action, subject, details)

    async def run(self, work: Callable[..., Result], *arguments: Any, **named: Any) -> Result:
        """Do what blocks, such as work with the database, beside the event loop."""
        return await run_in_threadpool(work, *arguments, **named)


Handler = Callable[[Visit], Awaitable[Response]]


@dataclass(frozen=True)
class Page:
    """One address of the console and who may use it.

    `path` is below the console ("/conversations/{id}"). `role` is None only for signing in. `form_limit` is the largest
    body in bytes.
    """

    path: str
    role: Role | None
    handler: Handler
    method: str = "GET"
    name: str | None = None
    form_limit: int = FORM_LIMIT

    def __post_init__(self) -> None:
        if not self.path.startswith("/"):
            raise ValueError(f'the path of a page is "{self.path}"; it begins with "/", like "/conversations/{{id}}"')
        if self.form_limit > LARGE_FORM_LIMIT:
            raise ValueError(f"{self.path} takes forms of {self.form_limit} bytes; allowed: {LARGE_FORM_LIMIT}")


@dataclass(frozen=True)
class MenuEntry:
    """A line of the menu, shown to whoever may use the page. `title_key` is the key of its words."""

    path: str
    title_key: str
    role: Role


@dataclass(frozen=True)
class Feature:
    """A part of the console. `name` is also the name of its folder of templates and of its translation files."""

    name: str
    pages: tuple[Page, ...]
    menu: tuple[MenuEntry, ...] = ()


def at(path: str) -> str:
    """The address of a page from its path below the console.

    >>> at("/conversations/web-1")
    '/review/conversations/web-1'
    """
    return ROOT + path
