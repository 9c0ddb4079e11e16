"""`signpost train` measures what it trained, and a failure to measure fails no training."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner

import bot.training
from bot.cli import main
from bot.evaluation.kept import keep
from bot.training import Trained
from tests.bot.evaluation.predictions import ALL


@pytest.fixture
def trained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model that `signpost train` finds current, though no Rasa can load it."""
    model = tmp_path / "model.tar.gz"
    model.write_bytes(b"")
    monkeypatch.setattr(bot.training, "train", lambda *_: Trained(model, fresh=False))
    return model


def test_a_model_that_cannot_be_measured_is_trained_all_the_same(trained: Path) -> None:
    result = CliRunner().invoke(main, ["train"])

    assert result.exit_code == 0
    assert "could not be measured: model.tar.gz cannot be loaded" in result.output
    assert str(trained) in result.output


def test_a_model_is_measured_once(trained: Path) -> None:
    keep(trained, {"set.jsonl": 6}, ALL, datetime(2026, 11, 25, tzinfo=timezone.utc))

    assert "first for 25.0 % of" in CliRunner().invoke(main, ["train"]).output
