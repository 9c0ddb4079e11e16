"""Predictions, figures and pictures on disk; other people's files."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.evaluation.cases import OUT_OF_SCOPE, CaseError
from bot.evaluation.compare import compare
from bot.evaluation.foreign import Part, read_foreign
from bot.evaluation.kept import figures_file, keep, kept_figures
from bot.evaluation.prediction import read_predictions, write_predictions
from bot.evaluation.report import Report
from bot.evaluation.results import write_results
from tests.bot.evaluation.predictions import ALL, DECLINED, SECOND, WRONG

NOW = datetime(2026, 11, 25, 12, tzinfo=timezone.utc)
Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return written


def test_predictions_come_back_as_they_were_written(tmp_path: Path) -> None:
    write_predictions(tmp_path / "p.jsonl", ALL)

    assert read_predictions(tmp_path / "p.jsonl") == ALL


def test_a_line_that_is_no_prediction_is_named(write: Write) -> None:
    with pytest.raises(CaseError, match=r"p.jsonl:2: not a prediction"):
        read_predictions(write("p.jsonl", '\n{"text": "a", "label": "b", "ranking": [], "intent": "x"}\n'))


def test_the_folder_of_results_holds_figures_pictures_and_misses(tmp_path: Path) -> None:
    written = write_results(tmp_path / "new" / "results", ALL, Report.of(ALL), compare(ALL, ALL))

    assert {path.name for path in written} == {
        "report.json", "comparison.json", "confusion.svg", "reliability.svg", "predictions.jsonl", "misses.jsonl",
    }  # fmt: skip
    folder = tmp_path / "new" / "results"
    assert json.loads((folder / "report.json").read_text("utf-8"))["all"]["top1"] == 0.25
    assert read_predictions(folder / "misses.jsonl")[:3] == [SECOND, WRONG, DECLINED]


def test_the_pictures_are_sound_svg_that_says_what_it_shows(tmp_path: Path) -> None:
    write_results(tmp_path, ALL, Report.of(ALL), None)

    for name in ("confusion.svg", "reliability.svg"):
        text = (tmp_path / name).read_text("utf-8")
        assert ElementTree.fromstring(text).attrib["role"] == "img"
    matrix = (tmp_path / "confusion.svg").read_text("utf-8")
    assert "divorce → marriage: 1" in matrix
    assert "divorce → out-of-scope: 1" in matrix


def test_kept_figures_belong_to_one_model_and_tell_no_messages(tmp_path: Path) -> None:
    model, other = tmp_path / "a.tar.gz", tmp_path / "b.tar.gz"
    kept = keep(model, {"some.jsonl": 6}, ALL, NOW)

    assert kept_figures(model) == kept
    assert kept_figures(other) is None
    assert "розлучитися" not in figures_file(model).read_text("utf-8")
    figures_file(other).write_bytes(figures_file(model).read_bytes())
    assert kept_figures(other) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"model": "a.tar.gz", "measured": "yesterday"}'])
def test_figures_that_cannot_be_read_are_none(tmp_path: Path, text: str) -> None:
    figures_file(tmp_path / "a.tar.gz").write_text(text, encoding="utf-8")

    assert kept_figures(tmp_path / "a.tar.gz") is None


def test_banking77_is_a_csv_of_text_and_category(write: Write) -> None:
    file = write("train.csv", 'text,category\n"My card, it is gone",lost_or_stolen_card\nTop up?,top_up\n')

    cases = read_foreign(file, Part.TRAIN)

    assert [(one.text, one.label) for one in cases] == [
        ("My card, it is gone", "lost_or_stolen_card"),
        ("Top up?", "top_up"),
    ]


def test_clinc150_is_a_json_of_splits_with_what_is_out_of_scope(write: Write) -> None:
    splits = {
        "train": [["what is a cat", "definition"]], "oos_train": [["my aunt is tall", "oos"]],
        "test": [["define dog", "definition"]], "oos_test": [["why is the sky", "oos"]],
    }  # fmt: skip
    file = write("data_full.json", json.dumps(splits))

    assert [one.label for one in read_foreign(file, Part.TRAIN)] == ["definition", OUT_OF_SCOPE]
    assert [one.text for one in read_foreign(file, Part.TEST)] == ["define dog", "why is the sky"]


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a.txt", "x", "ends in .txt"),
        ("a.csv", "text,category\na,b\nc\n", "a.csv:3: not 2 values"),
        ("a.csv", "text,category\na,b,c\n", "a.csv:2: not 2 values"),
        ("a.csv", "words,category\na,b\n", "a.csv:1: the columns are words, category"),
        ("a.csv", "text,category\n ,b\n", "a.csv:2: text or label is empty"),
        ("a.csv", "text,category\n", "no messages"),
        ("a.json", "{", "a.json:1: not JSON"),
        ("a.json", '{"val": []}', 'an object with "train"'),
        ("a.json", '{"train": [["a", "b"], ["c"]]}', '"train", item 2'),
        ("a.jsonl", '{"text": "a", "label": "b"}\nnonsense\n', "a.jsonl:2: not JSON"),
    ],
)
def test_a_file_of_another_shape_is_refused_with_its_place(write: Write, name: str, text: str, complaint: str) -> None:
    with pytest.raises(CaseError, match=complaint.replace("(", r"\(")):
        read_foreign(write(name, text), Part.TRAIN)
