"""Circumstances told in passing: «ми не розписані», "born in Poland"."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.circumstances.phrases import PhraseBook
from bot.nlu.components.component import TrainedComponent
from bot.nlu.components.message import is_transliterated
from bot.nlu.text.words import know
from bot.nlu.training_data.taught import CIRCUMSTANCE, phrases_in
from catalog import spelling


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class CircumstanceExtractor(EntityExtractorMixin, TrainedComponent):
    """Finds the phrases of the lookup tables named `<situation>/<circumstance>=<value>`.

    Which situation is meant is not known yet, so it reports what the message says for each of them.
    """

    _book = PhraseBook([])

    def train(self, training_data: TrainingData) -> Resource:
        phrases = phrases_in(training_data)
        self._book = PhraseBook(phrases)
        with self._model_storage.write_to(self._resource) as folder:
            _write(folder / "phrases.json", phrases)
            _write(folder / "base_forms.json", self._book.base_forms())
        return self._resource

    def read(self, folder: Path) -> None:
        know(json.loads((folder / "base_forms.json").read_text(encoding="utf-8")))
        phrases = json.loads((folder / "phrases.json").read_text(encoding="utf-8"))
        self._book = PhraseBook((name, phrase) for name, phrase in phrases)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT):
                entities = [*message.get(ENTITIES, []), *self._entities(message)]
                message.set(ENTITIES, entities, add_to_output=True)
        return messages

    def _entities(self, message: Message) -> list[dict[str, Any]]:
        text = message.get(TEXT)
        if is_transliterated(message):
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
