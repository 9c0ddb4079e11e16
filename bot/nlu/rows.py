"""One message as a sparse row.

Training reads thousands of texts at once with scikit-learn and scipy; a conversation brings one, for which making and
checking their matrices takes longer than the arithmetic. Here a row is two arrays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

#: Words kept in memory with their groups of letters.
REMEMBERED_WORDS = 20_000


@dataclass(frozen=True)
class Row:
    """The columns that are not zero, each once, and their values."""

    columns: NDArray[np.int64]
    values: NDArray[np.float32]

    def within(self, first: int, end: int) -> Row:
        """The part in these columns, counted from the first of them."""
        inside = (self.columns >= first) & (self.columns < end)
        return Row(self.columns[inside] - first, self.values[inside])

    def at(self, first: int, much: float = 1.0) -> Row:
        """The same row, its columns counted from `first` and its values that much larger."""
        return Row(self.columns + first, (self.values * much).astype(np.float32))


def joined(rows: Sequence[Row]) -> Row:
    """One row of several that have no column in common."""
    return Row(np.concatenate([row.columns for row in rows]), np.concatenate([row.values for row in rows]))


class TfidfReader:
    """Reads one text as a fitted `TfidfVectorizer` with sublinear counts does, in a quarter of the time."""

    def __init__(self, fitted: TfidfVectorizer) -> None:
        self._analyse = fitted.build_analyzer()
        self._vocabulary = fitted.vocabulary_
        self._weights = fitted.idf_
        self._reads_words_apart = fitted.analyzer == "char_wb"
        self._columns_of_word = lru_cache(maxsize=REMEMBERED_WORDS)(self._columns_in)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self._weights)

    def row(self, text: str) -> Row:
        """The row of the text, of unit length; empty if none of its words are known."""
        counts = Counter(self._columns(text))
        columns = np.fromiter(counts, dtype=np.int64, count=len(counts))
        often = np.fromiter(counts.values(), dtype=np.float64, count=len(counts))
        values = (np.log(often) + 1.0) * self._weights[columns]
        length = np.sqrt(values @ values) or 1.0
        return Row(columns, (values / length).astype(np.float32))

    def _columns(self, text: str) -> Iterable[int]:
        if not self._reads_words_apart:
            return self._columns_in(text)
        # Groups of letters end with the word, so those of a word met before need not be cut out of it again.
        return chain.from_iterable(map(self._columns_of_word, text.split()))

    def _columns_in(self, text: str) -> tuple[int, ...]:
        known = self._vocabulary
        return tuple(known[group] for group in self._analyse(text) if group in known)
