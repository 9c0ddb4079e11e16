"""The featurizer: what turns a message into numbers, learned once and read by all that stand behind it."""

from __future__ import annotations

import json
from pathlib import Path

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.components.component import TrainedComponent
from bot.nlu.components.message import VECTORISER, plain_text
from bot.nlu.text.thesaurus import Thesaurus
from bot.nlu.text.views import Vectoriser
from bot.nlu.text.words import base_form, know
from bot.nlu.training_data.taught import said_examples
from catalog.spelling import words

BASE_FORMS = "base_forms.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class ViewsFeaturizer(TrainedComponent):
    """Gives each message its `vectoriser`.

    Not a row of numbers, as Rasa's own featurizers do: parts of a message are read by themselves as well, and what
    stands behind decides which.
    """

    _vectoriser: Vectoriser | None = None

    def train(self, training_data: TrainingData) -> Resource:
        texts = [plain_text(example) for example in said_examples(training_data)]
        said = {word for text in texts for word in words(text)}
        if not said:
            return self._resource
        thesaurus = Thesaurus.learn((group, word) for word, group in training_data.entity_synonyms.items())
        self._vectoriser = Vectoriser.learn(texts, thesaurus)
        # Looking a word up takes longer than all else that is done with it, so a new start need not do it again.
        known = {word: base_form(word) for word in sorted(said)}
        with self._model_storage.write_to(self._resource) as folder:
            self._vectoriser.save(folder)
            (folder / BASE_FORMS).write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
        return self._resource

    def read(self, folder: Path) -> None:
        self._vectoriser = Vectoriser.load(folder)
        know(json.loads((folder / BASE_FORMS).read_text(encoding="utf-8")))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT) and self._vectoriser is not None:
                message.set(VECTORISER, self._vectoriser)
        return messages
