"""Finding the nearest of 10,000 offices: `python -m benchmarks.offices`.

The offices are made up, in places with names of all endings; SQLite in memory, or the database of DATABASE_URL, whose
imported offices are replaced.
"""

from __future__ import annotations

import io
import json
import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone

import numpy as np
from sqlalchemy import create_engine
from sqlalchemy.engine import Engine
from sqlalchemy.pool import StaticPool

from bot.database import open_database
from catalog.offices import StoredOffices
from catalog.place_names import former_names
from catalog.register.importing import import_dump
from catalog.register.shelves import OFFICES

SEED = 20261125
_STARTS = "Вільх Дуб Гор Бор Лип Верб Сосн Калин Зелен Ставк Озер Кам Глин Рив Мед Берез Яблун Терн Луч Поліс".split()
_ENDINGS = "івка ове инці анка енці ани ськ иця ів опіль ино яни".split()


@dataclass(frozen=True)
class OfficeFigures:
    """Milliseconds for a search; `names_seconds` for reading the names of places once."""

    offices: int
    places: int
    names_seconds: float
    nearest_p95_ms: float
    in_place_p95_ms: float
    with_typo_p95_ms: float


def measure(offices: int = 10_000, searches: int = 300) -> OfficeFigures:
    """Import the offices and look for some."""
    chance = random.Random(SEED)
    places = sorted({a + b for a in _STARTS for b in _ENDINGS})
    engine = _database()
    entries = [_office(code, chance.choice(places), chance) for code in range(offices)]
    dump = io.BytesIO(json.dumps({"entries": entries}).encode())
    import_dump(engine, OFFICES, dump, "made up", datetime.now(timezone.utc), let_shrink=True)
    began = time.perf_counter()
    finder = StoredOffices(engine, former_names())
    names = time.perf_counter() - began
    asked = [chance.choice(places) for _ in range(searches)]
    return OfficeFigures(
        offices,
        len(places),
        round(names, 2),
        _p95(lambda _: finder.nearest(chance.uniform(47, 51), chance.uniform(24, 38)), asked),
        _p95(finder.in_place, asked),
        _p95(lambda name: finder.in_place(f"у {name[:3]}{name[4:]}"), asked),
    )


def _database() -> Engine:
    url = os.environ.get("DATABASE_URL")
    if url:
        return open_database(url)
    return create_engine("sqlite://", future=True, poolclass=StaticPool, connect_args={"check_same_thread": False})


def _office(code: int, place: str, chance: random.Random) -> dict[str, object]:
    point = {"lat": round(chance.uniform(46, 52), 5), "lon": round(chance.uniform(23, 39), 5)}
    return {"code": code, "name": f"ЦНАП {place}", "address": {"address_full": f"с. {place}, вул. Перша", **point}}


def _p95(search: Callable[[str], object], asked: list[str]) -> float:
    times = []
    for name in asked:
        began = time.process_time()
        search(name)
        times.append((time.process_time() - began) * 1000)
    return round(float(np.percentile(times, 95)), 1)


def table(figures: OfficeFigures) -> str:
    """The figures as a table in Markdown; times are 95th percentiles of processor time."""
    return "\n".join(
        [
            f"| {figures.offices:,} offices in {figures.places:,} places | |",
            "|---|---|",
            f"| reading the names of places, once | {figures.names_seconds} s |",
            f"| the three nearest to a point | {figures.nearest_p95_ms} ms |",
            f"| the offices of a place by its name | {figures.in_place_p95_ms} ms |",
            f"| by its name with a letter missing | {figures.with_typo_p95_ms} ms |",
        ]
    )


if __name__ == "__main__":
    print(table(measure()))
