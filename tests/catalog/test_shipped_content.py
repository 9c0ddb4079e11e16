"""The content we ship: complete in both languages, sourced, and fit for buttons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from catalog.catalogue import Catalogue
from catalog.conditions import Condition
from catalog.situations import Confidence, Situation, Step
from catalog.text import Text
from channels.payload import MAX_BYTES, Payload
from tests.catalog.people import EVERY_SITUATION
from tests.catalog.small import TODAY


@pytest.fixture(params=EVERY_SITUATION)
def situation(request: pytest.FixtureRequest, catalogue: Catalogue) -> Situation:
    found = catalogue.situation(request.param)
    assert found is not None
    return found


def texts_in(value: Any) -> Iterator[Text]:
    """Every statement inside a value of the catalogue."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))


def conditions_of(step: Step) -> Iterator[Condition]:
    """The step's condition and those of all its details."""
    yield step.when
    for field in fields(step):
        details = getattr(step, field.name)
        if isinstance(details, tuple):
            yield from (detail.when for detail in details if hasattr(detail, "when"))


def test_every_file_of_a_situation_is_in_the_catalogue(catalogue: Catalogue) -> None:
    assert [one.id for one in catalogue.situations] == EVERY_SITUATION
    assert len(EVERY_SITUATION) >= 45


def test_everything_is_said_in_ukrainian_and_in_english(situation: Situation) -> None:
    texts = list(texts_in(situation))
    assert len(texts) > 20
    assert [text for text in texts if not text.uk.strip() or not text.en.strip()] == []


def test_the_glossary_topics_and_contacts_are_in_both_languages(catalogue: Catalogue) -> None:
    texts = [*texts_in(catalogue.glossary), *texts_in(catalogue.topics), *texts_in(catalogue.contacts)]
    assert [text for text in texts if not text.uk.strip() or not text.en.strip()] == []


def test_every_step_says_on_what_it_rests_and_when_we_looked(situation: Situation) -> None:
    assert [step.id for step in situation.steps if not step.sources or not step.checked] == []


def test_no_step_was_checked_in_the_future(situation: Situation) -> None:
    this_month = TODAY.strftime("%Y-%m")
    assert [step.id for step in situation.steps if step.checked > this_month] == []


def test_a_step_that_rests_on_general_knowledge_alone_admits_it(situation: Situation) -> None:
    unsourced = [step for step in situation.steps if set(step.sources) == {"general-knowledge"}]
    assert [step.id for step in unsourced if step.confidence is not Confidence.LOW] == []


def test_every_step_of_low_confidence_names_who_can_confirm_it(situation: Situation) -> None:
    low = [step for step in situation.steps if step.confidence is Confidence.LOW]
    assert [step.id for step in low if step.confirm_with is None] == []


def test_every_button_of_a_situation_fits_telegram(situation: Situation) -> None:
    answers = [f"{one.id}={value}" for one in situation.circumstances for value in (*_ids(one.values), "unknown")]
    payloads = [
        Payload("situation", situation.id),
        *(Payload("answer", answer) for answer in answers),
        *(Payload("change", one.id) for one in situation.circumstances),
        *(Payload(act, step.id) for act in ("step", "done", "undone") for step in situation.steps),
    ]
    assert [str(payload) for payload in payloads if len(str(payload).encode()) > MAX_BYTES] == []


def _ids(values: Sequence[Any]) -> list[str]:
    return [value.id for value in values]


def test_every_service_has_a_button_that_fits_telegram(catalogue: Catalogue) -> None:
    payloads = [Payload("service", service.key) for service in catalogue.services]
    assert [str(payload) for payload in payloads if len(str(payload).encode()) > MAX_BYTES] == []


def test_every_circumstance_matters_somewhere(situation: Situation) -> None:
    named = {
        name for step in situation.steps for condition in conditions_of(step) for name in condition.circumstances()
    }
    assert [one.id for one in situation.circumstances if one.id not in named] == []


def test_a_circumstance_never_asks_to_know_itself_first(situation: Situation) -> None:
    waits_for: Mapping[str, set[str]] = {one.id: set(one.ask_when.circumstances()) for one in situation.circumstances}
    ready: set[str] = set()
    while following := {name for name, needed in waits_for.items() if name not in ready and needed <= ready}:
        ready |= following
    assert set(waits_for) == ready


def test_people_have_a_name_for_every_situation_in_each_language(situation: Situation) -> None:
    known_as = situation.known_as
    assert all(known_as.all())
    assert min(len(known_as.uk), len(known_as.ru), len(known_as.en)) >= 3


def test_the_topics_are_those_of_the_diia_guide(catalogue: Catalogue) -> None:
    assert len(catalogue.topics) == 19


def test_every_service_has_sources_and_no_number_is_made_up(catalogue: Catalogue) -> None:
    assert all(service.sources for service in catalogue.services)
    numbered = [service for service in catalogue.services if service.identifier is not None]
    assert numbered
    assert [service.key for service in numbered if service.identifier != service.key] == []


def test_whoever_is_in_danger_finds_a_phone(catalogue: Catalogue) -> None:
    crisis = catalogue.contacts_for("crisis")
    assert {"112", "102", "103", "101"} <= {contact.phone for contact in crisis}
    assert all(contact.phone or contact.url for contact in catalogue.contacts)


def test_every_rate_holds_today(catalogue: Catalogue) -> None:
    assert [rate.id for rate in catalogue.rates.rates if catalogue.rates.has_ended(rate.id, TODAY)] == []


def test_a_step_whose_authority_is_the_person_says_so(situation: Situation) -> None:
    """Else people are told: «Запитайте: Ви самі»."""
    themselves = ("Ви ", "Ви,", "Перевіряєте самі", "Ваша компанія")
    told = [step.id for step in situation.steps if step.authority.uk.startswith(themselves) and not step.by_oneself]
    assert told == []
