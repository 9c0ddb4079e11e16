"""The page of retention: terms, what would be deleted, what deleted conversations left in the files."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from starlette.responses import Response

from bot.conversations.duties import Duties
from bot.conversations.retention import MOST_DAYS, Deleted, Retention
from catalog.catalogue import Catalogue
from review.access import audit
from review.access.roles import Role
from review.access.staff import Staff
from review.retention import traces
from review.web.pages import Feature, MenuEntry, Page, Visit
from review.web.titles import Titles

#: The duty of the daily run (`bot.conversations.duties`).
DUTY = "retention"
SUBJECT = "retention"


@dataclass(frozen=True)
class RetentionPages:
    """Everything the page works with. `catalogue` gives the one in use, as of today."""

    engine: Engine
    retention: Retention
    duties: Duties
    catalogue: Callable[[], Catalogue]
    clock: Callable[[], float] = time.time

    def feature(self) -> Feature:
        traces.Traces(self.engine)
        pages = (
            Page("/retention", Role.ADMIN, self.show, name="retention"),
            Page("/retention", Role.ADMIN, self.set_terms, method="POST"),
            Page("/retention/run", Role.ADMIN, self.run_soon, method="POST"),
        )
        return Feature("retention", pages, (MenuEntry("/retention", "retention.menu", Role.ADMIN),))

    async def show(self, visit: Visit) -> Response:
        return await self._page(visit)

    async def set_terms(self, visit: Visit) -> Response:
        """Change the terms; with a mistake none is changed and everything written is shown again."""
        terms = await visit.run(self.retention.terms)
        written = {group: visit.text(f"days_{group}", str(days)) for group, days in terms.items()}
        wrong = [group for group, text in written.items() if not _is_term(text)]
        if wrong:
            return await self._page(visit, written, wrong, status=422)
        changed = {group: int(text) for group, text in written.items() if int(text) != terms[group]}

        def note(session: Session) -> None:
            visit.record(session, "retention_set", SUBJECT, **changed)

        if changed:
            await visit.run(self.retention.set_terms, changed, note)
        return visit.redirect("/retention", visit.say("retention.saved"))

    async def run_soon(self, visit: Visit) -> Response:
        """Ask for the run now; the program does it within a minute."""
        await visit.run(self.duties.hasten, DUTY, self.clock())
        await visit.audit("retention_hastened", SUBJECT)
        return visit.redirect("/retention", visit.say("retention.hastened"))

    async def _page(
        self, visit: Visit, written: dict[str, str] | None = None, wrong: list[str] | None = None, status: int = 200
    ) -> Response:
        found = await visit.run(self._read)
        terms = {one.group: str(one.days) for one in found["preview"]}
        return visit.render(
            "retention/show.html",
            status,
            written=written or terms,
            wrong=wrong or [],
            most=MOST_DAYS,
            title_of=Titles.read_by(visit, self.catalogue()).situation,
            **found,
        )

    def _read(self) -> dict[str, Any]:
        with Session(self.engine) as session:
            found = {"traces": traces.traces(session), "traces_count": traces.traces_count(session)}
        preview = self.retention.preview(self.clock())
        return {**found, "preview": preview, "next_run": self.duties.next_at(DUTY)}


def told(who: Staff | None, clock: Callable[[], float]) -> Callable[[Session, Deleted], None]:
    """Writes what a run deleted into the audit log, as numbers only. A run that found nothing leaves no entry."""

    def note(session: Session, deleted: Deleted) -> None:
        if deleted.total:
            audit.record(session, who, clock(), "retention_run", SUBJECT, **dict(deleted.conversations))

    return note


def _is_term(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 8 and 1 <= int(text) <= MOST_DAYS
