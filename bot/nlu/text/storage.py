"""Trained parts on disk as plain arrays and words: small, quick to load, and nothing in them can run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
from numpy.typing import NDArray


def save_arrays(folder: Path, name: str, **arrays: NDArray[Any]) -> None:
    """Arrays by their names, to be read by `numpy.load`. Packed lightly: all files of a model are packed once more."""
    with ZipFile(folder / f"{name}.npz", "w", ZIP_DEFLATED, compresslevel=1) as packed:
        for part, array in arrays.items():
            with packed.open(f"{part}.npy", "w", force_zip64=True) as file:
                np.save(file, array, allow_pickle=False)


def save_weights(folder: Path, name: str, weights: NDArray[Any], intercepts: NDArray[np.float64]) -> None:
    """Weights and intercepts. Half precision changes no ranking and halves the model."""
    save_arrays(folder, name, weights=weights.astype(np.float16), intercepts=intercepts)


def load_weights(folder: Path, name: str) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    with np.load(folder / f"{name}.npz", allow_pickle=False) as stored:
        return np.ascontiguousarray(stored["weights"], dtype=np.float32), stored["intercepts"]


def save_words(folder: Path, name: str, words: Sequence[str], weights: NDArray[np.float64]) -> None:
    """Words in order of their columns, and each one's weight."""
    (folder / f"{name}.words.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    np.save(folder / f"{name}.weights.npy", weights.astype(np.float32))


def load_words(folder: Path, name: str) -> tuple[list[str], NDArray[np.float64]]:
    words = json.loads((folder / f"{name}.words.json").read_text(encoding="utf-8"))
    return words, np.load(folder / f"{name}.weights.npy", allow_pickle=False).astype(np.float64)
