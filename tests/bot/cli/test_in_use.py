"""What the server answers from, and that the commands which only look find the same."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.cli.in_use import bring_up_to_date, catalogue_in_use
from bot.database import open_database
from catalog.authoring.content import content_version
from catalog.authoring.problems import ContentError
from catalog.catalogue import Catalogue
from catalog.store import read_catalogue, stored_version, write_catalogue
from tests.catalog import small
from tests.catalog.content_folder import Content
from tests.catalog.register.dumps import dump, service

NOW = datetime(2026, 11, 25, tzinfo=timezone.utc)


def foreign() -> Catalogue:
    """A catalogue of somebody else, as `signpost catalog import` would leave it in the database."""
    return small.catalogue(small.situation([small.step("walk")]))


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'signpost.db'}"


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path / "content")


def search(address: str, *words: str) -> Result:
    return CliRunner().invoke(main, ["search", *words, "--json"], env={"DATABASE_URL": address})


def test_an_imported_catalogue_survives_the_start_of_the_server(address: str) -> None:
    database, imported = open_database(address), foreign()
    write_catalogue(database, imported, "imported 5e0f", NOW)

    said = bring_up_to_date(database, NOW)

    assert 'The catalogue "imported 5e0f" stays in use' in said
    assert read_catalogue(database) == (imported, "imported 5e0f")


def test_changed_content_replaces_the_content_loaded_before(address: str, content: Content) -> None:
    database = open_database(address)
    write_catalogue(database, foreign(), "5e0f", NOW)

    assert bring_up_to_date(database, NOW, content.folder) == ""
    assert stored_version(database) == content_version(content.folder)


def test_content_with_mistakes_leaves_what_was_loaded(address: str, content: Content) -> None:
    database, before = open_database(address), foreign()
    content.change("topic: housing", "topic: houses")
    with pytest.raises(ContentError):
        bring_up_to_date(database, NOW, content.folder)
    with pytest.raises(ContentError):
        catalogue_in_use(address, content.folder)
    write_catalogue(database, before, "5e0f", NOW)

    assert "the catalogue loaded before stays in use" in bring_up_to_date(database, NOW, content.folder)
    assert read_catalogue(database) == (before, "5e0f")
    assert catalogue_in_use(address, content.folder).catalogue == before


def test_searching_looks_through_the_imported_catalogue(address: str) -> None:
    write_catalogue(open_database(address), foreign(), "imported 5e0f", NOW)
    title = foreign().situations[0].title.uk

    found = search(address, title)

    assert [hit["id"] for hit in json.loads(found.output)][:1] == [foreign().situations[0].id]
    assert search(address, "субсидія").exit_code == 1


def test_searching_finds_what_was_taken_over_from_the_register(address: str, tmp_path: Path) -> None:
    file = tmp_path / "dump.json"
    file.write_bytes(dump([service(1, name="Видача посвідчення пасічника")]))
    taken = CliRunner().invoke(main, ["catalog", "import", "diia-guide", str(file)], env={"DATABASE_URL": address})
    assert taken.exit_code == 0, taken.output

    found = search(address, "посвідчення пасічника")

    assert json.loads(found.output)[0]["matched_on"] == "Видача посвідчення пасічника"


def test_searching_without_a_database_reads_the_content_and_makes_none(address: str, tmp_path: Path) -> None:
    found = search(address, "субсидія")

    assert "housing-subsidy" in [hit["id"] for hit in json.loads(found.output)]
    assert list(tmp_path.iterdir()) == []


def test_the_acts_know_the_imported_catalogue(address: str) -> None:
    write_catalogue(open_database(address), foreign(), "imported 5e0f", NOW)
    known = catalogue_in_use(address).knowledge(small.TODAY)
    assert [one.id for one in known.catalogue.situations] == [one.id for one in foreign().situations]
