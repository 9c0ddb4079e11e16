"""Training data that is put together is compared by all that is in it, its tables once."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.training_data.example import Example
from bot.nlu.training_data.settled import SettledTrainingData


def settled(text: str = "народила", **changed: Any) -> SettledTrainingData:
    parts: dict[str, Any] = {
        "entity_synonyms": {"тачка": "авто"},
        "lookup_tables": [{"name": "birth/married=no", "elements": ["не розписані"]}],
        "responses": {"utter_hello": [{"text": "Вітаю"}]},
    }
    return SettledTrainingData.of(TrainingData([Example.build(text, "birth")], **{**parts, **changed}))


def test_the_same_training_data_has_the_same_fingerprint() -> None:
    assert settled().fingerprint() == settled().fingerprint()


@pytest.mark.parametrize(
    "other",
    [
        settled("загубив паспорт"),
        settled(entity_synonyms={"тачка": "машина"}),
        settled(lookup_tables=[{"name": "birth/married=no", "elements": ["без штампа"]}]),
        settled(responses={"utter_hello": [{"text": "Добрий день"}]}),
    ],
    ids=["an example", "a synonym", "a phrase", "a response"],
)
def test_each_part_tells_it_from_other_training_data(other: SettledTrainingData) -> None:
    assert other.fingerprint() != settled().fingerprint()


def test_what_is_done_to_its_examples_is_seen() -> None:
    data = settled()
    before = data.fingerprint()
    data.training_examples[0].set("language", "uk")
    assert data.fingerprint() != before


def test_it_holds_what_it_was_made_of() -> None:
    data = TrainingData([Example.build("народила", "birth")], {"тачка": "авто"})
    made = SettledTrainingData.of(data)
    assert made.training_examples is data.training_examples
    assert made.intent_examples == data.intent_examples
    assert made.entity_synonyms == {"тачка": "авто"}
