"""The figures that are kept beside a model: measured once after training, shown on /about."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bot.evaluation.cases import Case, read_cases
from bot.evaluation.prediction import Prediction
from bot.evaluation.report import Report
from bot.evaluation.runs import predict
from bot.settings import PROJECT

#: The messages every model is measured on: needs, and what is not ours. They are no training data.
MESSAGES = ("nlu_data/evaluation/situations.jsonl", "nlu_data/evaluation/out_of_scope.jsonl")
COMMAND = f"signpost evaluate {' '.join(MESSAGES)}"

ENDING = ".figures.json"


@dataclass(frozen=True)
class Kept:
    """`figures` is `Report.as_json`; `measured` is when, in ISO 8601; `data` counts the messages of each file."""

    model: str
    measured: str
    command: str
    data: Mapping[str, int]
    figures: Mapping[str, Any]

    def as_json(self) -> dict[str, Any]:
        return {
            "model": self.model,
            "measured": self.measured,
            "command": self.command,
            "data": dict(self.data),
            **self.figures,
        }


def _now() -> datetime:
    return datetime.now(timezone.utc)


def figures_file(model: Path) -> Path:
    """Where the figures of a model are kept."""
    return model.with_name(model.name.removesuffix(".tar.gz") + ENDING)


def standard_cases(project: Path) -> dict[str, list[Case]]:
    """The messages every model is measured on, by file. Raises `CaseError` or OSError."""
    return {name: read_cases(project / name) for name in MESSAGES}


def keep(model: Path, data: Mapping[str, int], predictions: Sequence[Prediction], now: datetime) -> Kept:
    """Write the figures beside the model. Messages themselves are not kept: /about is public."""
    report = Report.of(predictions).as_json()
    figures = {name: value for name, value in report.items() if name != "confusions"}
    kept = Kept(model.name, now.isoformat(timespec="seconds"), COMMAND, data, figures)
    file = figures_file(model)
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(kept.as_json(), ensure_ascii=False), encoding="utf-8")
    unfinished.replace(file)
    return kept


def measure(model: Path, project: Path = PROJECT, now: Callable[[], datetime] = _now) -> Kept:
    """Put the standard messages before the model and keep the figures.

    Raises `CaseError`, `EvaluationFailed` or OSError.
    """
    files = standard_cases(project)
    predictions = predict(model, [case for cases in files.values() for case in cases])
    return keep(model, {name: len(cases) for name, cases in files.items()}, predictions, now())


def kept_figures(model: Path) -> Kept | None:
    """The figures kept beside the model; None if it was not measured, or they are another model's or cannot be read."""
    try:
        data = json.loads(figures_file(model).read_text(encoding="utf-8"))
        known = {name: data.pop(name) for name in ("model", "measured", "command", "data")}
        datetime.fromisoformat(known["measured"])
        data["all"]["top1"], data["by_language"], data["by_style"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return Kept(**known, figures=data) if known["model"] == model.name else None
