"""Which model is live: decisions in the database, which every worker and the next start follow.

A decision for a candidate's model holds while the training files are as they were when it was taken, or as they are
once what the candidate learnt is exported. If they changed otherwise, the files win at the next start: whoever edits
them means what they write. Until then running workers keep what was decided.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.candidates.bench import Bench
from bot.candidates.models import LiveModel
from bot.model import NoModel, latest_model
from bot.training import files_version, phrases_version
from review.access import audit
from review.access.staff import Staff
from review.teaching.candidates import CannotGoLive, Live, Stage

FILES, PROMOTED, ROLLED_BACK = "files", "promoted", "rolled_back"
#: Decisions listed.
SHOWN = 20
#: Who decided when nobody did.
NOBODY = "–"


class Pointer:
    """The decisions. `models` is the folder of models, `versions` tells the fingerprints of files and phrases now."""

    def __init__(
        self,
        engine: Engine,
        models: Path,
        bench: Bench,
        versions: Callable[[], tuple[str, str]] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._engine = engine
        self._models = models
        self._bench = bench
        self._versions = versions or (lambda: (files_version(), phrases_version()))
        self._clock = clock

    def decisions(self) -> Sequence[Live]:
        """The latest decisions, newest first."""
        with Session(self._engine) as session:
            rows = session.scalars(select(LiveModel).order_by(LiveModel.id.desc()).limit(SHOWN))
            return tuple(_live(row) for row in rows)

    def number(self) -> int:
        """The number of the last decision, 0 before any: cheap enough to ask every few seconds."""
        with Session(self._engine) as session:
            return session.scalar(select(LiveModel.id).order_by(LiveModel.id.desc()).limit(1)) or 0

    def model(self) -> Path:
        """The model that was decided to be live. Raises `NoModel` when it is the files' and none was trained."""
        row = self._last()
        return self._models / row.model if row is not None and row.model else latest_model(self._models)

    def at_start(self) -> Path:
        """The model to start with. A decision that no longer holds ends here, for every worker. Raises `NoModel`."""
        if not self.holds():
            self._decide(None, "", FILES, None, [])
        return self.model()

    def holds(self) -> bool:
        """Whether the last decision still stands: the model is there, and the files are those it was taken with."""
        row = self._last()
        if row is None or not row.model:
            return True
        if not (self._models / row.model).is_file():
            return False
        files, phrases = self._versions()
        return files in row.files and phrases == row.phrases

    def is_candidates(self) -> bool:
        """Whether a candidate's model is live and stays so, so that nothing need be trained at start."""
        row = self._last()
        return row is not None and bool(row.model) and self.holds()

    def put_live(self, who: Staff, number: int) -> Live:
        """Make the candidate's model live. Raises `CannotGoLive`."""
        candidate = self._bench.one(number)
        if candidate is None or candidate.stage is not Stage.READY:
            raise CannotGoLive("not_ready")
        if not (self._models / candidate.model).is_file():
            raise CannotGoLive("no_file")
        row = self._last()
        if row is not None and row.model == candidate.model:
            raise CannotGoLive("live_already")
        made_from, _ = self._bench.made_from(number)
        return self._decide(who, candidate.model, PROMOTED, number, [made_from])

    def roll_back(self, who: Staff | None) -> Live:
        """Make the model live that was so before the last decision. Raises `CannotGoLive`."""
        with Session(self._engine) as session:
            rows = list(session.scalars(select(LiveModel).order_by(LiveModel.id.desc()).limit(2)))
        if not rows:
            raise CannotGoLive("nothing_before")
        before = rows[1] if len(rows) > 1 else None
        model, candidate = (str(before.model), before.candidate_id) if before is not None else ("", None)
        if not self._is_there(model):
            raise CannotGoLive("no_file")
        return self._decide(who, model, ROLLED_BACK, candidate, list(before.files) if before is not None else [])

    def _is_there(self, model: str) -> bool:
        """Whether the model can be loaded; for "" whether there is one made from the files."""
        try:
            return (self._models / model if model else latest_model(self._models)).is_file()
        except NoModel:
            return False

    def _last(self) -> LiveModel | None:
        with Session(self._engine, expire_on_commit=False) as session:
            return session.scalar(select(LiveModel).order_by(LiveModel.id.desc()).limit(1))

    def _decide(self, who: Staff | None, model: str, why: str, candidate: int | None, made_from: list[str]) -> Live:
        """Add a decision, audited. It holds with the files as they are now as well."""
        files, phrases = self._versions()
        now = self._clock()
        with Session(self._engine) as session, session.begin():
            row = LiveModel(
                model=model,
                why=why,
                candidate_id=candidate,
                files=sorted({files, *made_from} - {""}),
                phrases=phrases,
                decided_by=who.name if who else NOBODY,
                at=now,
            )
            session.add(row)
            session.flush()
            audit.record(session, who, now, f"model_{why}", f"model:{model or FILES}", candidate=candidate)
            return _live(row)


def _live(row: LiveModel) -> Live:
    return Live(int(row.id), row.model, row.why, row.decided_by, row.at, row.candidate_id)
