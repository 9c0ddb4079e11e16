"""Putting messages before a model: in this process, or in one of its own that disturbs no running server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bot.evaluation.cases import Case
from bot.evaluation.prediction import Prediction, parse_predictions

#: How much a process of its own steps back for others (`nice`).
GIVES_WAY = 5
#: How long a process of its own may take, in seconds.
PATIENCE = 1800.0

Watch = Callable[[Sequence[Case]], Iterable[Case]]


class EvaluationFailed(RuntimeError):
    """The process that should have put messages before a model ended without predictions; says what it wrote."""


def predict(model: Path, cases: Sequence[Case], watch: Watch = iter) -> list[Prediction]:
    """What the model makes of the messages. `watch` is handed them and gives them back one by one: a progress bar.

    Raises `EvaluationFailed` for a file that is no model, or one that the components of today cannot read.
    """
    _refuse_no_archive(model)
    from rasa.shared.exceptions import RasaException

    from bot.understanding import Understanding

    try:
        understanding = Understanding(model)
    except RasaException as error:
        raise EvaluationFailed(f"{model.name} cannot be loaded: {error}") from None
    predictions = [Prediction.of(case, understanding.understand(case.text)) for case in watch(cases)]
    # A component that cannot read its part of an older model knows no intents, and says nothing of it.
    if predictions and not any(one.intent for one in predictions):
        raise EvaluationFailed(f"{model.name} knows no intents: it was made by other components; train it anew")
    return predictions


def predict_apart(model: Path, cases: Sequence[Case], patience: float = PATIENCE) -> list[Prediction]:
    """The same in a process of its own with low priority: memory comes back, and this process's model stays as it is.

    Blocks up to `patience` seconds. Raises `EvaluationFailed`.
    """
    _refuse_no_archive(model)
    lines = "".join(json.dumps(case.as_json(), ensure_ascii=False) + "\n" for case in cases)
    command = [sys.executable, "-m", "bot.evaluation.apart", str(model.resolve())]
    project = Path(__file__).resolve().parent.parent.parent
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            command, input=lines, capture_output=True, encoding="utf-8", cwd=project, env=environment, timeout=patience
        )
    except subprocess.TimeoutExpired:
        raise EvaluationFailed(f"{model.name}: no predictions within {patience:.0f} s") from None
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
        raise EvaluationFailed(f"{model.name}: {last[0]}")
    predictions = parse_predictions(done.stdout, model.name)
    if [one.case for one in predictions] != list(cases):
        raise EvaluationFailed(f"{model.name}: {len(predictions)} predictions for {len(cases)} messages")
    return predictions


def _refuse_no_archive(model: Path) -> None:
    """A quick answer for a file that cannot be a model; loading one takes seconds."""
    if not model.is_file() or not tarfile.is_tarfile(model):
        raise EvaluationFailed(f"{model.name} cannot be loaded: it is no model that `signpost train` made")
