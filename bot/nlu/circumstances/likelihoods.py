"""Which value the words of a text speak for: naive Bayes over the values of a situation, and over telling nothing.

The nearest saying shows that somebody said the like; it cannot tell whether the like is said by those who mean
something else, or nothing at all. «Куди йти за свідоцтвом» has words of many sayings, and tells no circumstance.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.nlu.text import storage
from bot.nlu.text.rows import Gathered, Located, Row

#: What is added to each count, so that a word never said for a value does not settle the matter.
SMOOTHING = 0.02


@dataclass(frozen=True)
class Likelihoods:
    """Of each column (of a `Vectoriser`) how likely each value is to bring it: `weights` as columns × classes.

    The classes are the values of the situation in order, and last telling nothing.
    """

    columns: NDArray[np.int64]
    #: In half precision: there are eighteen million of them, and it changes no ranking.
    weights: NDArray[np.float16]

    def of(self, rows: Sequence[Row]) -> NDArray[np.float64]:
        """How well each class explains each text, as texts × classes: sums of logarithms, weighed like the row."""
        there = Gathered.of(rows).among(self.columns)
        return _summed(there, self.weights[there.places].astype(np.float32), len(rows))

    def save(self, folder: Path, name: str) -> None:
        storage.save_arrays(folder, name, columns=self.columns, weights=self.weights)

    @classmethod
    def load(cls, folder: Path, name: str) -> Likelihoods:
        """Those saved under the name. FileNotFoundError if there are none."""
        with np.load(folder / f"{name}.npz", allow_pickle=False) as stored:
            return cls(stored["columns"], stored["weights"])


@dataclass(frozen=True)
class Counts:
    """The examples of one situation, the class of each and how much it counts, as naive Bayes counts them."""

    rows: csr_matrix
    classes: NDArray[np.int64]
    weights: NDArray[np.float64]
    number: int

    def likelihoods(self) -> Likelihoods:
        """What they teach together."""
        return Likelihoods(self._columns, self._logarithms(self._sums, self._totals).T.astype(np.float16))

    def without(self, examples: Collection[int], rows: Sequence[Row]) -> NDArray[np.float64]:
        """The likelihood of texts if these examples had not been there, as `Likelihoods.of` gives it."""
        there = Gathered.of(rows).among(self._columns)
        sums, totals = self._sums[:, there.places], self._totals.copy()
        for example in examples:
            place = slice(*self._narrow.indptr[example : example + 2])
            own = np.zeros(len(self._columns))
            own[self._narrow.indices[place]] = self._narrow.data[place] * self.weights[example]
            sums[self.classes[example]] -= own[there.places]
            totals[self.classes[example]] -= own.sum()
        return _summed(there, self._logarithms(sums, totals).T, len(rows))

    def _logarithms(self, sums: NDArray[np.float64], totals: NDArray[np.float64]) -> NDArray[np.float64]:
        every = totals + SMOOTHING * len(self._columns)
        return np.asarray(np.log(np.maximum(sums, 0.0) + SMOOTHING) - np.log(every)[:, None])

    @cached_property
    def _columns(self) -> NDArray[np.int64]:
        """The columns that any example has."""
        return np.unique(self.rows.indices).astype(np.int64)

    @cached_property
    def _narrow(self) -> csr_matrix:
        places = np.searchsorted(self._columns, self.rows.indices)
        return csr_matrix((self.rows.data, places, self.rows.indptr), shape=(self.rows.shape[0], len(self._columns)))

    @cached_property
    def _totals(self) -> NDArray[np.float64]:
        """How often each class has any column."""
        return np.asarray(self._sums.sum(axis=1))

    @cached_property
    def _sums(self) -> NDArray[np.float64]:
        """How often each class has each column, as classes × columns."""
        examples = np.arange(len(self.classes))
        chosen = csr_matrix((self.weights, (self.classes, examples)), shape=(self.number, len(examples)))
        return np.asarray((chosen @ self._narrow).toarray(), dtype=np.float64)


def _summed(there: Located, weights: NDArray[np.floating], texts: int) -> NDArray[np.float64]:
    """The weights (columns × classes) of each text's columns, each as often as its value says, as texts × classes."""
    sums = np.zeros((texts, weights.shape[1]))
    ends = np.searchsorted(there.texts, np.arange(texts + 1))
    for text, (begin, end) in enumerate(pairwise(ends.tolist())):
        sums[text] = there.values[begin:end] @ weights[begin:end]
    return sums
