"""The language of a message is found by its letters; that of an example is what its block says."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.components.language import LanguageIdentifier
from bot.nlu.components.message import LANGUAGE
from bot.nlu.training_data.example import Example

CONTEXT = ExecutionContext(GraphSchema({}))


def example(text: str, language: str | None = None) -> Message:
    return Example.build(text, "birth", intent_metadata={"language": language} if language else None)


@pytest.fixture
def untrained(tmp_path: Path) -> LanguageIdentifier:
    (tmp_path / "model").mkdir()
    return LanguageIdentifier.create({}, LocalModelStorage.create(tmp_path / "model"), Resource("language"), CONTEXT)


@pytest.mark.parametrize(
    ("text", "code"),
    [("паспорт з'їв собака", "uk"), ("потерял паспорт вчера вечером, это срочно", "ru"), ("lost my passport", "en")],
)
def test_a_message_is_told_by_its_letters(untrained: LanguageIdentifier, text: str, code: str) -> None:
    assert untrained.identify(text)["code"] == code


@pytest.mark.parametrize(
    ("language", "code", "transliterated"),
    [("uk", "uk", False), ("surzhyk", "uk", False), ("ru", "ru", False), ("translit", "uk", True), ("en", "en", False)],
)
def test_an_example_has_the_language_of_its_block(
    untrained: LanguageIdentifier, language: str, code: str, transliterated: bool
) -> None:
    data = untrained.process_training_data(TrainingData([example("pasport", language)]))
    (found,) = (one.get(LANGUAGE) for one in data.training_examples)
    assert (found["code"], found["transliterated"]) == (code, transliterated)


def test_an_example_without_one_is_identified_like_a_message(untrained: LanguageIdentifier) -> None:
    data = untrained.process_training_data(TrainingData([example("загубила їх"), example("lost", "klingon")]))
    assert [one.get(LANGUAGE)["code"] for one in data.training_examples] == ["uk", "en"]
