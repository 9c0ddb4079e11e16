"""Both databases with every table that a deletion touches."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.engine import Engine

from bot.conversations.models import Base as ConversationsBase
from bot.conversations.store import ConversationStore
from review.access.models import Base as AccessBase
from review.inbox.models import Base as InboxBase
from review.judging.models import Base as JudgingBase
from review.retention.models import Base as RetentionBase
from review.retention.traces import Traces
from review.teaching.models import Base as TeachingBase

BASES = (RetentionBase, TeachingBase, InboxBase, JudgingBase, AccessBase, ConversationsBase)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The database under test, empty."""
    engine: Engine = request.getfixturevalue("sqlite" if request.param == "sqlite" else "postgresql_engine")
    ConversationStore(engine)
    Traces(engine)
    yield engine
    for base in BASES:
        base.metadata.drop_all(engine)
