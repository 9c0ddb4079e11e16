"""Training the model, only when what it is made from has changed."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.model import NoModel, latest_model
from bot.nlu.training_data.importer import catalogue_phrases
from bot.settings import PROJECT
from catalog.authoring.content import content_version

#: The file beside the models that says what the newest one was made from.
STAMP = "made-from.json"
#: What the model is made from: the Rasa project and the code of our components.
INGREDIENTS = (
    "config.yml",
    "domain.yml",
    "nlu_data/*.yml",
    "nlu_data/situations/*.yml",
    "nlu_data/told/*.yml",
    "nlu_data/thesaurus/*.yml",
    "bot/nlu/**/*.py",
    "catalog/spelling.py",
)

#: What Rasa keeps of earlier trainings, in megabytes: a few of them. It counts all its files after each component.
MOST_CACHED_MB = "200"

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Trained:
    """The model in use after training; `fresh` says whether it had to be trained."""

    path: Path
    fresh: bool


def files_version(project: Path = PROJECT) -> str:
    """A fingerprint of the Rasa project and of our components."""
    digest = hashlib.sha256()
    for pattern in INGREDIENTS:
        for path in sorted(project.glob(pattern)):
            digest.update(path.relative_to(project).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def phrases_version() -> str:
    """A fingerprint of what the model learns from the catalogue; other changes to the content do not matter to it."""
    return hashlib.sha256(repr(catalogue_phrases()).encode()).hexdigest()[:16]


def is_current(models: Path) -> bool:
    """Whether the newest model was made from the files as they are now."""
    try:
        stamp = json.loads((models / STAMP).read_text(encoding="utf-8"))
        if (stamp["model"], stamp["files"]) != (latest_model(models).name, files_version()):
            return False
        # Reading the phrases takes seconds, so it is done only when the content is not the very same.
        return bool(stamp["content"] == content_version() or stamp["phrases"] == phrases_version())
    except (OSError, ValueError, KeyError, NoModel):
        return False


def train(models: Path, force: bool = False, progress: Progress = lambda _step: None) -> Trained:
    """Train a model into the folder unless the newest one is current. Rasa retrains only components that changed.

    RuntimeError if Rasa makes no model.
    """
    if not force and is_current(models):
        return Trained(latest_model(models), fresh=False)
    stamp = {"files": files_version(), "content": content_version(), "phrases": phrases_version()}
    path = train_from(PROJECT, models, progress, force)
    (models / STAMP).write_text(json.dumps({"model": path.name, **stamp}), encoding="utf-8")
    return Trained(path, fresh=True)


def train_from(
    project: Path, models: Path, progress: Progress = lambda _step: None, force: bool = False, name: str | None = None
) -> Path:
    """Train a model from the Rasa project in a folder; its file, called `name` if given. Raises RuntimeError."""
    os.environ.setdefault("RASA_MAX_CACHE_SIZE", MOST_CACHED_MB)
    progress("Loading Rasa")
    from rasa.api import train as train_rasa

    with _Reporting(progress):
        result = train_rasa(
            domain=str(project / "domain.yml"),
            config=str(project / "config.yml"),
            training_files=str(project / "nlu_data"),
            output=str(models),
            force_training=force,
            fixed_model_name=name,
        )
    if not result.model:
        raise RuntimeError(f"training made no model (code {result.code}); run `rasa data validate` to see why")
    return Path(result.model)


#: Rasa's components in words an operator understands.
_STEPS = {
    "LanguageIdentifier": "Learning to tell languages apart",
    "ViewsFeaturizer": "Learning words, their forms and what they mean",
    "LinearIntentClassifier": "Learning what people mean (the longest part)",
    "CircumstanceExtractor": "Learning the phrases that settle circumstances",
    "OwnWordsReader": "Learning how people say their circumstances",
    "RulePolicy": "Learning the rules of the dialogue",
}


class _Reports(logging.Handler):
    def __init__(self, progress: Progress) -> None:
        super().__init__(logging.INFO)
        self._progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        for component, step in _STEPS.items():
            if f"Starting to train component '{component}'" in text:
                self._progress(step)


class _Reporting:
    """Follows Rasa's training log and tells the steps; the log itself stays silent."""

    def __init__(self, progress: Progress) -> None:
        self._handler = _Reports(progress)
        self._logger = logging.getLogger("rasa.engine.training.hooks")

    def __enter__(self) -> None:
        self._before = (self._logger.level, self._logger.propagate)
        self._logger.addHandler(self._handler)
        self._logger.setLevel(logging.INFO)
        self._logger.propagate = False

    def __exit__(self, *_exc: object) -> None:
        self._logger.removeHandler(self._handler)
        self._logger.level, self._logger.propagate = self._before
