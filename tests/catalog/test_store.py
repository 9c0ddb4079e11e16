"""The catalogue in a database: what is written comes back equal, and a failed write changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timezone
from pathlib import Path

import pytest
from sqlalchemy import text as sql
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.database import open_database
from catalog.catalogue import Catalogue, Topic
from catalog.conditions import All, Any, Not
from catalog.models import Base
from catalog.outages import Outage
from catalog.situations import ChannelType, Situation
from catalog.store import create_tables, read_catalogue, stored_version, write_catalogue
from tests import services
from tests.catalog.small import (
    answered,
    circumstance,
    document,
    online,
    output,
    pitfall,
    price,
    situation,
    step,
    term,
    text,
    wait,
)
from tests.catalog.small import (
    catalogue as small_catalogue,
)
from tests.conftest import require

NOON = datetime(2026, 11, 25, 12, tzinfo=timezone.utc)


@pytest.fixture(scope="module")
def postgresql_server() -> Iterator[str]:
    require(services.postgresql_programs() is not None, "PostgreSQL")
    with services.postgresql() as address:
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of each kind."""
    if request.param == "postgresql":
        address = request.getfixturevalue("postgresql_server")
    else:
        address = f"sqlite:///{tmp_path / 'catalogue.db'}"
    engine = open_database(address)
    yield engine
    Base.metadata.drop_all(engine)
    engine.dispose()


def road() -> Situation:
    """A situation with one of everything, some of it only for some people."""
    unmarried, abroad = answered("married", "no"), answered("place", "home", "abroad")
    nested = All((unmarried, Any((abroad, Not(answered("place", "hospital"))))))
    steps = [
        step("rest", when=nested, after=["walk"], optional=True),
        step(
            "walk",
            covers=["rest"],
            documents=[document("map"), document("consent", unmarried)],
            cost=[price(49.92), price(None, nested), price(0)],
            takes=[wait(3, working=True), wait(None)],
            deadline=[term(30), term(None, unmarried)],
            channels=[online("form", nested)],
            output=[output("stamp")],
            pitfalls=[pitfall("mind the rain", Not(unmarried))],
        ),
    ]
    full = replace(steps[1], eligibility=text("anyone"), legal_basis=(text("law"),), confirm_with=text("the office"))
    questions = [
        circumstance("place", ("home", "hospital", "abroad"), multiple=True),
        replace(circumstance("married", ask_when=abroad), why=text("it matters")),
    ]
    return replace(situation([steps[0], full], questions), not_covered=(text("flying"),))


def test_what_is_written_is_read_back_as_the_same_value(database: Engine) -> None:
    written = small_catalogue(road(), situation([step("sleep")], name="a-rest"))
    write_catalogue(database, written, "v1", NOON)
    assert read_catalogue(database) == (written, "v1")


def test_the_real_catalogue_is_read_back_as_the_same_value(database: Engine, catalogue: Catalogue) -> None:
    write_catalogue(database, catalogue, "real", NOON)
    assert read_catalogue(database) == (catalogue, "real")


def test_outages_are_read_back_with_their_days(database: Engine) -> None:
    ends = Outage("a", text("down"), date(2026, 11, 25), date(2026, 11, 26), channel=ChannelType.ONLINE)
    lasts = Outage("b", text("closed"), date(2026, 11, 25), url="https://example.org", step="road/walk")
    write_catalogue(database, replace(small_catalogue(road()), outages=(ends, lasts)), "v1", NOON)
    assert read_catalogue(database)[0].outages == (ends, lasts)


def test_writing_again_replaces_the_whole_catalogue(database: Engine) -> None:
    write_catalogue(database, small_catalogue(road()), "v1", NOON)
    second = replace(small_catalogue(situation([step("sleep")], name="rest")), services=(), contacts=())
    write_catalogue(database, second, "v2", NOON)
    assert read_catalogue(database) == (second, "v2")
    assert stored_version(database) == "v2"


def test_a_write_that_fails_half_way_leaves_the_old_catalogue(database: Engine) -> None:
    old = small_catalogue(road())
    write_catalogue(database, old, "v1", NOON)
    twice = (Topic("same", text("one")), Topic("same", text("other")))
    with pytest.raises(SQLAlchemyError):
        write_catalogue(database, replace(small_catalogue(), topics=twice), "v2", NOON)
    assert read_catalogue(database) == (old, "v1")


def test_an_empty_database_says_how_to_load_a_catalogue(database: Engine) -> None:
    with pytest.raises(LookupError, match="signpost catalog load"):
        read_catalogue(database)


def test_an_empty_database_has_no_version(database: Engine) -> None:
    create_tables(database)
    assert stored_version(database) is None


def test_one_can_ask_the_database_which_steps_were_checked_when(database: Engine) -> None:
    write_catalogue(database, small_catalogue(road()), "v1", NOON)
    with database.connect() as connection:
        rows = connection.execute(sql("SELECT id, checked, confidence FROM catalogue_step ORDER BY position")).all()
    assert [tuple(row) for row in rows] == [("rest", "2026-11", "high"), ("walk", "2026-11", "high")]
