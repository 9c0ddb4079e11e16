"""What tests of the console share: both databases, and a console over each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine

from review.access.models import Base
from tests.review.staff import Desk


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The database under test, empty of staff."""
    engine: Engine = request.getfixturevalue("sqlite" if request.param == "sqlite" else "postgresql_engine")
    yield engine
    Base.metadata.drop_all(engine)


@pytest.fixture
def desk(sqlite: Engine) -> Desk:
    """A console with nothing but its own pages."""
    return Desk(sqlite)
