"""Search hits and services in words."""

from __future__ import annotations

import pytest

from actions.act import Exchange
from actions.compose.services import result_of, service_card
from actions.said import Said
from actions.state import DialogueState
from catalog.search import Hit, Kind, Target
from tests.actions.small_catalogue import CATALOGUE, knowledge

EXCHANGE = Exchange(Said(), DialogueState(language="en"), knowledge())


@pytest.mark.parametrize(
    ("kind", "key", "title", "payload", "detail"),
    [
        (Kind.SITUATION, "keep-bees", "Keeping bees", "situation:keep-bees", "From the first hive to the first jar"),
        (Kind.STEP, "keep-bees/fence", "Do fence", "situation:keep-bees", "Keeping bees"),
        (Kind.SERVICE, "s1", "Видача паспорта пасіки", "service:s1", None),
        (Kind.TERM, "smoker", "Smoker", None, "What calms the bees"),
    ],
)
def test_a_hit_says_what_it_is_and_where_it_leads(
    kind: Kind, key: str, title: str, payload: str | None, detail: str | None
) -> None:
    result = result_of(Hit(Target(kind, key), 0.9, "as written"), EXCHANGE)
    assert result is not None
    assert (result.title, result.payload, result.detail) == (title, payload, detail)
    assert result.kind == EXCHANGE.words.say(f"kind.{kind.value}")
    assert result.matched_on == "as written"


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (Kind.SITUATION, "gone"),
        (Kind.STEP, "gone/fence"),
        (Kind.STEP, "keep-bees/gone"),
        (Kind.SERVICE, "gone"),
        (Kind.TERM, "gone"),
    ],
)
def test_a_hit_that_the_catalogue_lost_meanwhile_is_no_result(kind: Kind, key: str) -> None:
    assert result_of(Hit(Target(kind, key), 0.9, ""), EXCHANGE) is None


def told(key: str) -> str:
    card = service_card(EXCHANGE, key)
    assert card is not None
    return card.text


def test_a_service_is_told_with_its_number_and_law() -> None:
    text = told(CATALOGUE.services[0].key)
    assert text.startswith("Видача паспорта пасіки\n")
    assert "00123" in text
    assert "Закон про бджільництво" in text


def test_a_service_without_a_number_in_any_source_is_told_by_its_title_and_whom_to_ask() -> None:
    lines = told(CATALOGUE.services[1].key).splitlines()
    assert "None" not in "".join(lines)
    assert lines[0] == "Обстеження пасіки"
    assert lines[1].startswith(EXCHANGE.words.say("service.ask"))
    assert not any(line.startswith(EXCHANGE.words.say("service.identifier", identifier="").rstrip()) for line in lines)


def test_a_service_that_nobody_has_is_none() -> None:
    assert service_card(EXCHANGE, "gone") is None
