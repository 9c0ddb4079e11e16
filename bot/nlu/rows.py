"""One message as a sparse row.

Training reads thousands of texts at once with scikit-learn and scipy; a conversation brings one, for which making and
checking their matrices takes longer than the arithmetic. Here a row is two arrays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain
from math import sqrt
from typing import Any

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


def joined(rows: Sequence[Row]) -> Row:
    """One row of several that have no column in common."""
    return Row(np.concatenate([row.columns for row in rows]), np.concatenate([row.values for row in rows]))


@dataclass(frozen=True)
class View:
    """One way to read a text: what is made of it, the vectoriser that was fitted to that, how much it counts."""

    read: Callable[[str], Any]
    fitted: TfidfVectorizer
    much: float = 1.0


class RowReader:
    """Reads one text as fitted `TfidfVectorizer`s with sublinear counts do, side by side, in a quarter of the time."""

    def __init__(self, views: Sequence[View]) -> None:
        widths = [len(view.fitted.idf_) for view in views]
        #: The first column of each view, and behind them the number of all columns.
        self.begins = (0, *accumulate(widths))
        self._views = [_ColumnReader(view, first) for view, first in zip(views, self.begins)]
        self._much = [view.much for view in views]
        self._weights = np.concatenate([view.fitted.idf_ for view in views])

    def row(self, text: str) -> Row:
        """The row of the text, each view as long as it counts; empty where none of its words are known."""
        counts = [Counter(view.columns(text)) for view in self._views]
        ends = list(accumulate(map(len, counts)))
        columns = np.fromiter(chain.from_iterable(counts), dtype=np.int64, count=ends[-1])
        often = np.fromiter(chain.from_iterable(map(Counter.values, counts)), dtype=np.float64, count=ends[-1])
        values = (np.log(often) + 1.0) * self._weights[columns]
        for begin, end, much in zip((0, *ends), ends, self._much):
            part = values[begin:end]
            part *= much / (sqrt(part @ part) or 1.0)
        return Row(columns, values.astype(np.float32))


class _ColumnReader:
    """The columns of a text in one view, as often as what they stand for is there."""

    def __init__(self, view: View, first: int) -> None:
        self._read = view.read
        self._analyse = view.fitted.build_analyzer()
        self._column_of = {group: column + first for group, column in view.fitted.vocabulary_.items()}
        self._reads_words_apart = view.fitted.analyzer == "char_wb"
        self._columns_of_word = lru_cache(maxsize=REMEMBERED_WORDS)(self._columns_in)

    def columns(self, text: str) -> Iterable[int]:
        made = self._read(text)
        if not self._reads_words_apart:
            return self._columns_in(made)
        # Groups of letters end with the word, so those of a word met before need not be cut out of it again.
        return chain.from_iterable(map(self._columns_of_word, made.split()))

    def _columns_in(self, text: Any) -> list[int]:
        known = self._column_of
        return [known[group] for group in self._analyse(text) if group in known]
