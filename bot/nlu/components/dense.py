"""An optional featurizer: sentence features by a model in a folder (`config-dense.yml`). Off by default."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.text.encoders import Encoder, EncoderError, encoder_in

#: Names the folder where it is not the one in the configuration, for instance on another machine.
FOLDER_VARIABLE = "SIGNPOST_DENSE_MODEL"
#: Texts read at a time while training.
BATCH = 256


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class FolderFeaturizer(GraphComponent):
    """Sets one dense sentence feature, as Rasa's own dense featurizers do; the intent classifier reads it."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`folder`: where the model is. `much`: how much it counts beside words and letters, which count about 1."""
        return {"folder": "", "much": 1.0}

    def __init__(self, name: str, encoder: Encoder, much: float) -> None:
        self._name = name
        self._encoder = encoder
        self._much = much

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "FolderFeaturizer":
        """Raises `EncoderError` if there is no folder or no model in it."""
        settings = {**cls.get_default_config(), **config}
        folder = os.environ.get(FOLDER_VARIABLE) or settings["folder"]
        if not folder:
            raise EncoderError(f"no folder is named; write `folder:` in the configuration or set {FOLDER_VARIABLE}")
        return cls(execution_context.node_name, encoder_in(Path(folder)), float(settings["much"]))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        told = [message for message in messages if message.get(TEXT)]
        for begin in range(0, len(told), BATCH):
            batch = told[begin : begin + BATCH]
            for message, row in zip(batch, self._encoder.encode([message.get(TEXT) for message in batch])):
                features = np.asarray(row * self._much, dtype=np.float32)[None, :]
                message.add_features(Features(features, FEATURE_TYPE_SENTENCE, TEXT, self._name))
        return messages
