"""What people type into a search box, held against the real catalogue: `search_queries.yml`."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from catalog.catalogue import Catalogue
from catalog.search import SearchIndex, index_of

QUERIES = yaml.safe_load((Path(__file__).parent / "search_queries.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def index(catalogue: Catalogue) -> SearchIndex:
    return index_of(catalogue)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param(str(query), first, id=f"{group}: {query}")
        for group in QUERIES
        for query, first in QUERIES[group].items()
    ],
)
def test_what_people_type_finds_what_they_mean(index: SearchIndex, query: str, expected: list[str]) -> None:
    hits = index.search(query)
    found = f"{hits[0].target.kind.value}/{hits[0].target.key}" if hits else "nothing"
    assert found in (expected or ["nothing"])


def test_every_service_is_found_by_each_of_its_names(index: SearchIndex, catalogue: Catalogue) -> None:
    lost = [
        (service.key, name)
        for service in catalogue.services
        for name in service.known_as
        if service.key not in [hit.target.key for hit in index.search(name, 8)]
    ]
    assert not lost


def test_every_service_has_names_that_people_use(catalogue: Catalogue) -> None:
    assert not [service.key for service in catalogue.services if len(service.known_as) < 2]


def test_no_two_services_are_called_the_same(catalogue: Catalogue) -> None:
    names = [name.lower() for service in catalogue.services for name in service.known_as]
    assert sorted(names) == sorted(set(names))
