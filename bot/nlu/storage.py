"""Trained parts on disk as plain arrays and words: small, quick to load, and nothing in them can run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer


def save_weights(folder: Path, name: str, weights: NDArray[Any], intercepts: NDArray[np.float64]) -> None:
    """Weights and intercepts. Half precision changes no ranking and halves the model."""
    np.savez_compressed(folder / f"{name}.npz", weights=weights.astype(np.float16), intercepts=intercepts)


def load_weights(folder: Path, name: str) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    with np.load(folder / f"{name}.npz", allow_pickle=False) as stored:
        return np.ascontiguousarray(stored["weights"], dtype=np.float32), stored["intercepts"]


def save_vectoriser(folder: Path, name: str, vectoriser: TfidfVectorizer) -> None:
    """The vocabulary in order of its columns, and each word's weight."""
    ordered = sorted(vectoriser.vocabulary_, key=vectoriser.vocabulary_.__getitem__)
    (folder / f"{name}.words.json").write_text(json.dumps(ordered, ensure_ascii=False), encoding="utf-8")
    np.save(folder / f"{name}.idf.npy", vectoriser.idf_.astype(np.float32))


def load_vectoriser(folder: Path, name: str, empty: TfidfVectorizer) -> TfidfVectorizer:
    """Fill `empty`, which must have the settings the saved one had."""
    ordered = json.loads((folder / f"{name}.words.json").read_text(encoding="utf-8"))
    empty.vocabulary_ = {word: column for column, word in enumerate(ordered)}
    empty.fixed_vocabulary_ = True
    empty.idf_ = np.load(folder / f"{name}.idf.npy", allow_pickle=False).astype(np.float64)
    return empty
