"""The model learns from few texts, is stored without loss, and knows what it has never seen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.intents.model import IntentModel, Labelled, Ranking, Settings
from bot.nlu.text.views import Vectoriser

EXAMPLES = {
    "situation/lost-documents": ["загубив паспорт", "вкрали паспорт", "паспорт згорів", "де мій паспорт, загубила"],
    "situation/marriage": ["хочемо одружитися", "подати заяву на шлюб", "шлюб онлайн", "розписатися завтра"],
    "greet": ["добрий день", "привіт", "вітаю вас", "доброго дня"],
}
TEXTS = [text for texts in EXAMPLES.values() for text in texts]
NAMES = [name for name, texts in EXAMPLES.items() for _ in texts]
SETTINGS = Settings(fit_strength=1.0, wrong_and_confident=0.05)


VECTORISER = Vectoriser.learn(TEXTS)


def learn(texts: list[str], names: list[str], counts: list[float]) -> IntentModel:
    return IntentModel.learn(Labelled(VECTORISER.rows(texts), VECTORISER.stems, names, counts), SETTINGS)


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return learn(TEXTS, NAMES, [1.0] * len(TEXTS))


def rank(model: IntentModel, text: str) -> Ranking:
    return model.rank(VECTORISER.row(text))


def test_the_likeliest_label_comes_first_and_the_shares_are_whole(model: IntentModel) -> None:
    ranking = rank(model, "загубила паспорт")

    assert ranking[0][0] == "situation/lost-documents"
    assert sum(share for _, share in ranking) == pytest.approx(1.0)


def test_a_stored_model_says_the_same(model: IntentModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    loaded = IntentModel.load(tmp_path)

    for text in TEXTS:
        assert dict(rank(loaded, text)) == pytest.approx(dict(rank(model, text)), abs=2e-3)
    assert loaded.bands == model.bands


def test_one_message_is_scored_as_many_are(model: IntentModel) -> None:
    rows = VECTORISER.rows(TEXTS)
    margins, bayes = model.voters.scores(rows, rows[:, model.stems.first : model.stems.end])
    likeliest = model.sharpness.probabilities(margins, bayes).max(axis=1)

    assert [rank(model, text)[0][1] for text in TEXTS] == pytest.approx(likeliest.tolist(), abs=1e-5)


def test_an_example_is_more_like_the_training_data_than_something_new(model: IntentModel) -> None:
    def likeness(text: str) -> float:
        return model.likeness_of(text, VECTORISER.row(text))

    assert likeness("загубив паспорт") == pytest.approx(1.0)
    assert likeness("квантова хромодинаміка") == 0.0
    assert 0.0 <= likeness("паспорт квантової хромодинаміки адронів") < likeness("загубив паспорт")


def test_what_counts_little_changes_little() -> None:
    texts, names = [*TEXTS, *["привіт паспорт"] * 2], [*NAMES, *["greet"] * 2]

    def share(weight: float) -> float:
        return dict(rank(learn(texts, names, [1.0] * len(TEXTS) + [weight] * 2), "паспорт"))["greet"]

    assert share(0.01) < share(3.0)


def test_likeness_of_nothing_is_nothing(model: IntentModel) -> None:
    assert model.likeness_of("", VECTORISER.row("")) == 0.0
    assert np.isfinite([share for _, share in rank(model, "")]).all()
