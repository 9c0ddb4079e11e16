"""A small project on disk, and a console that teaches from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.candidates.present import PresentExamples
from channels import privacy
from review.access.staff import Staff
from review.inbox import pages as inbox
from review.judging import pages as judging
from review.teaching import pages as teaching
from review.teaching.candidates import Busy, Candidate, CannotGoLive, InUse, Live, Stage
from review.teaching.room import Room
from tests.catalog.small import catalogue, circumstance, situation, step
from tests.review.staff import Desk
from tests.review.talks import Talk

#: What the catalogue of these tests knows.
MOVING = catalogue(situation([step("pack")], [circumstance("family")], "move"))
MOVE = """version: "3.1"
# Written by hand: this comment must survive.
nlu:
- intent: situation/move
  metadata: {language: uk}
  examples: |
    - переїжджаю в інше місто
    - куди прописатися

- intent: situation/move
  metadata: {language: en}
  examples: |
    - I am moving house
- lookup: move/family=yes
  examples: |
    - з родиною
responses:
  utter_situation/move:
  - text: "Переїзд"
"""
DIALOGUE = """version: "3.1"
nlu:
- intent: greet
  metadata: {language: uk}
  examples: |
    - привіт
- intent: out_of_scope/weather
  metadata: {language: uk}
  examples: |
    - яка погода
"""


@dataclass
class FakeWorkshop:
    """Candidates and decisions as lists."""

    candidates: list[Candidate] = field(default_factory=list)
    made: list[Live] = field(default_factory=list)
    running: str = "files.tar.gz"

    def start(self, who: Staff) -> Candidate:
        busy = next((one for one in self.candidates if not one.stage.ended), None)
        if busy:
            raise Busy(busy)
        self.candidates.insert(0, Candidate(len(self.candidates) + 1, Stage.WAITING, who.name, 0.0, 1))
        return self.candidates[0]

    def ready(self, verdict: str, worse: int = 0) -> None:
        """The candidate on the bench is done."""
        shares = dict.fromkeys(
            ("top1", "top3", "answered", "wrong_and_confident", "false_rejections", "out_of_scope_recall"), 0.5
        )
        figures = {"messages": 10, **shares}
        whole = {"before": figures, "after": figures, "better": 1, "worse": worse, "p_value": 0.5, "verdict": verdict}
        comparison = {"evaluation": {"all": whole, "better": [], "worse": []}, "taught": [], "replayed": 0, "turns": []}
        model = f"candidates/{self.candidates[0].id}.tar.gz"
        self.candidates[0] = replace(self.candidates[0], stage=Stage.READY, model=model, comparison=comparison)

    def listed(self) -> Sequence[Candidate]:
        return tuple(self.candidates)

    def one(self, number: int) -> Candidate | None:
        return next((one for one in self.candidates if one.id == number), None)

    def decisions(self) -> Sequence[Live]:
        return tuple(self.made)

    def put_live(self, who: Staff, number: int) -> Live:
        found = self.one(number)
        assert found is not None
        self.made.insert(0, Live(len(self.made) + 1, found.model, "promoted", who.name, 0.0, number))
        return self.made[0]

    def roll_back(self, who: Staff) -> Live:
        if not self.made:
            raise CannotGoLive("nothing_before")
        model = self.made[1].model if len(self.made) > 1 else ""
        self.made.insert(0, Live(len(self.made) + 1, model, "rolled_back", who.name, 0.0))
        return self.made[0]

    def in_use(self) -> InUse:
        return InUse(self.running)


def hide(text: str) -> tuple[str, tuple[str, ...]]:
    hidden = privacy.hide(text)
    return hidden.text, tuple(kind.value for kind in hidden.kinds)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two training files and one evaluation message."""
    folder = tmp_path / "project"
    (folder / "nlu_data" / "situations").mkdir(parents=True)
    (folder / "nlu_data" / "evaluation").mkdir()
    (folder / "nlu_data" / "situations" / "move.yml").write_text(MOVE, encoding="utf-8")
    (folder / "nlu_data" / "dialogue.yml").write_text(DIALOGUE, encoding="utf-8")
    (folder / "nlu_data" / "evaluation" / "kept.jsonl").write_text('{"text": "вантажівка з речами", "label": "move"}\n')
    return folder


@pytest.fixture
def workshop() -> FakeWorkshop:
    return FakeWorkshop()


@pytest.fixture
def desk(sqlite: Engine, project: Path, workshop: FakeWorkshop) -> Desk:
    """A console over one conversation, in which the second message was misunderstood."""
    Talk(sqlite).turn("привіт").turn("вантажу диван у фургон, мій номер [phone]", status="searched", intent="greet")
    present = PresentExamples(project)
    room = Room(sqlite, lambda: MOVING, present.look, present.intents, hide, project, workshop)
    return Desk(sqlite, (inbox.feature(sqlite, lambda: MOVING), judging.feature(sqlite), teaching.feature(room)))
