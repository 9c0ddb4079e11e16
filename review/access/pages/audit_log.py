"""The audit log: who did what to what, and when. There is no page that changes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.responses import Response

from review.access.audit import AuditLog, Wanted
from review.access.roles import Role
from review.web.pages import MenuEntry, Page, Visit
from review.web.templates import TIME_ZONE

MENU = MenuEntry("/audit", "access.audit.title", Role.ADMIN)


class FilterError(ValueError):
    """A filter in the address cannot be read: its name and what was found."""

    def __init__(self, name: str, found: str) -> None:
        super().__init__(f"{name}: {found}")
        self.name = name
        self.found = found


@dataclass(frozen=True)
class AuditPages:
    """The handler of the log."""

    log: AuditLog

    def pages(self) -> tuple[Page, ...]:
        return (Page("/audit", Role.ADMIN, self.show, name="audit"),)

    async def show(self, visit: Visit) -> Response:
        query = visit.request.query_params
        problem, status = "", 200
        try:
            wanted, before = wanted_of(query), before_of(query)
        except FilterError as error:
            wanted, before, status = Wanted(), None, 422
            problem = visit.say(f"access.audit.problem.{error.name}", found=error.found)
        listed = await visit.run(self.log.listed, wanted, before)
        filters = {name: query.get(name, "") for name in ("name", "action", "subject", "since", "until")}
        kept = {name: value for name, value in filters.items() if value}
        return visit.render(
            "access/audit.html",
            status,
            listed=listed,
            filters=filters,
            problem=problem,
            narrowed=bool(kept),
            newest=urlencode(kept) if before is not None else None,
            older=urlencode({**kept, "before": listed.older}) if listed.older is not None else None,
        )


def wanted_of(query: QueryParams) -> Wanted:
    """The filters in an address. Days are Ukrainian ones, `until` included. Raises `FilterError`."""
    since, until = _midnight(query, "since"), _midnight(query, "until")
    return Wanted(
        name=query.get("name", "").strip(),
        action=query.get("action", "").strip(),
        subject=query.get("subject", "").strip(),
        since=since.timestamp() if since else None,
        until=(until + timedelta(days=1)).timestamp() if until else None,
    )


def before_of(query: QueryParams) -> int | None:
    """The entry before which to go on. Raises `FilterError`."""
    text = query.get("before", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 18:
        raise FilterError("before", text)
    return int(text)


def _midnight(query: QueryParams, name: str) -> datetime | None:
    text = query.get(name, "").strip()
    if not text:
        return None
    try:
        found = datetime.strptime(text, "%Y-%m-%d")
    except ValueError:
        raise FilterError(name, text) from None
    if not 1970 < found.year < 9000:
        raise FilterError(name, text)
    return found.replace(tzinfo=TIME_ZONE)
