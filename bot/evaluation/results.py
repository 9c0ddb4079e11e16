"""The folder of one evaluation: figures, pictures, misses and predictions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.evaluation.charts.confusion_matrix import confusion_matrix
from bot.evaluation.charts.reliability_diagram import reliability_diagram
from bot.evaluation.compare import Comparison
from bot.evaluation.prediction import Prediction, write_predictions
from bot.evaluation.report import Report
from bot.evaluation.score import misses


def write_results(
    folder: Path, predictions: Sequence[Prediction], report: Report, comparison: Comparison | None
) -> list[Path]:
    """Write everything into the folder, which is made if need be; the files written. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "report.json": _json(report.as_json()),
        "confusion.svg": confusion_matrix(predictions),
        "reliability.svg": reliability_diagram(report.reliability),
    }
    if comparison is not None:
        texts["comparison.json"] = _json(comparison.as_json())
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    write_predictions(folder / "predictions.jsonl", predictions)
    write_predictions(folder / "misses.jsonl", misses(predictions))
    return [folder / name for name in (*texts, "predictions.jsonl", "misses.jsonl")]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
