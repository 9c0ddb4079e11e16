"""What the console asks of the program about candidates (`review.teaching.candidates.Workshop`)."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.candidates.bench import Bench
from bot.candidates.making import FOLDER
from bot.candidates.pointer import Pointer
from bot.settings import PROJECT, Settings
from review.access.staff import Staff
from review.teaching import examples
from review.teaching.candidates import Candidate, InUse, Live, Stage

#: Lines of the log shown of a candidate that failed.
LAST_LINES = 20

#: Starts the process that makes a candidate with this number.
Start = Callable[[int], None]


class ModelWorkshop:
    """`in_use` tells what this worker runs."""

    def __init__(
        self, engine: Engine, models: Path, bench: Bench, pointer: Pointer, start: Start, in_use: Callable[[], InUse]
    ) -> None:
        self._engine = engine
        self._models = models
        self._bench = bench
        self._pointer = pointer
        self._start = start
        self.in_use = in_use

    def start(self, who: Staff) -> Candidate:
        """Begin making a candidate. Raises `Busy`."""
        with Session(self._engine) as session:
            count = len(examples.waiting(session))
        candidate = self._bench.take(who, count)
        try:
            self._start(candidate.id)
        except OSError as error:
            self._bench.fail(candidate.id, f"its process could not be started: {error}")
        return candidate

    def listed(self) -> Sequence[Candidate]:
        return self._bench.listed()

    def one(self, number: int) -> Candidate | None:
        """With the end of its log when it failed."""
        found = self._bench.one(number)
        if found is None or found.stage is not Stage.FAILED:
            return found
        return replace(found, log=_end_of(log_file(self._models, number)))

    def decisions(self) -> Sequence[Live]:
        return self._pointer.decisions()

    def put_live(self, who: Staff, number: int) -> Live:
        return self._pointer.put_live(who, number)

    def roll_back(self, who: Staff) -> Live:
        return self._pointer.roll_back(who)


def log_file(models: Path, number: int) -> Path:
    return models / FOLDER / f"candidate-{number}.log"


def starter(settings: Settings) -> Start:
    """Starts processes that outlive the page, and the server too."""

    def start(number: int) -> None:
        log = log_file(settings.models, number)
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "bot.candidates.apart", str(number)],
                env=_environment(settings, os.environ),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        threading.Thread(target=process.wait, daemon=True).start()

    return start


def _environment(settings: Settings, environment: Mapping[str, str]) -> dict[str, str]:
    """The server's, with the settings it really runs with and the very same code."""
    path = os.pathsep.join([str(PROJECT), *filter(None, [environment.get("PYTHONPATH")])])
    own = {"DATABASE_URL": settings.database_url, "SIGNPOST_MODELS": str(settings.models), "PYTHONPATH": path}
    return {**environment, **own, "PYTHONIOENCODING": "utf-8"}


def _end_of(log: Path) -> str:
    try:
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:])
    except OSError:
        return ""
