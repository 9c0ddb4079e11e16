"""Circumstances told in passing: «ми не розписані», "born in Poland"."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.language import LANGUAGE
from bot.nlu.phrases import PhraseBook
from bot.nlu.taught import CIRCUMSTANCE, phrases_in
from bot.nlu.words import know
from catalog import spelling


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class CircumstanceExtractor(EntityExtractorMixin, GraphComponent):
    """Finds the phrases of the lookup tables named `<situation>/<circumstance>=<value>`.

    Which situation is meant is not known yet, so it reports what the message says for each of them.
    """

    def __init__(self, model_storage: ModelStorage, resource: Resource, book: PhraseBook | None = None) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._book = book or PhraseBook([])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "CircumstanceExtractor":
        return cls(model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        phrases = phrases_in(training_data)
        self._book = PhraseBook(phrases)
        with self._model_storage.write_to(self._resource) as folder:
            _write(folder / "phrases.json", phrases)
            _write(folder / "base_forms.json", self._book.base_forms())
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "CircumstanceExtractor":
        # A model of another version of Signpost lacks a file: better an error than a model that hears nothing.
        with model_storage.read_from(resource) as folder:
            phrases = json.loads((folder / "phrases.json").read_text(encoding="utf-8"))
            know(json.loads((folder / "base_forms.json").read_text(encoding="utf-8")))
        return cls(model_storage, resource, PhraseBook((name, phrase) for name, phrase in phrases))

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT):
                entities = [*message.get(ENTITIES, []), *self._entities(message)]
                message.set(ENTITIES, entities, add_to_output=True)
        return messages

    def _entities(self, message: Message) -> list[dict[str, Any]]:
        text = message.get(TEXT)
        if (message.get(LANGUAGE) or {}).get("transliterated"):
            text = spelling.to_cyrillic(text)
        entities = []
        for found in self._book.find(text):
            situation, _, value = found.meaning.partition("/")
            entities.append(
                {
                    "entity": CIRCUMSTANCE,
                    "group": situation,
                    "value": value,
                    "start": min(found.start, len(message.get(TEXT))),
                    "end": min(found.end, len(message.get(TEXT))),
                    "extractor": type(self).__name__,
                }
            )
        return entities


def _write(file: Path, content: Any) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
