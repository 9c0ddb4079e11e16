"""What the acts know: the catalogue as it reads today, and the search over it.

The acts are made by Rasa's action executor, which passes them nothing; so the running program tells this module where
to look (`use`), and `rasa run actions` falls back on the database named by DATABASE_URL.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import create_engine

from catalog.catalogue import Catalogue
from catalog.search import SearchIndex, index_of
from catalog.store import read_catalogue

DEFAULT_DATABASE = "sqlite:///var/signpost.db"


@dataclass(frozen=True)
class Knowledge:
    """The catalogue with all sums of `today` written out, and its search index."""

    catalogue: Catalogue
    index: SearchIndex
    today: date

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
    known: dict[date, Knowledge] = {}

    def source() -> Knowledge:
        today = date.today()
        if today not in known:
            known.clear()
            known[today] = Knowledge.of(catalogue, today)
        return known[today]

    return source
