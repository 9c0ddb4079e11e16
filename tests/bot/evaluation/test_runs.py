"""Messages before real models: ours, in a process of its own, and one trained here on other data."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.cases import OUT_OF_SCOPE, Case
from bot.evaluation.classifier import train_and_predict
from bot.evaluation.runs import EvaluationFailed, predict_apart
from bot.evaluation.score import figures

CASES = [Case("вкрали паспорт у маршрутці", "lost-documents"), Case("рядок\u2028з розділювачем", OUT_OF_SCOPE)]

CARDS = [f"my card {word}" for word in ("has not arrived", "is late", "never came", "is still on its way")]
RATES = [f"exchange rate {word}" for word in ("today", "for euro", "of the dollar", "is wrong")]
OTHER = ["who is the president of france", "sing a song", "how tall is everest", "tell me a joke"]


def test_a_process_of_its_own_gives_the_predictions_back_in_order(model: Path) -> None:
    predictions = predict_apart(model, CASES)

    assert [one.case for one in predictions] == CASES
    assert predictions[0].first == "lost-documents"


def test_a_file_that_is_no_model_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(b"not a model")

    with pytest.raises(EvaluationFailed, match=r"broken\.tar\.gz"):
        predict_apart(broken, CASES)


def test_our_classifier_learns_other_people_s_labels_and_what_is_out_of_scope() -> None:
    train = [Case(text, "card/arrival", "en") for text in CARDS] + [Case(text, "rates", "en") for text in RATES]
    train += [Case(text, OUT_OF_SCOPE, "en") for text in OTHER]

    predictions = train_and_predict(
        train, [Case("where is my card", "card/arrival"), Case("sing a joke", OUT_OF_SCOPE)]
    )

    assert predictions[0].first == "card/arrival"
    recall = figures(predictions).out_of_scope_recall
    assert recall is not None
    assert recall.value == 1.0


@pytest.mark.parametrize(
    ("labels", "complaint"), [(["a", "a"], "1 label"), (["a", "a", "b"], "one training message only for b")]
)
def test_too_little_to_learn_from_is_told(labels: list[str], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        train_and_predict([Case(f"text {label}", label) for label in labels], [])
