"""Conversation stores on the databases we promise: SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine

from bot.conversations.models import Base


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The database under test, empty of conversations."""
    engine: Engine = request.getfixturevalue("sqlite" if request.param == "sqlite" else "postgresql_engine")
    yield engine
    Base.metadata.drop_all(engine)
