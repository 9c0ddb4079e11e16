"""Our understanding trained on any labelled messages, outside of Rasa's training: to compare it with published figures.

Labels are learned as situations and what is out of scope as that, so bands and figures mean the same as for our own.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.evaluation.cases import Case
from bot.evaluation.prediction import Prediction
from bot.evaluation.runs import Watch
from bot.nlu.components.intents import LinearIntentClassifier
from bot.nlu.components.language import LanguageIdentifier
from bot.nlu.components.views import ViewsFeaturizer
from bot.nlu.intents.calibration import OUT_OF_SCOPE_PREFIX, SITUATION_PREFIX
from bot.settings import PROJECT
from bot.understanding import understood

#: The kind that foreign out-of-scope messages get, which have none.
KIND = "foreign"


def train_and_predict(
    train: Sequence[Case], test: Sequence[Case], config: Path = PROJECT / "config.yml", watch: Watch = iter
) -> list[Prediction]:
    """Train language and intents on one set with the settings of `config`, and put the other before them.

    ValueError if there are fewer than two labels or a label has one message only: nothing can be learned then.
    """
    _refuse_too_little(train)
    data = TrainingData([_message(case) for case in train])
    with tempfile.TemporaryDirectory() as folder:
        storage = LocalModelStorage.create(Path(folder))
        context = ExecutionContext(GraphSchema({}))
        parts = [
            kind.create({**kind.get_default_config(), **settings}, storage, Resource(kind.__name__), context)
            for kind, settings in _pipeline(config)
        ]
        for part in parts:
            part.train(data)
            data = part.process_training_data(data)
        return [_predict(parts, case) for case in watch(test)]


def _pipeline(config: Path) -> list[tuple[Any, dict[str, Any]]]:
    """Our components for language and intents, with their settings from the pipeline of the Rasa project."""
    entries = yaml.safe_load(config.read_text(encoding="utf-8"))["pipeline"]
    settings = {entry["name"].rpartition(".")[2]: entry for entry in entries}
    found = []
    for kind in (LanguageIdentifier, ViewsFeaturizer, LinearIntentClassifier):
        own = {name: value for name, value in settings.get(kind.__name__, {}).items() if name != "name"}
        found.append((kind, own))
    return found


def _refuse_too_little(train: Sequence[Case]) -> None:
    counts: dict[str, int] = {}
    for case in train:
        counts[case.label] = counts.get(case.label, 0) + 1
    alone = sorted(label for label, count in counts.items() if count < 2)
    if len(counts) < 2:
        raise ValueError(f"the training messages have {len(counts)} label; two are the least")
    if alone:
        raise ValueError(f"one training message only for {', '.join(alone[:5])}; two are the least")


def _message(case: Case) -> Message:
    prefix = SITUATION_PREFIX if case.is_need else OUT_OF_SCOPE_PREFIX
    name = f"{prefix}{case.label if case.is_need else KIND}"
    metadata = {"intent": {"language": case.lang}}
    return Message({TEXT: case.text, INTENT: prefix.rstrip("/"), INTENT_RESPONSE_KEY: name, "metadata": metadata})


def _predict(parts: Sequence[Any], case: Case) -> Prediction:
    messages = [Message({TEXT: case.text})]
    for part in parts:
        messages = part.process(messages)
    return Prediction.of(case, understood(messages[0].data))
