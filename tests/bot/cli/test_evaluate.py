"""`signpost evaluate`: figures on the terminal, in a folder, beside an earlier model, on other people's data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.evaluation.prediction import read_predictions, write_predictions
from tests.bot.evaluation.predictions import RIGHT, predicted

MESSAGES = [
    {"text": "вкрали паспорт у маршрутці", "label": "lost-documents", "lang": "uk", "style": "short"},
    {"text": "яка завтра погода", "label": "out-of-scope", "lang": "uk"},
    {"text": "яка завтра погода", "label": "marriage", "lang": "uk"},
]


@pytest.fixture
def messages(tmp_path: Path) -> Path:
    file = tmp_path / "set.jsonl"
    file.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in MESSAGES), encoding="utf-8")
    return file


def evaluate(*words: object) -> Result:
    return CliRunner().invoke(main, ["evaluate", *map(str, words)])


def test_it_measures_a_file_and_writes_everything_into_a_folder(model: Path, messages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    report = json.loads(evaluate(messages, "--model", model, "--out", out, "--json").stdout)

    assert report["all"]["messages"] == 3
    assert report["all"]["top1"] == 0.5
    assert report["all"]["out_of_scope_recall"] == 1.0
    assert report["all"]["false_rejections"] == 0.5
    assert json.loads((out / "report.json").read_text("utf-8")) == report
    assert [one.case.label for one in read_predictions(out / "misses.jsonl")] == ["marriage"]

    # The predictions of today are what a later model is compared with.
    again = evaluate(messages, "--model", model, "--out", out, "--compare", out / "predictions.jsonl")

    assert "| all | 3 | 50.0 → 50.0 % |" in again.stdout
    assert "Both models understand the very same messages." in again.stdout


def test_predictions_of_other_messages_are_refused(model: Path, messages: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.jsonl"
    write_predictions(earlier, [RIGHT])

    result = evaluate(messages, "--model", model, "--out", tmp_path / "out", "--compare", earlier)

    assert result.exit_code == 1
    assert "give both the same" in result.output
    assert not (tmp_path / "out").exists()


def test_our_classifier_is_measured_on_other_people_s_data(tmp_path: Path) -> None:
    train, test = tmp_path / "train.csv", tmp_path / "test.csv"
    cards = ["my card is late", "my card never came", "the card has not arrived"]
    rates = ["the exchange rate is wrong", "exchange rate for euro", "what is the exchange rate"]
    rows = [f"{text},card_arrival" for text in cards] + [f"{text},exchange_rate" for text in rates]
    train.write_text("\n".join(["text,category", *rows]), encoding="utf-8")
    test.write_text(
        "text,category\nwhere is my card,card_arrival\nexchange rate today,exchange_rate\n", encoding="utf-8"
    )

    report = json.loads(evaluate("--train", train, "--test", test, "--out", tmp_path, "--json").stdout)

    assert report["all"]["top1"] == 1.0
    assert report["by_situation"]["card_arrival"]["messages"] == 1


def test_a_line_that_is_no_message_is_named(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text('{"text": "a", "label": "marriage"}\n{"text": 7}\n', encoding="utf-8")

    result = evaluate(file)

    assert result.exit_code == 1
    assert "set.jsonl:2" in result.output


@pytest.mark.parametrize("words", [["--train", "{}"], ["--test", "{}"], ["{}", "--train", "{}", "--test", "{}"]])
def test_options_that_do_not_go_together_are_wrong_usage(messages: Path, words: list[str]) -> None:
    assert evaluate(*(word.format(messages) for word in words)).exit_code == 2


def test_no_message_left_says_which_option_to_look_at(messages: Path) -> None:
    result = evaluate(messages, "--only", "no-such-label")

    assert result.exit_code == 1
    assert "--only" in result.output


def test_a_file_that_is_no_model_is_told(messages: Path, tmp_path: Path) -> None:
    result = evaluate(messages, "--model", messages, "--out", tmp_path / "out")

    assert result.exit_code == 1
    assert "is no model" in result.output


def test_a_change_is_listed_with_its_message(model: Path, messages: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.jsonl"
    first = MESSAGES[0]
    was = predicted("lost-documents", ("marriage", 0.9), text=str(first["text"]), lang="uk", style="short")
    write_predictions(earlier, [was])

    result = evaluate(messages, "--only", "lost-documents", "--model", model, "--out", tmp_path, "--compare", earlier)

    assert "Better now: 1 messages" in result.stdout
    assert "вкрали паспорт у маршрутці" in result.stdout
    assert "no more than chance" in result.stdout
