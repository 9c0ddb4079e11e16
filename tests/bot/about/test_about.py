"""/about: one page for people in their language, the same figures for programs."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy.engine import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.about.basis import Basis
from bot.about.page import About
from bot.about.parts import Link, Section
from bot.about.quality import MeasuredQuality
from bot.about.words import TRANSLATIONS
from bot.evaluation.kept import keep
from bot.knowledge_source import CatalogueSource
from catalog.store import create_tables, write_catalogue
from catalog.text import Language
from tests.bot.evaluation.predictions import ALL
from tests.catalog import small

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class Live:
    """A part of another room, as the page sees it."""

    key = "live"

    def as_json(self) -> Any:
        return {"turns": 7}

    def section(self, language: Language) -> Section:
        return Section("Live <b>", ("seven",), links=(Link("/x?a=1&b=2", "more"),))


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return tmp_path / "20261125-model.tar.gz"


@pytest.fixture
def client(sqlite: Engine, model: Path) -> TestClient:
    create_tables(sqlite)
    write_catalogue(sqlite, small.catalogue(small.situation()), "abc", datetime(2026, 11, 25, tzinfo=timezone.utc))
    source = CatalogueSource(sqlite, today=lambda: small.TODAY)
    about = About(Basis(source, lambda: model, ("web",)), [MeasuredQuality(lambda: model, source), Live()])
    return TestClient(Starlette(routes=about.routes()))


def measure(model: Path) -> None:
    keep(model, {"set.jsonl": 6}, ALL, datetime(2026, 11, 25, 12, tzinfo=timezone.utc))


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/json, text/html;q=0.5"])
def test_programs_get_json_with_the_keys_it_always_had(client: TestClient, model: Path, accept: str) -> None:
    measure(model)

    answer = client.get("/about", headers={"Accept": accept})

    known = answer.json()
    assert (known["name"], known["model"], known["channels"]) == ("Signpost", "20261125-model.tar.gz", ["web"])
    assert known["catalogue"]["situations"] == 1
    assert known["quality"]["all"]["top1"] == 0.25
    assert known["quality"]["measured"] == "2026-11-25T12:00:00+00:00"
    assert known["live"] == {"turns": 7}
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("preference", "chosen", "language", "share"),
    [
        ("uk-UA,uk;q=0.9,en;q=0.5", "", "uk", "25,0\u00a0%"),
        ("en-GB,en;q=0.9", "", "en", "25.0%"),
        ("ru,pl", "", "uk", "25,0\u00a0%"),
        ("en", "?language=uk", "uk", "25,0\u00a0%"),
    ],
)
def test_people_get_a_page_in_their_language(
    client: TestClient, model: Path, preference: str, chosen: str, language: str, share: str
) -> None:
    measure(model)

    answer = client.get(f"/about{chosen}", headers={"Accept": BROWSER, "Accept-Language": preference})

    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in answer.text
    assert share in answer.text
    assert "signpost evaluate" in answer.text


def test_a_model_that_was_not_measured_says_so(client: TestClient) -> None:
    assert client.get("/about").json()["quality"] is None
    assert "not been measured" in client.get("/about?language=en", headers={"Accept": BROWSER}).text


def test_figures_that_arrive_later_are_shown_without_a_restart(client: TestClient, model: Path) -> None:
    assert client.get("/about").json()["quality"] is None

    measure(model)

    assert client.get("/about.json").json()["quality"]["all"]["messages"] == 6


def test_a_part_of_another_room_is_shown_and_escaped(client: TestClient) -> None:
    page = client.get("/about", headers={"Accept": BROWSER}).text

    assert "Live &lt;b&gt;" in page
    assert 'href="/x?a=1&amp;b=2"' in page


def test_the_page_needs_no_script_and_no_inline_style(client: TestClient) -> None:
    page = client.get("/about", headers={"Accept": BROWSER}).text

    assert "<script" not in page
    assert "style=" not in page
    assert client.get("/about.css").headers["Content-Type"].startswith("text/css")


def test_both_translations_have_the_same_words() -> None:
    texts = {one: yaml.safe_load((TRANSLATIONS / f"{one}.yml").read_text("utf-8")) for one in ("uk", "en")}

    assert set(texts["uk"]) == set(texts["en"])
