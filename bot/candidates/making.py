"""Making a candidate: the files with what was accepted, a training, a comparison. Runs in a process of its own."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timezone
from pathlib import Path

from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.candidates import measuring
from bot.candidates.bench import HEARTBEAT, Bench, Superseded
from bot.candidates.measuring import Messages
from bot.candidates.pointer import Pointer
from bot.evaluation.kept import figures_file, keep, standard_cases
from bot.training import INGREDIENTS, files_version, phrases_version, train_from
from review.teaching import examples
from review.teaching.candidates import Stage
from review.teaching.examples import Example
from review.teaching.export import training_files, with_examples

#: The folder of candidates' models and logs, in the folder of models: `latest_model` does not look there.
FOLDER = "candidates"
#: How many candidates' models are kept, beside those that are live or were so just before.
KEPT = 10


@contextmanager
def prepared_files(project: Path, changed: Mapping[str, str]) -> Iterator[Path]:
    """A copy of everything a model is made from, with these files' texts changed, while the block runs."""
    with tempfile.TemporaryDirectory(prefix="signpost-candidate-") as name:
        folder = Path(name)
        for pattern in INGREDIENTS:
            for path in project.glob(pattern):
                copy = folder / path.relative_to(project)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
        for path_name, text in changed.items():
            path = folder / path_name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        yield folder


@contextmanager
def beating(bench: Bench, number: int, pause: float = HEARTBEAT) -> Iterator[None]:
    """Give signs of life beside the work."""
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(pause):
            with suppress(OperationalError):  # the database is busy: the next sign will do
                try:
                    bench.beat(number)
                except Superseded:
                    return

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


class Maker:
    """Makes one candidate. `project` is the folder with the Rasa project, `models` that of models."""

    def __init__(self, engine: Engine, project: Path, models: Path, bench: Bench, pointer: Pointer) -> None:
        self._engine = engine
        self._project = project
        self._models = models
        self._bench = bench
        self._pointer = pointer

    def make(self, number: int) -> None:
        """From the accepted examples to a compared model. Raises what went wrong; the bench is told by the caller."""
        with beating(self._bench, number):
            self._bench.at_stage(number, Stage.PREPARING)
            with Session(self._engine) as session:
                waiting, taught = examples.waiting(session), examples.taught(session)
            model = self._train(number, waiting)
            comparison = self._compare(number, model, taught)
        self._bench.finish(number, comparison)
        self._prune()

    def _train(self, number: int, waiting: tuple[Example, ...]) -> Path:
        before = training_files(self._project)
        after = with_examples(before, waiting)
        changed = {path: text for path, text in after.items() if before.get(path) != text}
        with prepared_files(self._project, changed) as folder:
            made_from = {"files": files_version(folder), "phrases": phrases_version()}
            self._bench.at_stage(number, Stage.TRAINING, examples=len(waiting), **made_from)
            name = f"{datetime.now(timezone.utc):%Y%m%d-%H%M%S}-candidate-{number}"
            return train_from(folder, self._models / FOLDER, self._telling(number, Stage.TRAINING), name=name)

    def _compare(self, number: int, model: Path, taught: tuple[Example, ...]) -> dict[str, object]:
        current = self._pointer.model()
        names = {"model": _below(model, self._models), "compared_with": _below(current, self._models)}
        self._bench.at_stage(number, Stage.MEASURING, **names)
        files = standard_cases(self._project)
        with Session(self._engine) as session:
            messages = Messages(measuring.known_cases(files), taught, measuring.reviewed_turns(session))
        after = measuring.understood(model, messages.texts, self._telling(number, Stage.MEASURING))
        data = {name: len(measuring.known_cases({name: cases})) for name, cases in files.items()}
        keep(model, data, measuring.predictions(messages.cases, after), datetime.now(timezone.utc))
        self._bench.at_stage(number, Stage.COMPARING)
        before = measuring.understood(current, messages.texts, self._telling(number, Stage.COMPARING))
        return measuring.compared(messages, before, after)

    def _telling(self, number: int, stage: Stage) -> Callable[[str], None]:
        return lambda step: self._bench.at_stage(number, stage, step)

    def _prune(self) -> None:
        """Delete the models of old candidates that nobody can go back to."""
        wanted = {one.model for one in self._pointer.decisions()[:2]}
        models = sorted((self._models / FOLDER).glob("*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in models[KEPT:]:
            if _below(path, self._models) not in wanted:
                figures_file(path).unlink(missing_ok=True)
                path.unlink(missing_ok=True)


def _below(path: Path, models: Path) -> str:
    return path.relative_to(models).as_posix()
