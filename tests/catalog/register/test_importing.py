"""A dump of the register becomes rows: all of it that is sound, what is broken listed, again without a change."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime, timezone
from typing import Any

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from catalog.register import splitting
from catalog.register.importing import ImportRefused, import_dump
from catalog.register.lookup import StoredRegister, imports
from catalog.register.models import ImportedService
from catalog.register.report import Report
from catalog.register.shelves import SERVICES
from catalog.register.splitting import NotADump
from catalog.store import write_catalogue
from tests.catalog.register.dumps import SPOILED, dump, service
from tests.catalog.small import catalogue

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=timezone.utc)
LATER = datetime(2026, 11, 26, 9, 0, tzinfo=timezone.utc)


def take(engine: Engine, records: Iterable[Any] | bytes, now: datetime = NOW, **options: bool) -> Report:
    written = records if isinstance(records, bytes) else dump(records)
    return import_dump(engine, SERVICES, io.BytesIO(written), "dump.json", now, **options)


def names(engine: Engine) -> dict[str, str]:
    with Session(engine) as session:
        return dict(session.execute(select(ImportedService.key, ImportedService.name)).all())


@pytest.fixture(params=["sqlite", pytest.param("postgresql_engine", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest) -> Engine:
    from catalog.register.models import RegisterBase

    found: Engine = request.getfixturevalue(request.param)
    RegisterBase.metadata.drop_all(found)
    return found


def test_five_thousand_records_with_fifty_broken_ones(sqlite: Engine) -> None:
    records: list[Any] = [service(number) for number in range(1, 5001)]
    expected = {}
    for place, (spoil, reason) in enumerate(SPOILED):
        number = 100 * place + 50
        records[number - 1] = spoil(number)
        expected[number] = reason
    report = take(sqlite, records)
    assert len(SPOILED) == 50
    assert {one.place.number for one in report.broken} == set(expected)
    assert [one for one in report.broken if expected[one.place.number] not in one.reason] == []
    assert (report.records, len(report.added), report.unchanged) == (5000, 4950, 0)
    assert len(names(sqlite)) == 4950


def test_the_place_of_a_broken_record_is_where_it_stands_in_the_file(engine: Engine) -> None:
    written = dump([service(1), service(2, name=None), service(3)], indent=2)
    broken = take(engine, written).broken[0]
    assert written[broken.place.byte :].startswith(b'{\n  "identifier": "00002"')
    assert written[: broken.place.byte].count(b"\n") + 1 == broken.place.line
    assert (broken.place.number, broken.key) == (2, "00002")


def test_a_second_run_changes_nothing(engine: Engine) -> None:
    take(engine, [service(number) for number in range(1, 31)])
    before = imports(engine)["services"]
    report = take(engine, [service(number) for number in range(1, 31)], LATER)
    assert (report.added, report.changed, report.withdrawn, report.unchanged) == ((), (), (), 30)
    after = imports(engine)["services"]
    assert after.version == before.version
    assert after.imported_at == LATER


def test_what_was_added_changed_and_withdrawn_is_told(engine: Engine) -> None:
    take(engine, [service(1), service(2), service(3)])
    report = take(engine, [service(1), service(2, name="Інша назва"), service(4)], LATER)
    assert (report.added, report.changed, report.withdrawn) == (("00004",), ("00002",), ("00003",))
    assert names(engine)["00002"] == "Інша назва"
    assert "00003" not in names(engine)


def test_a_record_whose_new_version_is_broken_keeps_the_earlier_one(engine: Engine) -> None:
    take(engine, [service(1), service(2)])
    report = take(engine, [service(1), service(2, name=7)])
    assert (report.kept, report.withdrawn) == (("00002",), ())
    assert "00002" in names(engine)


def test_unknown_fields_are_told_once_and_left_out(engine: Engine) -> None:
    report = take(engine, [service(1), service(2, rating=5), service(3, rating=4)])
    (unknown,) = report.unknown_fields
    assert (unknown.name, unknown.records, unknown.first.number) == ("rating", 2, 2)
    assert len(report.added) == 3


def test_a_dry_run_writes_nothing(engine: Engine) -> None:
    report = take(engine, [service(1)], dry_run=True)
    assert (report.added, report.written) == (("00001",), False)
    assert names(engine) == {}
    assert imports(engine) == {}


def test_a_part_of_the_register_does_not_withdraw_the_rest(engine: Engine) -> None:
    take(engine, [service(number) for number in range(1, 41)])
    with pytest.raises(ImportRefused, match="39 of 40 services would be withdrawn"):
        take(engine, [service(1)])
    assert len(names(engine)) == 40
    assert len(take(engine, [service(1)], let_shrink=True).withdrawn) == 39


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"", "no list of records"),
        (b"<html>", "no list of records"),
        (b'{"error": "busy"}', "no list of records"),
        (dump([service(1), service(2)])[:-3], "ends inside its list, near record 2"),
        (dump([service(1)])[:-2], "ends inside its list"),
    ],
)
def test_what_is_no_whole_dump_is_refused(sqlite: Engine, written: bytes, said: str) -> None:
    take(sqlite, [service(7)])
    with pytest.raises(NotADump, match=said):
        take(sqlite, written)
    assert list(names(sqlite)) == ["00007"]


def test_a_dump_of_nothing_but_broken_records_is_refused(sqlite: Engine) -> None:
    with pytest.raises(ImportRefused, match="none of the 2 record"):
        take(sqlite, [b"null", b"7"])


def test_loading_the_catalogue_leaves_the_imported_services_alone(sqlite: Engine) -> None:
    take(sqlite, [service(1)])
    write_catalogue(sqlite, catalogue(), "v1", NOW)
    assert list(names(sqlite)) == ["00001"]
    assert inspect(sqlite).has_table("catalogue_service")


def test_a_service_is_read_back_in_full_with_where_it_is_from(engine: Engine) -> None:
    take(engine, [service(1)])
    found = StoredRegister(engine, imports(engine)["services"]).service("00001")
    assert found is not None
    assert found.service.cost == ("Безоплатно",)
    assert found.service.processing_time == ("10 робочих днів",)
    assert found.service.authorities == ("ЦНАП", "Рада громади")
    assert (found.provenance.source, found.provenance.imported_at) == ("dump.json", NOW)


@pytest.mark.parametrize("piece", [1, 7, 4096])
def test_records_do_not_depend_on_how_the_file_is_read(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    spoiled = [spoil(9) for spoil, reason in SPOILED if reason != "too deep"]
    written = dump([service(1), *spoiled, service(2)])
    whole = list(splitting.split(io.BytesIO(written)))
    monkeypatch.setattr(splitting, "PIECE", piece)
    # The shortest pieces take long over the whole dump; a part of it has every kind of border.
    part = written if piece > 7 else dump([*spoiled[:12], service(2)])
    assert len(whole) == len(spoiled) + 2
    again = list(splitting.split(io.BytesIO(part)))
    monkeypatch.undo()
    assert again == list(splitting.split(io.BytesIO(part)))


def test_memory_holds_a_piece_of_the_file_not_all_of_it() -> None:
    class Endless:
        """Two hundred megabytes of records that are never in memory at once."""

        left = 200
        record = dump([service(1)] * 700)[len(b'{"entries": [') : -2] + b","

        def read(self, size: int) -> bytes:
            self.left -= 1
            return b"[" if self.left == 199 else self.record if self.left else b"null]"

    import tracemalloc

    tracemalloc.start()
    count = sum(1 for _, _ in zip(range(2000), splitting.split(Endless())))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 2000
    assert most < 8 * 1024 * 1024
