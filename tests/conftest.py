"""What tests share: the real content, a trained model, and databases of their own.

A service that is missing on a person's machine skips its tests with a reason; in CI
(SIGNPOST_TESTS_REQUIRE_SERVICES=1) it is a failure.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot import quiet

quiet.hush()

from actions import knowledge  # noqa: E402
from actions.knowledge import Knowledge  # noqa: E402
from bot.database import open_database  # noqa: E402
from catalog.authoring.content import read_content  # noqa: E402
from catalog.catalogue import Catalogue  # noqa: E402
from tests.services import postgresql, postgresql_programs  # noqa: E402

#: The day on which the tests plan: all 2026 rates hold.
TODAY = date(2026, 11, 25)


def require(available: bool, what: str) -> None:
    """Skip the test when a service is missing here; fail when this is CI."""
    if available:
        return
    if os.environ.get("SIGNPOST_TESTS_REQUIRE_SERVICES"):
        pytest.fail(f"{what} is missing, and CI must have it")
    pytest.skip(f"{what} is not installed here")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The content as authored, rates not yet written out."""
    return read_content()


@pytest.fixture(scope="session")
def known(catalogue: Catalogue) -> Knowledge:
    """What the acts know on the tests' day; also what they find when they look."""
    found = Knowledge.of(catalogue, TODAY)
    knowledge.use(lambda: found)
    return found


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained model. `make test` trains it first; a plain pytest run trains it here."""
    from bot.settings import PROJECT
    from bot.training import train

    return train(PROJECT / "models").path


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    """An SQLite database in a file of its own."""
    engine = open_database(f"sqlite:///{tmp_path / 'test.db'}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgresql_engine() -> Iterator[Engine]:
    """A PostgreSQL server for all tests that need one; each leaves it as it found it."""
    require(postgresql_programs() is not None, "PostgreSQL")
    with postgresql() as address:
        engine = open_database(address)
        yield engine
        engine.dispose()
