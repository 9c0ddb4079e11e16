"""English, or Ukrainian and Russian typed in Latin letters: a small model of letter groups.

No library knows the second; it is learned from the examples marked `translit` and `en`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from bot.nlu.text import storage
from bot.nlu.text.rows import RowReader
from bot.nlu.text.view import Limits, View, Way
from bot.nlu.text.views import letter_groups
from catalog.spelling import words

NAME = "latin"
LETTERS = Way(lambda words: letter_groups(words[0], (1, 4)), by_word=True)
KEPT = Limits(20_000)


class LatinModel:
    """Tells how likely a text in Latin letters is transliterated."""

    def __init__(self, view: View, weights: NDArray[np.float32], intercept: float) -> None:
        self._view = view
        self._reader = RowReader([view])
        self._weights = weights
        self._intercept = intercept

    @classmethod
    def learn(cls, texts: Sequence[str], transliterated: Sequence[bool]) -> "LatinModel":
        """Learn from texts in Latin letters; both kinds must be among them."""
        said = [words(text) for text in texts]
        view = View.learn(LETTERS, said, KEPT)
        rows = RowReader([view]).rows(said)
        model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=300).fit(rows, list(transliterated))
        return cls(view, model.coef_[0].astype(np.float32), float(model.intercept_[0]))

    def probability_transliterated(self, text: str) -> float:
        row = self._reader.row(words(text))
        score = row.values @ self._weights[row.columns] + self._intercept
        return float(1 / (1 + np.exp(-score)))

    def save(self, folder: Path) -> None:
        self._view.save(folder, NAME)
        storage.save_weights(folder, NAME, self._weights[None, :], np.array([self._intercept]))

    @classmethod
    def load(cls, folder: Path) -> "LatinModel":
        """The model saved in the folder. FileNotFoundError if there is none."""
        weights, intercepts = storage.load_weights(folder, NAME)
        return cls(View.load(folder, NAME, LETTERS), weights[0], float(intercepts[0]))
