"""The pages of the inbox: the list, a conversation, saved views, files to download."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qsl, quote

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from starlette.concurrency import iterate_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse

from catalog.catalogue import Catalogue
from review.access.roles import Role
from review.inbox import export, known, listing, reading, views
from review.inbox.export import EXPORTS, Format
from review.inbox.filter_address import BadFilters, Mistake, filters_of, query_of
from review.inbox.filters import Filters
from review.inbox.listing import Cursor, Screen
from review.inbox.models import Base
from review.inbox.statuses import STATUSES
from review.judging.subject import conversation_of, words_of
from review.judging.vocabulary import FollowUp, Reason, Verdict
from review.web.pages import Feature, MenuEntry, Page, Visit
from review.web.titles import Titles

Result = TypeVar("Result")


def feature(engine: Engine, catalogue: Callable[[], Catalogue]) -> Feature:
    """The inbox. `catalogue` gives the one in use, as of today."""
    Base.metadata.create_all(engine)
    inbox = Inbox(engine, catalogue)
    pages = (
        Page("/", Role.READER, inbox.show, name="inbox"),
        Page("/conversations/{id}", Role.READER, inbox.read, name="conversation"),
        Page("/views", Role.READER, inbox.save_view, method="POST"),
        Page("/views/{view:int}/delete", Role.READER, inbox.delete_view, method="POST"),
        Page("/export/{name}.{form}", Role.REVIEWER, inbox.export),
    )
    return Feature("inbox", pages, (MenuEntry("/", "inbox.title", Role.READER),))


def conversation_path(conversation_id: str, query: str = "") -> str:
    """The page of a conversation, with what the reader was listing."""
    return f"/conversations/{quote(conversation_id, safe='')}" + (f"?{query}" if query else "")


@dataclass(frozen=True)
class Inbox:
    """The handlers over one database."""

    engine: Engine
    catalogue: Callable[[], Catalogue]

    async def show(self, visit: Visit) -> Response:
        """The list. A value that cannot be used is told above it; the rest of the filters hold."""
        filters, mistakes = _filters(visit)
        after, before, wrong_place = _place(visit)
        mistakes = (*mistakes, *wrong_place)

        def work(session: Session) -> dict[str, Any]:
            return {
                "screen": listing.screen(session, filters, after, before) if not mistakes else Screen((), None, None),
                "known": known.known(session, self.catalogue(), visit.words.language, known.channels(session)),
                "views": views.views(session, visit.staff),
            }

        found = await visit.run(self._with_session, work)
        return visit.render(
            "inbox/list.html",
            422 if mistakes else 200,
            filters=filters,
            query=query_of(filters),
            narrowed=filters != Filters(sort=filters.sort),
            mistakes=mistakes,
            statuses=STATUSES,
            verdicts=tuple(Verdict),
            titles=Titles.read_by(visit, self.catalogue()).situation,
            path=conversation_path,
            **found,
        )

    async def read(self, visit: Visit) -> Response:
        """A conversation. `turn` chooses the page with that turn; filters in the address make it one of a list."""
        conversation_id = conversation_of(visit)
        filters, _ = _filters(visit)
        page = _page(visit)

        def work(session: Session) -> dict[str, Any] | None:
            found = reading.read(session, conversation_id, page, self.catalogue().situation)
            if found is None:
                return None
            beside = listing.neighbours(session, filters, found.row)
            return {"reading": found, "previous": beside[0], "next": beside[1], "staff_list": known.staff(session)}

        found = await visit.run(self._with_session, work)
        if found is None:
            raise HTTPException(404)
        titles = Titles.read_by(visit, self.catalogue())
        return visit.render(
            "inbox/conversation.html",
            query=query_of(filters),
            titles=titles.situation,
            circumstances=titles.circumstance,
            path=conversation_path,
            verdicts=tuple(Verdict),
            reasons=tuple(Reason),
            follow_ups=tuple(FollowUp),
            may_judge=visit.staff.role.may(Role.REVIEWER),
            **found,
        )

    async def save_view(self, visit: Visit) -> Response:
        """Keep the filters under a name."""
        filters = _readable(visit.text("query"))
        name, shared = words_of(visit, "name"), visit.text("shared") == "1"

        def work(session: Session) -> bool:
            try:
                views.save(session, visit.staff, visit.now, name, filters, shared)
            except ValueError:
                return False
            visit.record(session, "view_saved", f"view:{name}", shared=shared)
            return True

        saved = await visit.run(self._with_session, work)
        notice = visit.say("inbox.views.saved", name=name) if saved else visit.say("inbox.views.bad_name")
        return visit.redirect(_list_path(filters), notice)

    async def delete_view(self, visit: Visit) -> Response:
        """Delete a view of one's own; those of others are as if they were not there."""

        def work(session: Session) -> str | None:
            name = views.remove(session, visit.staff, int(visit.param("view")))
            if name is not None:
                visit.record(session, "view_deleted", f"view:{name}")
            return name

        name = await visit.run(self._with_session, work)
        if name is None:
            raise HTTPException(404)
        return visit.redirect("/", visit.say("inbox.views.deleted", name=name))

    async def export(self, visit: Visit) -> Response:
        """The whole list as a file, sent while it is read."""
        name, form = visit.param("name"), visit.param("form")
        filters, mistakes = _filters(visit)
        if name not in EXPORTS or form not in [one.value for one in Format]:
            raise HTTPException(404)
        if mistakes:
            raise HTTPException(422)
        await visit.audit("conversations_exported", f"export:{name}.{form}", filters=query_of(filters))
        parts = iterate_in_threadpool(export.read(self.engine, filters, name, Format(form)))
        media = "text/csv; charset=utf-8" if form == Format.CSV.value else "application/json"
        headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
        return StreamingResponse(parts, media_type=media, headers=headers)

    def _with_session(self, work: Callable[[Session], Result]) -> Result:
        with Session(self.engine) as session, session.begin():
            return work(session)


def _filters(visit: Visit) -> tuple[Filters, tuple[Mistake, ...]]:
    try:
        return filters_of(visit.request.query_params.multi_items()), ()
    except BadFilters as problem:
        return problem.usable, problem.mistakes


def _readable(query: str) -> Filters:
    """The filters in a query that a form of ours carries; what was tampered with is left out."""
    try:
        return filters_of(parse_qsl(query))
    except BadFilters as problem:
        return problem.usable


def _place(visit: Visit) -> tuple[Cursor | None, Cursor | None, tuple[Mistake, ...]]:
    found: dict[str, Cursor | None] = {"after": None, "before": None}
    for name in found:
        text = visit.request.query_params.get(name)
        if text:
            try:
                found[name] = Cursor.of(text)
            except ValueError:
                return None, None, (Mistake(name, text[:80], "place"),)
    return found["after"], found["before"], ()


def _page(visit: Visit) -> int:
    """The page asked for, by its own number or by that of a turn; anything unreadable is the first."""
    turn, page = (visit.request.query_params.get(name, "") for name in ("turn", "page"))
    if turn.isascii() and turn.isdigit() and len(turn) < 10:
        return reading.page_of(int(turn))
    return int(page) if page.isascii() and page.isdigit() and len(page) < 10 else 1


def _list_path(filters: Filters) -> str:
    query = query_of(filters)
    return f"/?{query}" if query else "/"
