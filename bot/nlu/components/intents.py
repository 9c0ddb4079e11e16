"""The intent and situation classifier as Rasa runs it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from threadpoolctl import threadpool_limits

from bot.nlu.components.component import TrainedComponent
from bot.nlu.components.message import is_transliterated, plain_text, vectoriser_of
from bot.nlu.components.views import ViewsFeaturizer
from bot.nlu.intents.calibration import Decision
from bot.nlu.intents.model import Dense, IntentModel, Labelled, Settings
from bot.nlu.intents.needs import Reading, Told, read
from bot.nlu.intents.results import set_reading, set_result
from bot.nlu.text.views import Vectoriser
from bot.nlu.text.words import readable
from bot.nlu.training_data.importer import weight_of_example
from bot.nlu.training_data.taught import said_examples

log = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(IntentClassifier, TrainedComponent):
    """Ranks all intents, retrieval intents (`situation/<id>`, `ask/<aspect>`, `out_of_scope/<kind>`) in full.

    Sets `intent`, `intent_ranking`, `response_selector` as Rasa's own components do; `decision`: which band of
    confidence the message falls into; `needs`: situations named beside the first; `likeness`: how like anything in the
    training data the message is. It reads by the vectoriser that `ViewsFeaturizer` gives each message, and the sentence
    features of any dense featurizer before it in the pipeline.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`C`: strength of fit. `wrong_and_confident`: share of messages that may be answered wrongly."""
        return {"C": 0.3, "wrong_and_confident": 0.02}

    @classmethod
    def required_components(cls) -> list[type]:
        return [ViewsFeaturizer]

    model: IntentModel | None = None

    def train(self, training_data: TrainingData) -> Resource:
        examples = said_examples(training_data)
        names = [str(one.get(INTENT_RESPONSE_KEY) or one.get(INTENT)) for one in examples]
        vectoriser = vectoriser_of(examples[0]) if examples else None
        if len(set(names)) < 2 or vectoriser is None:
            log.warning("no intents are learned: the examples have %d labels, and two are needed", len(set(names)))
            return self._resource
        settings = Settings(float(self._config["C"]), float(self._config["wrong_and_confident"]))
        rows = vectoriser.rows([plain_text(one) for one in examples])
        counts = [weight_of_example(one) for one in examples]
        self.model = IntentModel.learn(Labelled(rows, vectoriser.stems, names, counts, _dense_of(examples)), settings)
        with self._model_storage.write_to(self._resource) as folder:
            self.model.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if not message.get(TEXT):
                continue
            vectoriser = vectoriser_of(message)
            if self.model is None or vectoriser is None:
                set_result(message, [], Decision.SEARCH)
            else:
                set_reading(message, *_read(self.model, vectoriser, message))
        return messages

    def read(self, folder: Path) -> None:
        # The products for one message are small. Further threads gain nothing, and wait for the next one by spinning:
        # on two cores that doubled the time of everything else the server does.
        threadpool_limits(limits=1, user_api="blas")
        self.model = IntentModel.load(folder)


def _read(model: IntentModel, vectoriser: Vectoriser, message: Message) -> tuple[Reading, float]:
    """How the message is read, and its likeness to the training data."""
    text = plain_text(message)
    row = vectoriser.row(text)
    dense = _dense_of([message])
    whole = model.rank(row, None if dense is None else dense[0])

    def likeliest(part: str) -> tuple[str, float]:
        return model.likeliest(vectoriser.row(readable(part, is_transliterated(message))))

    reading = read(message.get(TEXT), whole, model.bands, likeliest, _told(message))
    return reading, model.likeness_of(text, row)


def _dense_of(messages: Sequence[Message]) -> Dense | None:
    """The sentence features that dense featurizers gave the messages; None if there is no such featurizer."""
    found = [message.get_dense_features(TEXT)[1] for message in messages]
    if any(features is None for features in found):
        return None
    return np.vstack([features.features[-1] for features in found]).astype(np.float32)


def _told(message: Message) -> list[Told]:
    """Where circumstances of each situation are told."""
    return [
        (entity["group"], entity["start"], entity["end"])
        for entity in message.get(ENTITIES) or []
        if entity.get("group")
    ]
