"""A bench over both databases, with a clock that a test moves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine

from bot.candidates.bench import Bench
from bot.candidates.models import Base
from review.access.models import Base as AccessBase
from tests.review.staff import Clock


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest) -> Iterator[Engine]:
    engine: Engine = request.getfixturevalue("sqlite" if request.param == "sqlite" else "postgresql_engine")
    yield engine
    Base.metadata.drop_all(engine)
    AccessBase.metadata.drop_all(engine)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bench(database: Engine, clock: Clock) -> Bench:
    return Bench(database, clock)
