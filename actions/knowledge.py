"""What the acts know: the catalogue as it reads today, and the search over it.

The acts are made by Rasa's action executor, which passes them nothing; so the running program tells this module where
to look (`use`), and `rasa run actions` falls back on the database named by DATABASE_URL.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import create_engine

from actions.imported import Imports
from actions.offices import NO_OFFICES, OfficeFinder
from catalog.catalogue import Catalogue
from catalog.conditions import Answers
from catalog.help_desk import HelpDesk
from catalog.kyiv import now_in_kyiv
from catalog.plan import Plan, plan
from catalog.register.lookup import NO_REGISTER, Register
from catalog.search import SearchIndex, index_of
from catalog.situations import Situation
from catalog.store import read_catalogue

#: Plans kept in memory; one takes a few kilobytes.
REMEMBERED_PLANS = 2_000

PlanKey = tuple[str, tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]

DEFAULT_DATABASE = "sqlite:///var/signpost.db"


@dataclass(frozen=True)
class Knowledge:
    """The catalogue with all sums of `today` written out, its search index, and when people answer here.

    `help_desk` is None where the staff have set no hours; then nobody is promised.
    """

    catalogue: Catalogue
    index: SearchIndex
    today: date
    help_desk: HelpDesk | None = None
    clock: Callable[[], datetime] = now_in_kyiv
    offices: OfficeFinder = NO_OFFICES
    register: Register = NO_REGISTER

    @cached_property
    def _plans(self) -> dict[PlanKey, Plan]:
        return {}

    def plan(self, situation: Situation, answers: Answers, done: Sequence[str]) -> Plan:
        """The plan of today. Many people stand at the same point of a situation, so plans are kept for a while."""
        key = (situation.id, tuple(sorted(answers.items())), tuple(done))
        found = self._plans.get(key)
        if found is None or found.situation is not situation:
            if len(self._plans) >= REMEMBERED_PLANS:
                self._plans.clear()
            found = self._plans[key] = plan(situation, answers, self.today, done)
        return found

    @classmethod
    def of(cls, catalogue: Catalogue, today: date) -> "Knowledge":
        return cls(catalogue.as_of(today), index_of(catalogue), today)


Source = Callable[[], Knowledge]

_source: Source | None = None


def use(source: Source) -> None:
    """Take the knowledge from this source from now on."""
    global _source
    _source = source


def current() -> Knowledge:
    """The knowledge for the turn at hand."""
    if _source is None:
        use(_from_database())
    assert _source is not None
    return _source()


def _from_database() -> Source:
    engine = create_engine(os.environ.get("DATABASE_URL", DEFAULT_DATABASE), future=True)
    catalogue, _ = read_catalogue(engine)
    imported = Imports.read(engine)
    index = imported.index(catalogue)
    known: dict[date, Knowledge] = {}

    def source() -> Knowledge:
        today = date.today()
        if today not in known:
            known.clear()
            known[today] = Knowledge(
                catalogue.as_of(today), index, today, offices=imported.offices, register=imported.register
            )
        return known[today]

    return source
