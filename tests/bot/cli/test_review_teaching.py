"""`signpost review export|remarks|rollback` from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from bot.cli import main
from bot.database import open_database
from review.access.roles import Role
from review.access.staff import Staff
from review.teaching import examples, remarks
from review.teaching.examples import Draft, Said
from review.teaching.models import Base
from review.teaching.vocabulary import Kind, State
from tests.review.talks import Talk

OLENA = Staff(1, "Олена", Role.EDITOR, "uk")
DIALOGUE = 'version: "3.1"\nnlu:\n- intent: greet\n  metadata: {language: uk}\n  examples: |\n    - привіт\n'
Command = Callable[..., Result]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "nlu_data").mkdir()
    (tmp_path / "nlu_data" / "dialogue.yml").write_text(DIALOGUE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def review(tmp_path: Path) -> Command:
    """Runs `signpost review …` over a database with one accepted example and one remark."""
    address = f"sqlite:///{tmp_path / 'signpost.db'}"
    engine = open_database(address)
    Talk(engine).turn("вітаннячко")
    Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        draft = Draft(Kind.EXAMPLE, "greet", "uk", "вітаннячко")
        number = examples.propose(session, OLENA, 1.0, Said("web-1", 0, "вітаннячко", "thanks", "uk"), draft)
        examples.decide(session, OLENA, 2.0, number, State.ACCEPTED)
        remarks.add(session, OLENA, 3.0, ("web-1", 0), "move", "pack", "сума застаріла")
    engine.dispose()

    def run(*words: str) -> Result:
        environment = {"DATABASE_URL": address, "SIGNPOST_MODELS": str(tmp_path / "models")}
        return CliRunner().invoke(main, ["review", *words], env=environment)

    return run


def test_export_writes_the_files_once(review: Command, project: Path) -> None:
    first, second = review("export", "--project", str(project)), review("export", "--project", str(project))

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "1 examples, 0 tests are in the files" in first.output
    assert second.output == "Nothing accepted is waiting\n"
    assert (project / "nlu_data" / "dialogue.yml").read_text(encoding="utf-8") == DIALOGUE + "    - вітаннячко\n"


def test_a_patch_changes_no_file_and_marks_nothing(review: Command, project: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert review("export", "--project", str(project), "--patch", str(tmp_path / "out.patch")).exit_code == 0

    assert "+    - вітаннячко\n" in (tmp_path / "out.patch").read_text(encoding="utf-8")
    assert (project / "nlu_data" / "dialogue.yml").read_text(encoding="utf-8") == DIALOGUE


def test_a_file_that_takes_nothing_is_named_and_nothing_is_exported(review: Command, project: Path) -> None:
    (project / "nlu_data" / "dialogue.yml").write_text("nlu:\n- intent: greet\n", encoding="utf-8")

    result = review("export", "--project", str(project))

    assert result.exit_code == 1
    assert 'nlu_data/dialogue.yml:2: this block has no "examples: |"; nothing was exported' in result.output


def test_remarks_are_listed_by_place(review: Command) -> None:
    assert review("remarks").output == "move/pack: сума застаріла (Олена)\n"
    assert json.loads(review("remarks", "--json").output)[0]["conversation_id"] == "web-1"
    assert review("remarks", "--settled").output == "There are no remarks\n"


def test_there_is_nothing_to_go_back_to_before_any_decision(review: Command) -> None:
    result = review("rollback")

    assert result.exit_code == 1
    assert "There is no model to go back to." in result.output
