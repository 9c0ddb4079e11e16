"""Candidates as the console sees them: a model trained with what was accepted, beside the one in use.

The program makes them (`bot/candidates/`); here are the values and what the pages ask of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol

from review.access.staff import Staff


class Stage(str, Enum):
    """Where a candidate is, in this order. `FAILED` and `READY` are ends."""

    WAITING = "waiting"
    PREPARING = "preparing"
    TRAINING = "training"
    MEASURING = "measuring"
    COMPARING = "comparing"
    READY = "ready"
    FAILED = "failed"

    @property
    def ended(self) -> bool:
        return self in (Stage.READY, Stage.FAILED)


class Verdict(str, Enum):
    """What may be said of a candidate; `UNPROVEN`: they differ, but no more than chance allows."""

    BETTER = "better"
    WORSE = "worse"
    UNPROVEN = "unproven"
    SAME = "same"


@dataclass(frozen=True)
class Candidate:
    """One training. `step` is what it is busy with in the trainer's words; `comparison` is there once it is ready.

    `model` is the file's name below the folder of models. `problem` says why it failed; `log` ends with the last lines.
    """

    id: int
    stage: Stage
    asked_by: str
    asked_at: float
    examples: int
    step: str = ""
    finished_at: float | None = None
    model: str = ""
    compared_with: str = ""
    problem: str = ""
    log: str = ""
    comparison: Mapping[str, Any] = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict | None:
        all_messages = self.comparison.get("evaluation", {}).get("all", {})
        return Verdict(all_messages["verdict"]) if all_messages else None


@dataclass(frozen=True)
class Live:
    """A decision about which model is live. `model` is empty for the one made from the files.

    `why` is `files`, `promoted` or `rolled_back`; `candidate` the number of the candidate whose model it is.
    """

    id: int
    model: str
    why: str
    by: str
    at: float
    candidate: int | None = None


@dataclass(frozen=True)
class InUse:
    """What this worker runs; `problem` says why it does not run what was decided, if that could not be loaded."""

    model: str
    problem: str = ""


class Busy(Exception):
    """Another candidate is being made; says whose."""

    def __init__(self, candidate: Candidate) -> None:
        super().__init__(f"candidate {candidate.id} is being made for {candidate.asked_by}")
        self.candidate = candidate


class CannotGoLive(ValueError):
    """The candidate has no model that could go live, or there is nothing to go back to. `key` says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Workshop(Protocol):
    """Makes candidates and decides which model is live. Every method may block."""

    def start(self, who: Staff) -> Candidate:
        """Begin making a candidate in a process of its own. Raises `Busy`."""

    def listed(self) -> Sequence[Candidate]:
        """The latest candidates, newest first. One whose process died is told as failed."""

    def one(self, number: int) -> Candidate | None: ...

    def decisions(self) -> Sequence[Live]:
        """The latest decisions, newest first; empty while nobody decided anything."""

    def put_live(self, who: Staff, number: int) -> Live:
        """Every worker takes the candidate's model into use. Raises `CannotGoLive`."""

    def roll_back(self, who: Staff) -> Live:
        """Back to the model that was live before. Raises `CannotGoLive`."""

    def in_use(self) -> InUse: ...
