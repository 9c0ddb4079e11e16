"""What training learned stands on disk as arrays and words, and comes back as it was."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.text import storage


def test_arrays_come_back_by_their_names(tmp_path: Path) -> None:
    storage.save_arrays(tmp_path, "kept", numbers=np.arange(5), flags=np.array([True, False]), one=np.array(7))

    with np.load(tmp_path / "kept.npz", allow_pickle=False) as stored:
        assert stored["numbers"].tolist() == [0, 1, 2, 3, 4]
        assert stored["flags"].tolist() == [True, False]
        assert int(stored["one"]) == 7


def test_nothing_that_could_run_is_stored(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="allow_pickle=False"):
        storage.save_arrays(tmp_path, "kept", anything=np.array([object()]))


def test_weights_lose_no_more_than_half_precision(tmp_path: Path) -> None:
    weights = np.random.default_rng(1).normal(size=(20, 3)).astype(np.float32)
    storage.save_weights(tmp_path, "voter", weights, np.array([0.5, -1.0, 2.0]))

    found, intercepts = storage.load_weights(tmp_path, "voter")
    assert np.allclose(found, weights, rtol=1e-3)
    assert intercepts.tolist() == [0.5, -1.0, 2.0]


def test_words_come_back_in_order(tmp_path: Path) -> None:
    storage.save_words(tmp_path, "view", ["паспорт", "дах"], np.array([1.5, 2.5]))
    words, weights = storage.load_words(tmp_path, "view")
    assert (words, weights.tolist()) == (["паспорт", "дах"], [1.5, 2.5])
