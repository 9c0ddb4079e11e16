"""The console where staff read conversations and teach the assistant: its features behind one gate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from review.access import audit
from review.access.features import Access
from review.access.models import Base
from review.access.roles import Role
from review.access.staff import Staff
from review.web.gate import Gate
from review.web.pages import ROOT, Feature, Page, Visit, at
from review.web.templates import STATIC, Templates


class ConsoleError(ValueError):
    """The features cannot be mounted together; the message names the page and what is wrong with it."""


class Console:
    """All pages of the console. Making one creates the tables of staff where they are missing.

    Raises `ConsoleError` for a page without a role and for two pages at one address.
    """

    def __init__(
        self,
        engine: Engine,
        features: Sequence[Feature],
        access: Access | None = None,
    ) -> None:
        Base.metadata.create_all(engine)
        self._engine = engine
        access = access or Access(engine)
        self._clock = access.clock
        _check_roles(features)
        own = access.features()
        self._templates = Templates((*features, *own))
        pages = [page for feature in (*features, *own) for page in feature.pages]
        if not any(page.path == "/" and page.method == "GET" for page in pages):
            pages.append(Page("/", Role.READER, overview, name="overview"))
        _check_addresses(pages)
        self.pages: tuple[Page, ...] = tuple(pages)
        self._gate = Gate(access.sessions, self._templates.draw, self._record, access.clock)

    def routes(self) -> list[BaseRoute]:
        """The routes of the console, for the application."""
        # A path without parameters goes first: "/live/queue" is not the conversation "queue" of "/live/{id}".
        ordered = sorted(self.pages, key=lambda page: page.path.count("{"))
        return [
            Route(ROOT, to_console, methods=["GET"]),
            Mount(at("/static"), StaticFiles(directory=STATIC)),
            *(self._route(page) for page in ordered),
            Route(at("/{rest:path}"), self._gate.not_found, methods=["GET", "POST"]),
        ]

    def _route(self, page: Page) -> Route:
        async def endpoint(request: Request) -> Response:
            return await self._gate.open(page, request)

        return Route(at(page.path), endpoint, methods=[page.method], name=page.name)

    def _record(self, who: Staff | None, action: str, subject: str, details: dict[str, Any]) -> None:
        with Session(self._engine) as session, session.begin():
            audit.record(session, who, self._clock(), action, subject, **details)


async def overview(visit: Visit) -> Response:
    """What the console offers, where no feature has taken the first page."""
    return visit.render("console/overview.html")


async def to_console(_request: Request) -> Response:
    return RedirectResponse(at("/"), status_code=308)


def _check_roles(features: Iterable[Feature]) -> None:
    for feature in features:
        for page in feature.pages:
            if page.role is None:
                allowed = ", ".join(f"Role.{role.name}" for role in Role)
                raise ConsoleError(f'{feature.name}: the page "{page.path}" has no role; allowed: {allowed}')


def _check_addresses(pages: Iterable[Page]) -> None:
    seen: set[tuple[str, str]] = set()
    for page in pages:
        if (page.method, page.path) in seen:
            raise ConsoleError(f'two pages have the address "{page.method} {page.path}"')
        seen.add((page.method, page.path))
