"""The catalogue on the web: cached, packed, open to other sites, and linked from its own addresses."""

from __future__ import annotations

import json
from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot import open_data
from bot.open_data import OpenData
from bot.security_headers import middleware
from catalog.catalogue import Catalogue
from tests.catalog import small
from tests.catalog.small import TODAY


class Shelf:
    """The loaded catalogue, which a test may replace."""

    def __init__(self) -> None:
        self.catalogue = small.catalogue(small.situation([small.step("walk")]))
        self.version, self.day = "v1", TODAY

    def __call__(self) -> tuple[Catalogue, str, date]:
        return self.catalogue, self.version, self.day


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def client(shelf: Shelf) -> TestClient:
    routes = OpenData(shelf, "https://example.org").routes()
    return TestClient(Starlette(routes=routes, middleware=middleware(("https://portal.example",))))


@pytest.mark.parametrize(
    ("address", "media_type"),
    [
        ("/catalog.jsonld", "application/ld+json"),
        ("/catalog.ttl", "text/turtle; charset=utf-8"),
        ("/catalog.zip", "application/zip"),
    ],
)
def test_each_file_is_open_to_every_site_and_names_its_licence(
    client: TestClient, address: str, media_type: str
) -> None:
    answer = client.get(address, headers={"Origin": "https://elsewhere.example"})

    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "creativecommons.org/licenses/by/4.0" in answer.headers["link"]


def test_packed_or_plain_it_is_the_same_file(client: TestClient) -> None:
    packed = client.get("/catalog.jsonld", headers={"Accept-Encoding": "br, gzip;q=0.8"})
    plain = client.get("/catalog.jsonld", headers={"Accept-Encoding": "gzip;q=0"})

    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert json.loads(plain.content)["@context"]["@base"] == "https://example.org/id/"


def test_who_has_the_edition_is_told_so_until_the_catalogue_or_the_day_changes(
    client: TestClient, shelf: Shelf
) -> None:
    first = client.get("/catalog.ttl").headers["etag"]
    again = client.get("/catalog.ttl", headers={"If-None-Match": f'"other", {first}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first

    shelf.catalogue, shelf.version = small.catalogue(small.situation([small.step("run")])), "v2"
    changed = client.get("/catalog.ttl", headers={"If-None-Match": first})
    assert changed.status_code == 200
    assert "step/run" in changed.text

    shelf.day = date(2026, 11, 26)
    assert client.get("/catalog.ttl").headers["etag"] != changed.headers["etag"]


def test_a_file_is_built_once_for_a_catalogue_and_a_day(
    client: TestClient, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[str] = []
    real = open_data._packed
    monkeypatch.setattr(open_data, "_packed", lambda *given: (built.append(given[2].value), real(*given))[1])

    for _ in range(3):
        client.get("/catalog.ttl")
    client.get("/catalog.jsonld")

    assert built == ["turtle", "jsonld"]


def test_the_address_of_a_resource_leads_to_its_description(client: TestClient) -> None:
    answer = client.get("/id/situation/road/step/walk", follow_redirects=False)
    described = client.get("/id/situation/road/step/walk")

    assert answer.status_code == 303
    assert "<situation/road/step/walk> a cpsv:PublicService" in described.text


def test_the_vocabulary_says_what_the_terms_mean(client: TestClient) -> None:
    assert "sp:when a rdf:Property" in client.get("/catalog-vocabulary.ttl").text
