"""The intent and situation classifier as Rasa runs it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from threadpoolctl import threadpool_limits

from bot.nlu.calibration import Decision
from bot.nlu.importer import is_button, weight_of_example
from bot.nlu.intent_model import Dense, Extras, IntentModel, Settings
from bot.nlu.language import LANGUAGE
from bot.nlu.needs import Reading, Told, read
from bot.nlu.results import set_reading, set_result
from bot.nlu.thesaurus import Thesaurus
from bot.nlu.words import readable

log = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(IntentClassifier, GraphComponent):
    """Ranks all intents, retrieval intents (`situation/<id>`, `ask/<aspect>`, `out_of_scope/<kind>`) in full.

    Sets `intent`, `intent_ranking`, `response_selector` as Rasa's own components do; `decision`: which band of
    confidence the message falls into; `needs`: situations named beside the first; `likeness`: how like anything in the
    training data the message is. Sentence features of any dense featurizer before it in the pipeline are read as well.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`C`: strength of fit. `wrong_and_confident`: share of messages that may be answered wrongly."""
        return {"C": 0.3, "wrong_and_confident": 0.02}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
    ) -> None:
        self._config = {**self.get_default_config(), **config}
        self._model_storage = model_storage
        self._resource = resource
        self.model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "LinearIntentClassifier":
        return cls(config, model_storage, resource)

    # -- training ------------------------------------------------------------------------------------------------

    def train(self, training_data: TrainingData) -> Resource:
        examples = [
            one for one in training_data.intent_examples if one.get(TEXT) and one.get(INTENT) and not is_button(one)
        ]
        names = [str(one.get(INTENT_RESPONSE_KEY) or one.get(INTENT)) for one in examples]
        if len(set(names)) < 2:
            log.warning("no intents are learned: the examples have %d labels, and two are needed", len(set(names)))
            return self._resource
        settings = Settings(float(self._config["C"]), float(self._config["wrong_and_confident"]))
        thesaurus = Thesaurus.learn((group, word) for word, group in training_data.entity_synonyms.items())
        extras = Extras([weight_of_example(one) for one in examples], _dense_of(examples), thesaurus)
        self.model = IntentModel.learn([_text_of(one) for one in examples], names, settings, extras)
        with self._model_storage.write_to(self._resource) as folder:
            self.model.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    # -- understanding -------------------------------------------------------------------------------------------

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if not message.get(TEXT):
                continue
            if self.model is None:
                set_result(message, [], Decision.SEARCH)
            else:
                set_reading(message, *self._read(self.model, message))
        return messages

    def _read(self, model: IntentModel, message: Message) -> tuple[Reading, float]:
        """How the message is read, and its likeness to the training data."""
        text = _text_of(message)
        row = model.vectoriser.row(text)
        dense = _dense_of([message])
        whole = model.rank_row(row, None if dense is None else dense[0])

        def likeliest(part: str) -> tuple[str, float]:
            return model.likeliest(model.vectoriser.row(readable(part, _is_transliterated(message))))

        reading = read(message.get(TEXT), whole, model.bands, likeliest, _told(message))
        return reading, model.likeness_of(text, row)

    # -- storage -------------------------------------------------------------------------------------------------

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "LinearIntentClassifier":
        # The products for one message are small. Further threads gain nothing, and wait for the next one by spinning:
        # on two cores that doubled the time of everything else the server does.
        threadpool_limits(limits=1, user_api="blas")
        try:
            with model_storage.read_from(resource) as folder:
                return cls(config, model_storage, resource, IntentModel.load(folder))
        except (ValueError, FileNotFoundError):
            return cls(config, model_storage, resource)


def _is_transliterated(message: Message) -> bool:
    return bool((message.get(LANGUAGE) or {}).get("transliterated"))


def _text_of(message: Message) -> str:
    return readable(message.get(TEXT), _is_transliterated(message))


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
