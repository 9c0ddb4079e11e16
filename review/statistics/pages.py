"""The page of statistics and its download."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from babel.numbers import format_percent
from markupsafe import Markup
from sqlalchemy.orm import Session
from starlette.concurrency import iterate_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse

from catalog.catalogue import Catalogue
from catalog.kyiv import KYIV
from review.access.roles import Role
from review.inbox.export import Format, written
from review.inbox.pages import conversation_path
from review.statistics import drawing, reading
from review.statistics.drawing import Named
from review.statistics.keeping import Statistics
from review.statistics.measures import Measure
from review.statistics.reading import Overview
from review.statistics.unanswered import unanswered
from review.statistics.wanted import Wanted, wanted_of
from review.web.pages import Feature, MenuEntry, Page, Visit
from review.web.titles import Titles

#: A reader waits at most so long for days that were not counted yet, in seconds.
PATIENCE = 2.0
#: Rows of the longer tables.
ROWS = 20
COLUMNS = ("day", "channel", "language", "measure", "name", "amount")
MENU = MenuEntry("/statistics", "statistics.menu", Role.READER)


@dataclass(frozen=True)
class StatisticsPages:
    """The handlers. `catalogue` gives the one in use, as of today."""

    statistics: Statistics
    catalogue: Callable[[], Catalogue]

    def feature(self) -> Feature:
        pages = (
            Page("/statistics", Role.READER, self.show, name="statistics"),
            Page("/statistics/export/days.{form}", Role.READER, self.export),
        )
        return Feature("statistics", pages, (MENU,))

    async def show(self, visit: Visit) -> Response:
        """The figures. A value in the address that cannot be used is told above them."""
        wanted, mistakes = wanted_of(visit.request.query_params, self._today())
        found = await visit.run(self._read, wanted)
        names = Names(Titles.read_by(visit, self.catalogue()), visit)
        return visit.render(
            "statistics/show.html",
            422 if mistakes else 200,
            wanted=wanted,
            mistakes=mistakes,
            names=names,
            rows=ROWS,
            measure=Measure,
            sample=drawing.sample,
            charts=Charts(found["overview"], names, visit),
            path=conversation_path,
            share=lambda value: names.share(value),
            **found,
        )

    async def export(self, visit: Visit) -> Response:
        """The figures by day as a file, sent while it is read."""
        form = visit.param("form")
        wanted, mistakes = wanted_of(visit.request.query_params, self._today())
        if form not in [one.value for one in Format]:
            raise HTTPException(404)
        if mistakes:
            raise HTTPException(422)
        await visit.audit("statistics_exported", f"export:statistics.{form}", filters=wanted.query())
        parts = iterate_in_threadpool(self._file(wanted, Format(form)))
        media = "text/csv; charset=utf-8" if form == Format.CSV.value else "application/json"
        headers = {"Content-Disposition": f'attachment; filename="statistics.{form}"'}
        return StreamingResponse(parts, media_type=media, headers=headers)

    def _file(self, wanted: Wanted, form: Format) -> Iterator[str]:
        return written(reading.every(self.statistics.engine, wanted), COLUMNS, form)

    def _read(self, wanted: Wanted) -> dict[str, Any]:
        left = self.statistics.refresh(PATIENCE, wanted.since, wanted.until)
        with Session(self.statistics.engine) as session:
            return {
                "left": left,
                "overview": reading.overview(session, wanted),
                "groups": unanswered(session, wanted),
                "channels": reading.channels(session),
                "spoken": reading.languages(session),
            }

    def _today(self) -> date:
        return datetime.fromtimestamp(self.statistics.clock(), KYIV).date()


@dataclass(frozen=True)
class Names:
    """What has an id, in the reader's words."""

    titles: Titles
    visit: Visit

    def situation(self, situation_id: str) -> str:
        return self.titles.situation(situation_id)

    def stop(self, name: str) -> tuple[str, str]:
        """Situation and step of a `Measure.STOP`; a step that the catalogue no longer has keeps its id."""
        situation_id, _, step_id = name.partition("/")
        return self.situation(situation_id), self.titles.step(situation_id, step_id)

    def listed(self, key: str, name: str) -> str:
        """The word of a closed list in another feature's translation; the code itself where there is none."""
        return self.visit.say(f"{key}.{name}") if self.visit.words.has(f"{key}.{name}") else name

    def share(self, value: float | None) -> str:
        """A share as people write it: 84,8 %; a dash where there is none."""
        return "–" if value is None else str(format_percent(value, "#,##0.0 %", locale=self.visit.words.language))

    def day(self, day: date) -> str:
        return str(format_date(day, "d MMM", locale=self.visit.words.language))


@dataclass(frozen=True)
class Charts:
    """The charts of an overview, in the reader's words."""

    overview: Overview
    names: Names
    visit: Visit

    @property
    def labels(self) -> list[str]:
        return [self.names.day(day) for day in self.overview.points]

    def conversations(self) -> Markup:
        amounts = self.overview.conversations
        told = self.visit.say(
            "statistics.chart.conversations_told", n=sum(amounts), most=max(amounts), day=self._peak(amounts)
        )
        named = Named("chart-conversations", self.visit.say("statistics.chart.conversations"), told)
        return drawing.columns(named, amounts, self.labels)

    def situations(self) -> Markup:
        series = self.overview.situations
        told = "; ".join(f"{self.names.situation(name)}: {sum(amounts)}" for name, amounts in series.items())
        named = Named("chart-situations", self.visit.say("statistics.chart.situations"), told)
        return drawing.lines(named, series, self.labels)

    def _peak(self, amounts: tuple[int, ...]) -> str:
        return self.labels[amounts.index(max(amounts))]
