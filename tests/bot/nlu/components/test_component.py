"""A component is empty until it is trained, and comes back as it was stored; a stored part that is gone is an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.components.circumstances import CircumstanceExtractor

CONTEXT = ExecutionContext(GraphSchema({}))
WHERE = Resource("circumstances")
TAUGHT = TrainingData(lookup_tables=[{"name": "birth/married=no", "elements": ["ми не розписані"]}])


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    (tmp_path / "model").mkdir()
    return LocalModelStorage.create(tmp_path / "model")


def told(component: CircumstanceExtractor) -> list[str]:
    (message,) = component.process([Message({TEXT: "народила, ми не розписані"})])
    return [entity["value"] for entity in message.get("entities")]


def test_what_was_stored_is_loaded(storage: LocalModelStorage) -> None:
    CircumstanceExtractor.create({}, storage, WHERE, CONTEXT).train(TAUGHT)

    assert told(CircumstanceExtractor.load({}, storage, WHERE, CONTEXT)) == ["married=no"]


def test_one_that_never_learned_is_empty(storage: LocalModelStorage) -> None:
    assert told(CircumstanceExtractor.load({}, storage, WHERE, CONTEXT)) == []


def test_a_model_that_lacks_a_file_is_refused(storage: LocalModelStorage) -> None:
    """A model of another version of Signpost: better no start than an assistant that hears nothing."""
    CircumstanceExtractor.create({}, storage, WHERE, CONTEXT).train(TAUGHT)
    with storage.read_from(WHERE) as folder:
        (folder / "phrases.json").unlink()

    with pytest.raises(FileNotFoundError, match=r"phrases\.json"):
        CircumstanceExtractor.load({}, storage, WHERE, CONTEXT)
