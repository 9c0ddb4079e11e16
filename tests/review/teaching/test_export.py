"""From what was accepted to the files: all of it or nothing, once, and as a patch that git takes."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from review.access.roles import Role
from review.access.staff import Staff
from review.teaching import examples, regression
from review.teaching import export as exporting
from review.teaching.examples import Draft, Said
from review.teaching.models import Base
from review.teaching.regression import FILE
from review.teaching.vocabulary import Kind, State
from review.teaching.writing import UNFINISHED, write_all
from tests.review.talks import Talk
from tests.review.teaching.conftest import MOVE

OLENA = Staff(1, "Олена", Role.EDITOR, "uk")
SITUATION = "nlu_data/situations/move.yml"
TURNS: list[dict[str, Any]] = [
    {"person": "вантажу диван: у «фургон»", "status": "answered", "situation": "move", "answers": {"family": ["no"]}},
    {"press": "step:pack"},
]


@pytest.fixture
def taught(sqlite: Engine) -> Engine:
    """Two examples and a phrase accepted, one rejected, and a test saved."""
    Talk(sqlite).turn("вантажу диван")
    Base.metadata.create_all(sqlite)
    drafts = (
        Draft(Kind.EXAMPLE, "situation/move", "uk", "вантажу диван"),
        Draft(Kind.EXAMPLE, "greet", "uk", "вітання вам"),
        Draft(Kind.PHRASE, "move/family=no", "", "сам-один"),
        Draft(Kind.EXAMPLE, "greet", "uk", "не те"),
    )
    with Session(sqlite) as session, session.begin():
        for draft in drafts:
            number = examples.propose(session, OLENA, 1.0, Said("web-1", 0, "вантажу диван", "greet", "uk"), draft)
            state = State.REJECTED if draft.text == "не те" else State.ACCEPTED
            examples.decide(session, OLENA, 2.0, number, state)
        regression.save(session, OLENA, 3.0, "web-1", "перевезти диван", TURNS)
    return sqlite


def files(project: Path) -> dict[str, bytes]:
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in project.rglob("*") if path.is_file()}


def test_what_was_accepted_is_written_and_marked_once(taught: Engine, project: Path) -> None:
    with Session(taught) as session:
        found = exporting.export(session, project, 9.0, session.commit)

    assert {change.path for change in found.changes} == {SITUATION, "nlu_data/dialogue.yml", FILE}
    text = (project / SITUATION).read_text(encoding="utf-8")
    assert "    - вантажу диван\n" in text
    assert "    - сам-один\n" in text
    assert "не те" not in (project / "nlu_data/dialogue.yml").read_text(encoding="utf-8")
    stories = yaml.safe_load((project / FILE).read_text(encoding="utf-8"))
    assert stories == [{"conversation": "перевезти диван", "turns": TURNS}]
    with Session(taught) as session:
        assert {one.exported_at for one in examples.listed(session, State.EXPORTED)} == {9.0}

    before = files(project)
    with Session(taught) as session:
        again = exporting.export(session, project, 10.0, session.commit)
    assert (again.examples, again.tests, again.changes) == ((), (), ())
    assert files(project) == before


def test_nothing_is_half_written_when_the_database_fails(taught: Engine, project: Path) -> None:
    before = files(project)

    def fails() -> None:
        assert "вантажу диван" in (project / SITUATION).read_text(encoding="utf-8")
        raise RuntimeError("the database went away")

    with Session(taught) as session, pytest.raises(RuntimeError):
        exporting.export(session, project, 9.0, fails)

    assert files(project) == before
    with Session(taught) as session:
        assert len(examples.waiting(session)) == 3


def test_files_written_before_one_that_fails_are_put_back(tmp_path: Path) -> None:
    (tmp_path / "one.yml").write_text("раз", encoding="utf-8")
    (tmp_path / "two.yml").mkdir()

    with pytest.raises(OSError), write_all(tmp_path, {"one.yml": "новий", "new/three.yml": "3", "two.yml": "ні"}):
        pytest.fail("the files are not there")

    assert (tmp_path / "one.yml").read_text(encoding="utf-8") == "раз"
    assert not (tmp_path / "new" / "three.yml").exists()
    assert list(tmp_path.rglob(f"*{UNFINISHED}")) == []


def test_git_takes_the_patch_and_comes_to_the_same_files(taught: Engine, project: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    (project / "nlu_data/dialogue.yml").write_text((project / "nlu_data/dialogue.yml").read_text().rstrip("\n"))
    with Session(taught) as session:
        found = exporting.planned(session, project)
    (tmp_path / "p.patch").write_bytes(found.patch().encode())

    subprocess.run(["git", "apply", str(tmp_path / "p.patch")], cwd=project, check=True)

    for change in found.changes:
        assert (project / change.path).read_bytes().decode() == change.after
    with Session(taught) as session:
        assert exporting.planned(session, project).changes == ()


def test_an_example_that_somebody_wrote_by_hand_counts_as_exported(taught: Engine, project: Path) -> None:
    by_hand = MOVE.replace("    - куди прописатися\n", "    - куди прописатися\n    - вантажу диван\n")
    (project / SITUATION).write_text(by_hand, encoding="utf-8")

    with Session(taught) as session:
        exporting.export(session, project, 9.0, session.commit)

    text = (project / SITUATION).read_text(encoding="utf-8")
    assert text.count("вантажу диван") == 1


def test_what_is_drawn_from_a_conversation_goes_with_it(taught: Engine, project: Path) -> None:
    Talk(taught).store.delete("web-1")

    with Session(taught) as session:
        found = exporting.planned(session, project)

    assert (found.examples, found.tests) == ((), ())
