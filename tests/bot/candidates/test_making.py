"""What a candidate is made from, and the end of a process that fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.candidates.bench import Bench
from bot.candidates.making import Maker, prepared_files
from bot.candidates.pointer import Pointer
from bot.candidates.workshop import ModelWorkshop, log_file
from bot.conversations.store import ConversationStore
from bot.settings import PROJECT
from bot.training import files_version
from review.access.roles import Role
from review.access.staff import Staff
from review.teaching.candidates import InUse, Stage
from review.teaching.models import Base

OLENA = Staff(1, "Олена", Role.EDITOR, "uk")


def test_the_copy_is_the_project_but_for_what_was_taught() -> None:
    with prepared_files(PROJECT, {}) as same, prepared_files(PROJECT, {"nlu_data/dialogue.yml": "інше"}) as other:
        assert files_version(same) == files_version(PROJECT)
        assert files_version(other) != files_version(PROJECT)
        assert (other / "nlu_data/dialogue.yml").read_text(encoding="utf-8") == "інше"
    assert not same.exists()


def test_a_project_that_cannot_be_trained_fails_in_words(sqlite: Engine, tmp_path: Path) -> None:
    ConversationStore(sqlite)
    Base.metadata.create_all(sqlite)
    bench = Bench(sqlite)
    pointer = Pointer(sqlite, tmp_path, bench, lambda: ("", ""))

    def start(number: int) -> None:
        log_file(tmp_path, number).parent.mkdir()
        log_file(tmp_path, number).write_text("first\nlast words\n", encoding="utf-8")
        with pytest.raises(Exception) as error:
            Maker(sqlite, tmp_path / "nowhere", tmp_path, bench, pointer).make(number)
        bench.fail(number, str(error.value))

    workshop = ModelWorkshop(sqlite, tmp_path, bench, pointer, start, lambda: InUse("a"))

    number = workshop.start(OLENA).id

    found = workshop.one(number)
    assert found is not None
    assert found.stage is Stage.FAILED
    assert found.problem
    assert found.log.endswith("last words")
    assert workshop.start(OLENA).id != number


def test_a_process_that_cannot_be_started_frees_the_bench(sqlite: Engine, tmp_path: Path) -> None:
    ConversationStore(sqlite)
    Base.metadata.create_all(sqlite)
    bench = Bench(sqlite)

    def start(_number: int) -> None:
        raise OSError("no memory")

    pointer = Pointer(sqlite, tmp_path, bench, lambda: ("", ""))
    workshop = ModelWorkshop(sqlite, tmp_path, bench, pointer, start, lambda: InUse("a"))

    number = workshop.start(OLENA).id

    found = workshop.one(number)
    assert found is not None
    assert (found.stage, found.problem) == (Stage.FAILED, "its process could not be started: no memory")
