"""What the tests of the acts share: somebody to talk to."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from actions.knowledge import Knowledge
from tests.actions.small_catalogue import knowledge
from tests.actions.talking import Talk

#: Plans over the real catalogue take their time on a busy machine; none of these tests is about speed.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.fixture
def bees() -> Talk:
    """A conversation, in English, over the made-up catalogue."""
    return Talk(knowledge(), language="en")


@pytest.fixture
def talk(known: Knowledge) -> Talk:
    """A conversation, in Ukrainian, over the real catalogue."""
    return Talk(known)
