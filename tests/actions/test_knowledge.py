"""Where the acts find the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timezone
from pathlib import Path

import pytest

from actions import knowledge
from actions.knowledge import Knowledge
from bot.database import open_database
from catalog.catalogue import Catalogue
from catalog.store import write_catalogue
from tests.actions.small_catalogue import CATALOGUE


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """Leaves the source of knowledge as other tests expect it."""
    source = knowledge._source
    yield
    knowledge._source = source


def test_sums_are_those_of_the_day_of_the_answer(catalogue: Catalogue) -> None:
    raw = "".join(repr(situation) for situation in catalogue.situations)
    assert "{minimum_wage" in raw or "{subsistence_minimum" in raw, "the content names no rate any more"
    read = Knowledge.of(catalogue, date(2026, 11, 25))
    assert "{" not in "".join(repr(situation.steps) for situation in read.catalogue.situations)
    assert read.today == date(2026, 11, 25)


def test_acts_look_where_the_program_told_them_to() -> None:
    mine = Knowledge.of(CATALOGUE, date(2026, 11, 25))
    knowledge.use(lambda: mine)
    assert knowledge.current() is mine


def test_an_action_server_of_its_own_reads_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"sqlite:///{tmp_path / 'signpost.db'}"
    write_catalogue(open_database(address), CATALOGUE, "bees-1", datetime.now(timezone.utc))
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.setattr(knowledge, "_source", None)
    found = knowledge.current()
    assert found.catalogue == CATALOGUE
    assert found.today == date.today()
    assert knowledge.current() is found, "read once a day, not once a message"
