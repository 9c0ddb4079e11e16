"""Both databases with the tables of conversations, judging and statistics."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine

from bot.conversations.models import Base as ConversationsBase
from bot.conversations.store import ConversationStore
from review.judging.models import Base as JudgingBase
from review.statistics.models import Base as StatisticsBase

BASES = (StatisticsBase, JudgingBase, ConversationsBase)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The database under test, empty of conversations and figures."""
    engine: Engine = request.getfixturevalue("sqlite" if request.param == "sqlite" else "postgresql_engine")
    ConversationStore(engine)
    for base in BASES:
        base.metadata.create_all(engine)
    yield engine
    for base in BASES:
        base.metadata.drop_all(engine)
