"""`signpost catalog export` and `import` as an operator uses them."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.database import open_database
from catalog.catalogue import Catalogue
from catalog.store import read_catalogue, stored_version, write_catalogue
from tests.catalog import small

DAY = "2026-11-25"


@pytest.fixture
def loaded(tmp_path: Path) -> tuple[str, Catalogue]:
    """A database with a small catalogue."""
    address = f"sqlite:///{tmp_path / 'signpost.db'}"
    catalogue = small.catalogue(small.situation([small.step("walk"), small.step("rest", after=["walk"])]))
    write_catalogue(open_database(address), catalogue, "5e0f", datetime(2026, 11, 25, tzinfo=timezone.utc))
    return address, catalogue


def signpost(address: str, *words: str, **environment: str) -> Result:
    return CliRunner().invoke(main, ["catalog", *words], env={"DATABASE_URL": address, **environment})


@pytest.mark.parametrize(
    ("format", "name"), [("jsonld", "c.jsonld"), ("turtle", "c.ttl"), ("csv", "c.zip"), ("csv", "folder")]
)
def test_there_and_back_and_there_again(loaded: tuple[str, Catalogue], tmp_path: Path, format: str, name: str) -> None:
    address, catalogue = loaded
    other = f"sqlite:///{tmp_path / 'other.db'}"
    one, two = tmp_path / "one" / name, tmp_path / "two" / name

    signpost(address, "export", "--format", format, "--day", DAY, "--out", str(one))
    imported = signpost(other, "import", str(one))
    signpost(other, "export", "--format", format, "--day", DAY, "--out", str(two))

    assert imported.exit_code == 0, imported.output
    assert read_catalogue(open_database(other)) == (catalogue, "imported 5e0f")
    assert contents(one) == contents(two)
    assert not [path for path in one.parent.iterdir() if path.name.startswith(".")]


def contents(path: Path) -> dict[str, bytes]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}


def test_without_out_it_is_printed_with_the_public_address(loaded: tuple[str, Catalogue]) -> None:
    result = signpost(loaded[0], "export", "--day", DAY, SIGNPOST_PUBLIC_URL="https://signpost.example/")

    assert json.loads(result.stdout)["@context"]["@base"] == "https://signpost.example/id/"


def test_a_foreign_file_is_refused_and_the_loaded_catalogue_stays(
    loaded: tuple[str, Catalogue], tmp_path: Path
) -> None:
    foreign = tmp_path / "foreign.ttl"
    foreign.write_text("<http://example.org/a> a <http://example.org/B> .", "utf-8")

    result = signpost(loaded[0], "import", str(foreign), "--json")

    assert result.exit_code == 1
    assert json.loads(result.stdout)["problems"][0]["found"] == "it holds no catalogue of Signpost"
    assert stored_version(open_database(loaded[0])) == "5e0f"


def test_validation_says_that_all_is_well(loaded: tuple[str, Catalogue]) -> None:
    result = signpost(loaded[0], "export", "--validate", "--json")

    assert result.exit_code == 0
    assert '"violations": []' in result.output


def test_a_breach_of_the_given_shapes_is_named_and_nothing_written(
    loaded: tuple[str, Catalogue], tmp_path: Path
) -> None:
    shapes, out = tmp_path / "strict.ttl", tmp_path / "out.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <#s> a sh:NodeShape ; "
        "sh:targetClass <http://purl.org/vocab/cpsv#PublicService> ; "
        "sh:property [ sh:path <http://purl.org/dc/terms/language> ; sh:minCount 1 ] .",
        "utf-8",
    )

    result = signpost(loaded[0], "export", "--shapes", str(shapes), "--out", str(out))

    assert result.exit_code == 1
    assert "step/walk: dct:language: it is missing" in result.output
    assert "at least 1 is needed" in result.output
    assert not out.exists()


def test_without_a_loaded_catalogue_it_says_how_to_load_one(tmp_path: Path) -> None:
    result = signpost(f"sqlite:///{tmp_path / 'empty.db'}", "export")

    assert result.exit_code == 1
    assert "signpost catalog load" in result.output


def test_a_public_address_that_is_none_is_wrong_usage(loaded: tuple[str, Catalogue]) -> None:
    result = signpost(loaded[0], "export", SIGNPOST_PUBLIC_URL="signpost.example")

    assert result.exit_code == 2
    assert "SIGNPOST_PUBLIC_URL" in result.output


def test_a_folder_for_linked_data_is_wrong_usage(loaded: tuple[str, Catalogue], tmp_path: Path) -> None:
    result = signpost(loaded[0], "export", "--out", str(tmp_path))

    assert result.exit_code == 2
    assert "is a folder" in result.output
