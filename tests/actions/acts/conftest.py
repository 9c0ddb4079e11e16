"""What the tests of single acts share: somebody with a list."""

from __future__ import annotations

import pytest

from tests.actions.talking import Talk


@pytest.fixture
def listed(bees: Talk) -> Talk:
    """Somebody with a list: learn, passport, licence (which does label) and fence apply."""
    bees.begin("keep-bees", sells="yes", near_school="yes")
    return bees
