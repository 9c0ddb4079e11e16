"""The nearest service centre, by a point and by a name."""

from __future__ import annotations

import io
import random
from datetime import datetime, timezone
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from catalog.offices import Office, StoredOffices, distance_km
from catalog.place_names import former_names
from catalog.register.importing import import_dump
from catalog.register.models import RegisterBase
from catalog.register.report import Report
from catalog.register.shelves import OFFICES
from tests.catalog.register.dumps import dump, office

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=timezone.utc)


def take(engine: Engine, *records: dict[str, Any]) -> Report:
    return import_dump(engine, OFFICES, io.BytesIO(dump(records)), "offices.json", NOW)


@pytest.fixture(params=["sqlite", pytest.param("postgresql_engine", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.getfixturevalue(request.param)
    RegisterBase.metadata.drop_all(found)
    return found


def finder(engine: Engine) -> StoredOffices:
    return StoredOffices(engine, former_names())


def test_an_office_has_address_hours_phones_and_point(engine: Engine) -> None:
    assert take(engine, office(1)).broken == ()
    assert finder(engine).in_place("у Полтаві") == (
        Office(
            id="1",
            name="ЦНАП Полтава 1",
            address="36000, м. Полтава, вул. Соборності, 1",
            hours="Пн–Пт 8:00–17:00",
            phones=("0532 123-456", "1545"),
            latitude=49.59,
            longitude=34.55,
        ),
    )


def test_the_nearest_come_first_however_far_they_are(engine: Engine) -> None:
    take(
        engine,
        office(1, "Львів", 49.84, 24.03),
        office(2, "Полтава", 49.59, 34.55),
        office(3, "Полтава", 49.60, 34.50),
        office(4, "Одеса", None, None),
    )
    found = finder(engine).nearest(49.59, 34.54)
    assert [one.id for one in found] == ["2", "3", "1"]
    assert [round(one.distance_km or 0, 1) for one in found] == [0.7, 3.1, 755.5]
    assert finder(engine).nearest(49.59, 34.54, kind="police") == ()
    assert [one.id for one in finder(engine).nearest(49.59, 34.54, kind="cnap", limit=1)] == ["2"]


def test_closed_offices_are_not_sent_to(engine: Engine) -> None:
    take(engine, office(1, state="Тимчасово закритий"), office(2, state="Закритий назавжди"), office(3, state=None))
    assert [one.id for one in finder(engine).in_place("Полтава")] == ["3"]
    assert [one.id for one in finder(engine).nearest(49.59, 34.55)] == ["3"]


def test_hours_are_read_as_text_list_or_day_by_day(sqlite: Engine) -> None:
    days = {"Пн": "8:00–17:00", "Сб": ["9:00–12:00"], "Нд": None}
    report = take(
        sqlite, office(1, timetable=days), office(2, timetable=["Пн 8–17", "Вт 8–17"]), office(3, timetable=5)
    )
    assert {one.id: one.hours for one in finder(sqlite).in_place("Полтава")} == {
        "1": "Пн: 8:00–17:00\nСб: 9:00–12:00",
        "2": "Пн 8–17\nВт 8–17",
    }
    assert '"timetable" is 5' in report.broken[0].reason


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"code": None}, '"code" is None'),
        ({"code": True}, '"code" is True'),
        ({"name": ""}, '"name" is missing'),
        ({"state": "Зачинено"}, '"state" is "Зачинено"; allowed: Діючий'),
        ({"address": "вул. Соборності"}, '"address" is a text'),
        ({"address": {"address_full": "м. Суми"}}, None),
        ({"address": {"address_full": "", "lat": 50, "lon": 30}}, '"address.address_full" is missing'),
        ({"address": {"address_full": "м. Суми", "lat": 50}}, "both or neither"),
        ({"address": {"address_full": "м. Суми", "lat": 34.5, "lon": 49.6}}, "allowed: from 44 to 52.6"),
        ({"address": {"address_full": "м. Суми", "lat": "x", "lon": 30}}, '"address.lat" is a text'),
    ],
)
def test_what_is_wrong_with_an_office_is_told(sqlite: Engine, fields: dict[str, Any], said: str | None) -> None:
    report = take(sqlite, office(1), office(2) | fields)
    assert [said in one.reason for one in report.broken if said] == ([True] if said else [])


def test_the_nearest_of_many_is_the_nearest_of_all(engine: Engine) -> None:
    chance = random.Random(3)
    records = [office(code, "Суми", chance.uniform(46, 52), chance.uniform(23, 39)) for code in range(600)]
    take(engine, *records)
    known = finder(engine)
    for _ in range(20):
        lat, lon = chance.uniform(45, 52), chance.uniform(23, 39)
        distances = sorted(distance_km(lat, lon, one["address"]["lat"], one["address"]["lon"]) for one in records)
        assert [one.distance_km for one in known.nearest(lat, lon)] == pytest.approx(distances[:3])
