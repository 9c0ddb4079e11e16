"""The secret: given, or made once, for the owner's eyes only."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError
from bot.takeaway.secret import kept_in, signing_secret


def test_a_secret_of_the_settings_is_used_and_nothing_written(tmp_path: Path) -> None:
    given = "x" * 40

    assert signing_secret(given, f"sqlite:///{tmp_path}/signpost.db") == given
    assert list(tmp_path.iterdir()) == []


def test_without_one_it_is_made_beside_the_database_and_stays(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/data/signpost.db"
    made = signing_secret(None, url)

    assert signing_secret(None, url) == made
    assert [one.name for one in (tmp_path / "data").iterdir()] == ["secret"]
    assert stat.S_IMODE(os.stat(tmp_path / "data" / "secret").st_mode) == 0o600


def test_workers_that_start_at_once_end_with_the_same_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as workers:
        found = set(workers.map(lambda _: kept_in(tmp_path), range(40)))

    assert len(found) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["secret"]


def test_a_spoiled_file_is_told_and_not_used(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("")

    with pytest.raises(ValueError, match="delete it"):
        kept_in(tmp_path)


def test_a_database_in_memory_has_a_secret_of_its_own() -> None:
    assert signing_secret(None, "sqlite://") != signing_secret(None, "sqlite://")


def test_a_short_secret_is_refused_and_not_repeated() -> None:
    with pytest.raises(SettingsError, match="at least 32") as refused:
        Settings.from_environment({"SIGNPOST_SECRET": "hunter2"})

    assert "hunter2" not in str(refused.value)
