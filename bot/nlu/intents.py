"""The intent and situation classifier: a calibrated linear model over words, base forms and letters."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bot.nlu import storage
from bot.nlu.calibration import Bands, fit_bands, fit_sharpness, probabilities
from bot.nlu.language import LANGUAGE
from bot.nlu.results import set_result
from bot.nlu.views import Vectoriser, readable

FOLDS = 3
#: When the optimiser stops; a finer one costs minutes and changes no ranking.
TOLERANCE = 1e-2


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(IntentClassifier, GraphComponent):
    """Ranks all intents, retrieval intents (`situation/<id>`, `ask/<aspect>`, `out_of_scope/<kind>`) in full.

    Sets `intent`, `intent_ranking`, `response_selector` as Rasa's own components do, and `decision`: which band of
    confidence the message falls into. Bands and probabilities are learned out of fold.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`C`: strength of fit. `wrong_and_confident`: share of messages that may be answered wrongly."""
        return {"C": 1.0, "wrong_and_confident": 0.02}

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = {**self.get_default_config(), **config}
        self._model_storage = model_storage
        self._resource = resource
        self._vectoriser = Vectoriser()
        self._weights: NDArray[np.float32] | None = None
        self._intercepts: NDArray[np.float64] = np.zeros(0)
        self._labels: list[str] = []
        self._sharpness = 1.0
        self._bands = Bands(1.0, 1.0, 1.0, 1.0)

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
        examples = [one for one in training_data.intent_examples if one.get(TEXT) and one.get(INTENT)]
        if not examples:
            return self._resource
        names = [one.get(INTENT_RESPONSE_KEY) or one.get(INTENT) for one in examples]
        self._labels = sorted(set(names))
        positions = {label: position for position, label in enumerate(self._labels)}
        truth = np.array([positions[name] for name in names])
        rows = self._vectoriser.fit_transform([_text_of(one) for one in examples])
        scores = self._out_of_fold(rows, truth)
        self._sharpness = fit_sharpness(scores, truth)
        given = probabilities(scores, self._sharpness)
        self._bands = fit_bands(self._labels, given, truth, self._config["wrong_and_confident"])
        self._weights, self._intercepts = self._fit(rows, truth)
        self._persist()
        return self._resource

    def _fit(self, rows: Any, truth: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
        """Weights (features × labels) and intercepts; a label without examples among these scores zero."""
        model = LinearSVC(C=self._config["C"], class_weight="balanced", tol=TOLERANCE, random_state=42)
        model.fit(rows, truth)
        found, bias = model.coef_, model.intercept_
        if len(model.classes_) == 2:  # scikit-learn keeps one row for two labels
            found, bias = np.vstack([-found, found]), np.concatenate([-bias, bias])
        weights = np.zeros((rows.shape[1], len(self._labels)), dtype=np.float32)
        intercepts = np.zeros(len(self._labels))
        weights[:, model.classes_], intercepts[model.classes_] = found.T, bias
        return weights, intercepts

    def _out_of_fold(self, rows: Any, truth: NDArray[np.int64]) -> NDArray[np.float64]:
        """Scores of every example by a model that has not seen it (examples × labels)."""
        scores = np.zeros((len(truth), len(self._labels)))
        smallest = int(np.bincount(truth).min())
        folds = StratifiedKFold(n_splits=max(2, min(FOLDS, smallest)), shuffle=True, random_state=42)
        for known, held_out in folds.split(rows, truth):
            scores[held_out] = _scores(rows[held_out], *self._fit(rows[known], truth[known]))
        return scores

    # -- understanding -------------------------------------------------------------------------------------------

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT):
                ranking = self.rank(message)
                set_result(message, ranking, self._bands.decide(ranking))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def rank(self, message: Message) -> list[tuple[str, float]]:
        """Every label with its probability, likeliest first; empty when the model was trained on nothing."""
        if self._weights is None:
            return []
        row = self._vectoriser.transform([_text_of(message)])
        given = probabilities(_scores(row, self._weights, self._intercepts), self._sharpness)[0]
        return [(self._labels[position], float(given[position])) for position in np.argsort(-given)]

    # -- storage -------------------------------------------------------------------------------------------------

    def _persist(self) -> None:
        assert self._weights is not None
        with self._model_storage.write_to(self._resource) as folder:
            self._vectoriser.save(folder)
            storage.save_weights(folder, "intents", self._weights, self._intercepts)
            meta = {"labels": self._labels, "sharpness": self._sharpness, "bands": self._bands.as_json()}
            (folder / "intents.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "LinearIntentClassifier":
        component = cls(config, model_storage, resource)
        try:
            with model_storage.read_from(resource) as folder:
                meta = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
                component._vectoriser = Vectoriser.load(folder)
                component._weights, component._intercepts = storage.load_weights(folder, "intents")
        except (ValueError, FileNotFoundError):
            return component
        component._labels = meta["labels"]
        component._sharpness = meta["sharpness"]
        component._bands = Bands.from_json(meta["bands"])
        return component


def _text_of(message: Message) -> str:
    language = message.get(LANGUAGE) or {}
    return readable(message.get(TEXT), transliterated=bool(language.get("transliterated")))


def _scores(rows: Any, weights: NDArray[np.float32], intercepts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores as messages × labels."""
    # One precision on both sides: otherwise the whole weight matrix is converted for every message.
    return np.asarray(rows.astype(weights.dtype) @ weights, dtype=np.float64) + intercepts
