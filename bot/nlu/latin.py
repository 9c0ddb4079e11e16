"""English, or Ukrainian and Russian typed in Latin letters: a small model of letter groups.

No library knows the second; it is learned from the examples marked `translit` and `en`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.nlu import storage
from bot.nlu.rows import RowReader, View
from catalog import spelling

NAME = "latin"


def _new_view() -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, max_features=20_000, dtype=np.float32
    )


class LatinModel:
    """Tells how likely a text in Latin letters is transliterated."""

    def __init__(self, view: TfidfVectorizer, weights: NDArray[np.float32], intercept: float) -> None:
        self._view = view
        self._reader = RowReader([View(spelling.normalise, view)])
        self._weights = weights
        self._intercept = intercept

    @classmethod
    def learn(cls, texts: Sequence[str], transliterated: Sequence[bool]) -> "LatinModel":
        """Learn from texts in Latin letters; both kinds must be among them."""
        view = _new_view()
        rows = view.fit_transform([spelling.normalise(text) for text in texts])
        model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=300).fit(rows, list(transliterated))
        return cls(view, model.coef_[0].astype(np.float32), float(model.intercept_[0]))

    def probability_transliterated(self, text: str) -> float:
        row = self._reader.row(text)
        score = row.values @ self._weights[row.columns] + self._intercept
        return float(1 / (1 + np.exp(-score)))

    def save(self, folder: Path) -> None:
        storage.save_vectoriser(folder, NAME, self._view)
        storage.save_weights(folder, NAME, self._weights[None, :], np.array([self._intercept]))

    @classmethod
    def load(cls, folder: Path) -> "LatinModel":
        """The model saved in the folder. FileNotFoundError if there is none."""
        weights, intercepts = storage.load_weights(folder, NAME)
        return cls(storage.load_vectoriser(folder, NAME, _new_view()), weights[0], float(intercepts[0]))
