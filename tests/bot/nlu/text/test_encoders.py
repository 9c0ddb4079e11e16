"""A model in a folder reads texts as vectors; a folder without one is refused by name."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.components.dense import FOLDER_VARIABLE, FolderFeaturizer
from bot.nlu.components.intents import LinearIntentClassifier
from bot.nlu.components.views import ViewsFeaturizer
from bot.nlu.text.encoders import EncoderError, encoder_in

WORDS = ["паспорт", "загубив", "шлюб", "одруження", "весілля", "документ", "обручка", "бланк"]


@pytest.fixture
def vectors(tmp_path: Path) -> Path:
    """A tiny model: random vectors, but «весілля» and «обручка» lie beside «шлюб»."""
    rng = np.random.default_rng(5)
    found = {word: rng.normal(size=16) for word in WORDS}
    for word in ("весілля", "обручка", "одруження"):
        found[word] = found["шлюб"] + rng.normal(size=16) * 0.05
    folder = tmp_path / "tiny"
    folder.mkdir()
    lines = [f"{len(found)} 16"] + [f"{word} {' '.join(f'{one:.4f}' for one in row)}" for word, row in found.items()]
    (folder / "tiny.vec").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_a_text_is_the_mean_of_its_words_of_length_one(vectors: Path) -> None:
    wedding, marriage, passport, unknown = encoder_in(vectors).encode(
        ["Весілля!", "ШЛЮБ та обручка", "паспорт", "щось інше"]
    )

    assert np.linalg.norm(wedding) == pytest.approx(1.0, abs=1e-5)
    assert wedding @ marriage > 0.9 > abs(wedding @ passport)
    assert not unknown.any()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("паспорт 0.1 0.2\n", "first line"),
        ("1 2\nпаспорт 0.1 x\n", 'tiny.vec:2: after "паспорт"'),
        ("1 2\nпаспорт 0.1\n", '"паспорт" has 1 numbers, and 2 are needed'),
        ("0 2\n", "holds no words"),
    ],
)
def test_a_spoilt_file_is_refused_with_its_line(content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "tiny.vec").write_text(content, encoding="utf-8")

    with pytest.raises(EncoderError, match=said):
        encoder_in(tmp_path)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("nothing here", encoding="utf-8")

    with pytest.raises(EncoderError, match=r"holds readme\.txt; needed is one \*\.vec"):
        encoder_in(tmp_path)
    with pytest.raises(EncoderError, match="is no folder"):
        encoder_in(tmp_path / "nowhere")


@pytest.mark.skipif(importlib.util.find_spec("sentence_transformers") is not None, reason="the package is installed")
def test_a_package_that_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[]", encoding="utf-8")

    with pytest.raises(EncoderError, match="install sentence-transformers"):
        encoder_in(tmp_path)


def test_the_classifier_learns_from_the_vectors(vectors: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """«Весілля» is in no example; only its vector tells what it is about."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(vectors))
    (tmp_path / "model").mkdir()
    storage = LocalModelStorage.create(tmp_path / "model")
    context = ExecutionContext(GraphSchema({}), node_name="dense")
    featurizer = FolderFeaturizer.create({"much": 3.0}, storage, Resource("dense"), context)
    examples = [("шлюб", "marriage"), ("одруження скоро", "marriage"), ("наш шлюб", "marriage")]
    examples += [("загубив паспорт", "lost"), ("паспорт", "lost"), ("документ загубив", "lost")]
    data = TrainingData([Message.build(text, f"situation/{label}") for text, label in examples])
    views = ViewsFeaturizer.create({}, storage, Resource("views"), context)
    views.train(data)
    data = views.process_training_data(featurizer.process_training_data(data))
    classifier = LinearIntentClassifier.create({"C": 1.0}, storage, Resource("intents"), context)
    classifier.train(data)
    loaded = LinearIntentClassifier.load({}, storage, Resource("intents"), context)

    (message,) = loaded.process(views.process(featurizer.process([Message({TEXT: "весілля"})])))

    assert message.get("response_selector")["situation"]["ranking"][0]["intent_response_key"] == "situation/marriage"
