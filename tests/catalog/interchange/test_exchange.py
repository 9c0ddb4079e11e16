"""What is exported comes back as it was, and exporting it again gives the same bytes."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from catalog.catalogue import Catalogue
from catalog.interchange import tables
from catalog.interchange.edition import Edition, imported_version
from catalog.interchange.exchange import Format, export, read
from catalog.interchange.fields import Kind, Record
from catalog.interchange.findings import ForeignFile
from catalog.interchange.schema import CATALOGUE

Formats = pytest.mark.parametrize("format", Format)


def written(catalogue: Catalogue, edition: Edition, format: Format) -> bytes:
    return b"".join(export(catalogue, edition, format))


def saved(folder: Path, catalogue: Catalogue, edition: Edition, format: Format) -> Path:
    path = folder / f"catalogue{format.suffix}"
    path.write_bytes(written(catalogue, edition, format))
    return path


@Formats
def test_what_was_exported_comes_back_equal(full: Catalogue, edition: Edition, format: Format, tmp_path: Path) -> None:
    assert read(saved(tmp_path, full, edition, format)) == (full, "5e0f")


@Formats
def test_exporting_an_import_gives_the_same_bytes(
    full: Catalogue, edition: Edition, format: Format, tmp_path: Path
) -> None:
    first = saved(tmp_path, full, edition, format)
    imported, version = read(first)

    again = written(imported, replace(edition, version=imported_version(version)), format)

    assert again == first.read_bytes()


@Formats
def test_another_day_and_address_change_nothing_of_what_is_read(
    full: Catalogue, edition: Edition, format: Format, tmp_path: Path
) -> None:
    elsewhere = Edition("https://signpost.example/ua", "5e0f", edition.day.replace(year=2025))

    assert read(saved(tmp_path, full, elsewhere, format))[0] == full


def test_a_folder_of_tables_reads_like_the_zip_file(full: Catalogue, edition: Edition, tmp_path: Path) -> None:
    for name, content in tables.write(full, edition).items():
        (tmp_path / name).write_bytes(content)

    assert read(tmp_path) == (full, "5e0f")


def test_the_shipped_catalogue_survives_as_tables(catalogue: Catalogue, edition: Edition, tmp_path: Path) -> None:
    assert read(saved(tmp_path, catalogue, edition, Format.CSV))[0] == catalogue


def test_jsonld_and_turtle_say_the_same(full: Catalogue, edition: Edition) -> None:
    one = Graph().parse(data=written(full, edition, Format.JSONLD), format="json-ld")
    other = Graph().parse(data=written(full, edition, Format.TURTLE), format="turtle")

    assert isomorphic(one, other)


def test_every_field_of_every_value_is_exchanged() -> None:
    """A field added to the catalogue must be added to the table too, or be named as derived."""
    for record in records(CATALOGUE):
        exchanged = {field.name for field in record.fields} | set(record.derived)
        assert exchanged == {field.name for field in fields(record.type)}, record.type.__name__


def records(record: Record) -> list[Record]:
    inner = [part for field in record.fields if field.record for part in records(field.record)]
    assert is_dataclass(record.type)
    return [record, *inner]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("notes.txt", b"hello", 'it ends in ".txt"'),
        ("page.ttl", b"<a> <b> .", "it cannot be read"),
        ("other.ttl", b"<http://e.org/a> a <http://e.org/B> .", "it holds no catalogue of Signpost"),
        ("other.jsonld", b'{"@id": "http://e.org/a"}', "it holds no catalogue of Signpost"),
        ("broken.jsonld", b"{", "it cannot be read"),
        ("tables.zip", b"PK", "it cannot be read"),
    ],
)
def test_a_foreign_file_is_refused_with_a_reason(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(ForeignFile) as refusal:
        read(tmp_path / name)

    assert name in str(refusal.value)
    assert said in str(refusal.value)


def test_a_file_of_a_later_edition_is_refused(full: Catalogue, edition: Edition, tmp_path: Path) -> None:
    path = saved(tmp_path, full, edition, Format.TURTLE)
    path.write_text(path.read_text("utf-8").replace('sp:edition "1"', 'sp:edition "2"'), "utf-8")

    with pytest.raises(ForeignFile, match="this program reads edition 1"):
        read(path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('sp:confidence "low"', 'sp:confidence "sure"', "Allowed: high, medium, low"),
        ('sp:name "place (укр)"@uk, "place (eng)"@en', 'sp:name "place"@en', "sp:name has no text in uk"),
        ("dct:subject <topic/travel>", "dct:subject <topic/space>", "topic/space, which is not in the file"),
        ('\\"among\\":[\\"no\\"]', '\\"among\\":[\\"nope\\"]', 'a condition on married names "nope"'),
        ("sp:after ( <situation/road/step/walk> )", "sp:after ( <situation/road/step/rest> )", "runs in a circle"),
        ("{minimum_wage * 1.5}", "{maximum_wage * 1.5}", 'a text names "maximum_wage"'),
        ('"2026-11"^^xsd:gYearMonth', '"2026"^^xsd:gYearMonth', "write the year and month"),
    ],
)
def test_a_spoiled_file_is_refused_and_the_place_named(
    full: Catalogue, edition: Edition, tmp_path: Path, old: str, new: str, said: str
) -> None:
    path = saved(tmp_path, full, edition, Format.TURTLE)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")

    with pytest.raises(ForeignFile) as refusal:
        read(path)

    assert said in str(refusal.value)
    assert "situation/road" in str(refusal.value)


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("step.csv", "of,id", "of,name", "the columns are"),
        ("step.csv", '"[""00030"", ""s001""]"', "00030", "write a list"),
        ("cost.csv", "49.92", "much", "write a number"),
        ("topic.csv", "travel,", "voyage,", "topic/travel, which is not in the file"),
    ],
)
def test_a_spoiled_table_is_refused(
    full: Catalogue, edition: Edition, tmp_path: Path, table: str, old: str, new: str, said: str
) -> None:
    files: dict[str, Any] = dict(tables.write(full, edition))
    assert old.encode() in files[table]
    files[table] = files[table].replace(old.encode(), new.encode())
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    with pytest.raises(ForeignFile) as refusal:
        read(tmp_path)

    assert said in str(refusal.value)


def test_a_missing_table_is_named(full: Catalogue, edition: Edition, tmp_path: Path) -> None:
    for name, content in tables.write(full, edition).items():
        if name != "step.csv":
            (tmp_path / name).write_bytes(content)

    with pytest.raises(ForeignFile, match=r"it lacks step\.csv"):
        read(tmp_path)


def test_kinds_of_the_table_are_all_used() -> None:
    used = {field.kind for record in records(CATALOGUE) for field in record.fields}
    assert used == set(Kind)
