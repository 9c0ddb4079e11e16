"""What is imported while the program runs is in use within seconds: searched, shown as a card, offices found."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, timezone
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from actions.knowledge import Knowledge
from actions.offices import NO_OFFICES
from bot import knowledge_source
from bot.knowledge_source import CatalogueSource
from catalog.catalogue import Service
from catalog.register.importing import import_dump
from catalog.register.lookup import NO_REGISTER
from catalog.register.shelves import OFFICES, SERVICES, Shelf
from catalog.search import Kind, Target
from catalog.store import write_catalogue
from tests.actions.small_catalogue import CATALOGUE
from tests.actions.talking import Talk, bare_payloads
from tests.catalog.register.dumps import dump, office, service

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 24, 22, 30, tzinfo=timezone.utc)


@pytest.fixture
def source(sqlite: Engine, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Knowledge]:
    """What the program knows, with a small catalogue loaded; it looks at the database at every turn."""
    monkeypatch.setattr(knowledge_source, "LOOK_EVERY", -1.0)
    write_catalogue(sqlite, CATALOGUE, "v1", NOW)
    return CatalogueSource(sqlite, lambda: TODAY)


def take(engine: Engine, shelf: Shelf, *records: dict[str, Any], now: datetime = NOW) -> None:
    import_dump(engine, shelf, io.BytesIO(dump(records)), "dump.json", now, let_shrink=True)


def test_before_anything_is_imported_there_is_nothing(source: Callable[[], Knowledge]) -> None:
    known = source()
    assert (known.register, known.offices) == (NO_REGISTER, NO_OFFICES)


def test_a_service_imported_meanwhile_is_found_and_shown_as_a_card(
    source: Callable[[], Knowledge], sqlite: Engine
) -> None:
    source()
    take(sqlite, SERVICES, service(90001, name="Видача висновку про вулики", keyword="Висновок про вулики"))
    known = source()
    assert known.index.search("висновок вулики")[0].target == Target(Kind.SERVICE, "90001")
    reply = Talk(known).press("service:90001")
    for line in (
        "Видача висновку про вулики",
        "Документ для тих, хто тримає бджіл.",
        "Хто надає: ЦНАП; Рада громади",
        "Які папери потрібні: Заява; паспорт громадянина України; {фото}, [2 шт.]",
        "Вартість: Безоплатно",
        "Строк: 10 робочих днів",
        "Як подати: Особисто; Онлайн",
        "Підстава: Закон про бджільництво.",
        "https://example.org/bees",
        # Half past midnight in Kyiv.
        "25 листопада 2026",
    ):
        assert line in reply.text
    assert bare_payloads(reply) == ["human"]


def test_asked_for_by_its_name_it_is_shown_at_once(source: Callable[[], Knowledge], sqlite: Engine) -> None:
    take(sqlite, SERVICES, service(90001, name="Видача висновку про вулики", keyword="Висновок про вулики"))
    talk = Talk(source())
    assert talk.hear("висновок про вулики", "nlu_fallback", decision="search").text.startswith("Видача висновку")
    assert talk.status == "answered"


def test_among_others_it_is_a_result_that_opens_the_card(source: Callable[[], Knowledge], sqlite: Engine) -> None:
    take(sqlite, SERVICES, service(90001, keyword=""), service(90002, keyword=""))
    reply = Talk(source()).hear("посвідчення бджоляра", "nlu_fallback", decision="search")
    assert [one.payload for one in reply.results[:2]] == ["service:90001", "service:90002"]
    assert reply.results[0].detail == "Документ для тих, хто тримає бджіл."


def test_the_authored_row_wins_and_the_register_fills_in(source: Callable[[], Knowledge], sqlite: Engine) -> None:
    authored = next(one for one in CATALOGUE.services if one.identifier)
    take(sqlite, SERVICES, service(123, name="Інша назва пасіки"))
    known = source()
    assert isinstance(authored, Service)
    assert Target(Kind.SERVICE, "00123") not in [hit.target for hit in known.index.search("інша назва пасіки", 10)]
    text = Talk(known).press(f"service:{authored.key}").text
    assert text.startswith(authored.title)
    assert "Інша назва" not in text
    assert "Закон про бджільництво" in text
    assert "Вартість: Безоплатно" in text


def test_a_withdrawn_service_is_gone_within_seconds(source: Callable[[], Knowledge], sqlite: Engine) -> None:
    take(sqlite, SERVICES, service(90001), service(90002))
    assert source().register.service("90001") is not None
    take(sqlite, SERVICES, service(90002), now=NOW.replace(hour=23))
    known = source()
    assert known.register.service("90001") is None
    assert Target(Kind.SERVICE, "90001") not in [hit.target for hit in known.index.search("00001 бджоляра", 10)]


def test_imports_stay_when_the_catalogue_is_loaded_anew(source: Callable[[], Knowledge], sqlite: Engine) -> None:
    take(sqlite, SERVICES, service(90001))
    source()
    write_catalogue(sqlite, CATALOGUE, "v2", NOW)
    assert source().index.search("посвідчення бджоляра 90001")[0].target.key == "90001"


def test_offices_imported_meanwhile_are_found(source: Callable[[], Knowledge], sqlite: Engine) -> None:
    source()
    take(sqlite, OFFICES, office(1, "Полтава"), office(2, "Львів", 49.84, 24.03))
    talk = Talk(source(), "uk")
    assert "ЦНАП Полтава 1" in talk.hear("де найближчий ЦНАП у Полтаві", "ask/where").text
    assert "ЦНАП Львів 2" in talk.press("location:49.84,24.03").text
