"""Where the acts find the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timezone
from pathlib import Path

import pytest

from actions import knowledge
from actions.knowledge import Knowledge
from bot.database import open_database
from catalog.catalogue import Catalogue
from catalog.conditions import Answers
from catalog.plan import plan
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


def test_a_plan_that_is_kept_is_the_plan_one_would_make(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge, "REMEMBERED_PLANS", 2)
    bees = Knowledge.of(CATALOGUE, date(2026, 11, 25))
    situation = bees.catalogue.situations[0]
    points: list[tuple[Answers, tuple[str, ...]]] = [
        ({}, ()),
        ({"sells": ("yes",)}, ()),
        ({"sells": ("no",)}, ()),
        ({"sells": ("yes",)}, ("learn",)),
        ({"sells": ("yes",), "many": ("unknown",)}, ("learn", "passport")),
    ]
    for answers, done in (*points, *points, *reversed(points)):
        assert bees.plan(situation, answers, done) == plan(situation, answers, bees.today, done)


def test_the_same_point_of_a_situation_is_planned_once_whatever_order_it_was_reached_in() -> None:
    bees = Knowledge.of(CATALOGUE, date(2026, 11, 25))
    situation = bees.catalogue.situations[0]
    one = bees.plan(situation, {"sells": ("yes",), "many": ("no",)}, ())
    assert bees.plan(situation, {"many": ("no",), "sells": ("yes",)}, ()) is one


def test_a_plan_of_an_earlier_catalogue_is_not_kept_for_a_newer_one() -> None:
    bees = Knowledge.of(CATALOGUE, date(2026, 11, 25))
    situation = bees.catalogue.situations[0]
    bees.plan(situation, {}, ())
    shorter = replace(situation, steps=situation.steps[:1])
    assert [step.id for step in bees.plan(shorter, {}, ()).steps] == ["learn"]
