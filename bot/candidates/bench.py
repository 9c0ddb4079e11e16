"""The work bench: at most one candidate is being made at a time, whoever asks in whichever process.

The process that makes it moves a heartbeat; one that stays still is told as failed and gives the bench free.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, defer

from bot.candidates.models import Base, ModelCandidate
from review.access import audit
from review.access.models import Base as AccessBase
from review.access.staff import Staff
from review.teaching.candidates import Busy, Candidate, Stage

#: A process that gave no sign for so many seconds is taken for dead.
PATIENCE = 90.0
#: How often a process gives a sign, in seconds.
HEARTBEAT = 5.0
#: Candidates listed.
SHOWN = 20
CRASHED = "the process ended without a word; its log may tell why"


class Superseded(RuntimeError):
    """The bench was given free meanwhile: this process was taken for dead, and its work no longer counts."""


class Bench:
    """All access to the table of candidates. `clock` gives seconds since 1970."""

    def __init__(self, engine: Engine, clock: Callable[[], float] = time.time) -> None:
        Base.metadata.create_all(engine)
        AccessBase.metadata.create_all(engine)  # what happens to models is in the audit log
        self._engine = engine
        self._clock = clock

    def take(self, who: Staff, examples: int) -> Candidate:
        """A new candidate on the bench, audited. Raises `Busy`."""
        self.clear_dead()
        now = self._clock()
        try:
            with Session(self._engine) as session, session.begin():
                row = ModelCandidate(
                    busy=True,
                    stage=Stage.WAITING.value,
                    asked_by_id=who.id,
                    asked_by=who.name,
                    asked_at=now,
                    heartbeat_at=now,
                    examples=examples,
                )
                session.add(row)
                session.flush()
                audit.record(session, who, now, "model_training_started", f"candidate:{row.id}", examples=examples)
                return _candidate(row)
        except IntegrityError:
            busy = self._busy()
            if busy is None:  # it ended this very moment
                return self.take(who, examples)
            raise Busy(busy) from None

    def beat(self, number: int) -> None:
        """The process is alive. Raises `Superseded`."""
        self._change(number, {})

    def at_stage(self, number: int, stage: Stage, step: str = "", **known: Any) -> None:
        """The process has come to this stage; `known` are columns it can tell by now. Raises `Superseded`."""
        self._change(number, {"stage": stage.value, "step": step[:200], **known})

    def finish(self, number: int, comparison: Mapping[str, Any]) -> None:
        """The candidate is ready. Raises `Superseded`."""
        ended = {"stage": Stage.READY.value, "step": "", "busy": None, "finished_at": self._clock()}
        self._change(number, {**ended, "comparison": dict(comparison)})

    def fail(self, number: int, problem: str) -> None:
        """The candidate came to nothing. One that has ended already stays as it is."""
        with Session(self._engine) as session, session.begin():
            session.execute(
                update(ModelCandidate)
                .where(ModelCandidate.id == number, ModelCandidate.busy.is_(True))
                .values(stage=Stage.FAILED.value, step="", busy=None, finished_at=self._clock(), problem=problem[:4000])
            )

    def clear_dead(self) -> None:
        """Tell a process that gave no sign for long as failed."""
        late = self._clock() - PATIENCE
        with Session(self._engine) as session:
            wanted = select(ModelCandidate.id).where(ModelCandidate.busy.is_(True), ModelCandidate.heartbeat_at < late)
            dead = session.scalar(wanted)
        if dead is not None:
            self.fail(int(dead), CRASHED)

    def listed(self) -> Sequence[Candidate]:
        """The latest candidates, newest first. Of their comparisons only the verdict is read: pages ask often."""
        self.clear_dead()
        verdict = ModelCandidate.comparison[("evaluation", "all", "verdict")].as_string()
        wanted = select(ModelCandidate, verdict).options(defer(ModelCandidate.comparison))
        with Session(self._engine) as session:
            rows = session.execute(wanted.order_by(ModelCandidate.id.desc()).limit(SHOWN))
            return tuple(
                _candidate(row, {"evaluation": {"all": {"verdict": found}}} if found else {}) for row, found in rows
            )

    def one(self, number: int) -> Candidate | None:
        self.clear_dead()
        with Session(self._engine) as session:
            row = session.get(ModelCandidate, number)
            return _candidate(row, row.comparison or {}) if row is not None else None

    def made_from(self, number: int) -> tuple[str, str]:
        """Fingerprints of the files and of the catalogue's phrases that the model was made from. LookupError."""
        with Session(self._engine) as session:
            row = session.get(ModelCandidate, number)
            if row is None:
                raise LookupError(f"there is no candidate {number}")
            return str(row.files), str(row.phrases)

    def _busy(self) -> Candidate | None:
        with Session(self._engine) as session:
            row = session.scalar(select(ModelCandidate).where(ModelCandidate.busy.is_(True)))
            return _candidate(row) if row is not None else None

    def _change(self, number: int, values: Mapping[str, Any]) -> None:
        with Session(self._engine) as session, session.begin():
            done = session.execute(
                update(ModelCandidate)
                .where(ModelCandidate.id == number, ModelCandidate.busy.is_(True))
                .values(heartbeat_at=self._clock(), **values)
            )
            if not done.rowcount:
                raise Superseded(f"candidate {number} is no longer on the bench")


def _candidate(row: ModelCandidate, comparison: Mapping[str, Any] | None = None) -> Candidate:
    return Candidate(
        id=int(row.id),
        stage=Stage(row.stage),
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        examples=row.examples,
        step=row.step,
        finished_at=row.finished_at,
        model=row.model,
        compared_with=row.compared_with,
        problem=row.problem,
        comparison=comparison or {},
    )
