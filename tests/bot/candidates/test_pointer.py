"""Which model is live: decided, gone back from, and given up when the files have changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.candidates.bench import Bench
from bot.candidates.pointer import FILES, PROMOTED, ROLLED_BACK, Pointer
from review.access.audit import AuditLog, Wanted
from review.access.roles import Role
from review.access.staff import Staff
from review.teaching.candidates import CannotGoLive, Stage
from tests.review.staff import Clock

OLENA = Staff(1, "Олена", Role.EDITOR, "uk")
FROM_FILES = "20260101-120000-from-files.tar.gz"


class Project:
    """Fingerprints that a test changes."""

    files, phrases = "as-they-were", "phrases"

    def __call__(self) -> tuple[str, str]:
        return self.files, self.phrases


@pytest.fixture
def project() -> Project:
    return Project()


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    (folder / "candidates").mkdir(parents=True)
    (folder / FROM_FILES).write_bytes(b"")
    return folder


@pytest.fixture
def pointer(database: Engine, models: Path, bench: Bench, project: Project, clock: Clock) -> Pointer:
    return Pointer(database, models, bench, project, clock)


@pytest.fixture
def candidates(bench: Bench, models: Path) -> list[int]:
    """Two candidates that are ready."""
    found = []
    for name in ("a", "b"):
        number = bench.take(OLENA, 1).id
        known = {"model": f"candidates/{name}.tar.gz", "files": f"with-{name}", "phrases": "phrases"}
        (models / known["model"]).write_bytes(b"")
        bench.at_stage(number, Stage.MEASURING, **known)
        bench.finish(number, {})
        found.append(number)
    return found


def test_before_any_decision_the_newest_model_of_the_files_is_live(pointer: Pointer, models: Path) -> None:
    assert pointer.at_start() == models / FROM_FILES
    assert pointer.decisions() == ()
    assert not pointer.is_candidates()


def test_what_was_put_live_is_live_at_the_next_start(
    pointer: Pointer, models: Path, candidates: list[int], database: Engine
) -> None:
    pointer.put_live(OLENA, candidates[0])

    assert pointer.at_start() == models / "candidates/a.tar.gz"
    assert pointer.is_candidates()
    assert [one.name for one in AuditLog(database).listed(Wanted(action="model_promoted")).entries] == ["Олена"]


def test_it_stays_live_once_its_examples_are_in_the_files(
    pointer: Pointer, models: Path, candidates: list[int], project: Project
) -> None:
    pointer.put_live(OLENA, candidates[0])
    project.files = "with-a"

    assert pointer.at_start() == models / "candidates/a.tar.gz"


@pytest.mark.parametrize("changed", ["files", "phrases"])
def test_files_that_somebody_edited_win_at_the_next_start(
    pointer: Pointer, models: Path, candidates: list[int], project: Project, changed: str
) -> None:
    pointer.put_live(OLENA, candidates[0])
    setattr(project, changed, "edited")

    assert not pointer.is_candidates()
    assert pointer.model() == models / "candidates/a.tar.gz"  # running workers keep what was decided
    assert pointer.at_start() == models / FROM_FILES
    assert [one.why for one in pointer.decisions()] == [FILES, PROMOTED]


def test_a_model_that_was_deleted_is_not_waited_for(pointer: Pointer, models: Path, candidates: list[int]) -> None:
    pointer.put_live(OLENA, candidates[0])
    (models / "candidates/a.tar.gz").unlink()

    assert pointer.at_start() == models / FROM_FILES


def test_going_back_is_one_step_and_back_again(pointer: Pointer, models: Path, candidates: list[int]) -> None:
    pointer.put_live(OLENA, candidates[0])
    pointer.put_live(OLENA, candidates[1])

    assert pointer.roll_back(OLENA).model == "candidates/a.tar.gz"
    assert pointer.at_start() == models / "candidates/a.tar.gz"
    assert pointer.roll_back(None).model == "candidates/b.tar.gz"
    assert pointer.decisions()[0].why == ROLLED_BACK


def test_going_back_from_the_first_one_leads_to_the_files(
    pointer: Pointer, models: Path, candidates: list[int]
) -> None:
    with pytest.raises(CannotGoLive, match="nothing_before"):
        pointer.roll_back(OLENA)
    pointer.put_live(OLENA, candidates[0])

    (models / FROM_FILES).rename(models / "elsewhere")
    with pytest.raises(CannotGoLive, match="no_file"):
        pointer.roll_back(OLENA)
    (models / "elsewhere").rename(models / FROM_FILES)

    pointer.roll_back(OLENA)

    assert pointer.model() == models / FROM_FILES


def test_what_is_not_ready_gone_or_live_already_cannot_go_live(
    pointer: Pointer, models: Path, candidates: list[int], bench: Bench
) -> None:
    unready = bench.take(OLENA, 1).id
    pointer.put_live(OLENA, candidates[0])
    (models / "candidates/b.tar.gz").unlink()

    for number, key in (
        (unready, "not_ready"),
        (99, "not_ready"),
        (candidates[1], "no_file"),
        (candidates[0], "live_already"),
    ):
        with pytest.raises(CannotGoLive, match=key):
            pointer.put_live(OLENA, number)
    assert len(pointer.decisions()) == 1
