"""One message as a sparse row.

Training reads thousands of texts at once with scikit-learn and scipy; a conversation brings one, for which making and
checking their matrices takes longer than the arithmetic. Here a row is two arrays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.preprocessing import normalize

from bot.nlu.text.counts import counted
from bot.nlu.text.view import View, Words


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


class RowReader:
    """Reads the words of a text in several views, side by side."""

    def __init__(self, views: Sequence[View]) -> None:
        #: The first column of each view, and behind them the number of all columns.
        self.begins = (0, *accumulate(len(view.weights) for view in views))
        self._columns = [_columns_from(view, first) for view, first in zip(views, self.begins)]
        self._views = views
        self._much = [view.much for view in views]
        self._weights = np.concatenate([view.weights for view in views])

    def row(self, words: Words) -> Row:
        """The row of these words, each view as long as it counts; empty where none of its features are known."""
        counts = [Counter(columns(words)) for columns in self._columns]
        ends = list(accumulate(map(len, counts)))
        columns = np.fromiter(chain.from_iterable(counts), dtype=np.int64, count=ends[-1])
        often = np.fromiter(chain.from_iterable(map(Counter.values, counts)), dtype=np.float64, count=ends[-1])
        values = (np.log(often) + 1.0) * self._weights[columns]
        for begin, end, much in zip((0, *ends), ends, self._much):
            part = values[begin:end]
            part *= much / (sqrt(part @ part) or 1.0)
        return Row(columns, values.astype(np.float32))

    def rows(self, texts: Sequence[Words]) -> csr_matrix:
        """The rows of many texts, as scikit-learn takes them; the same numbers as `row` gives, in much less time."""
        return hstack([_rows_in(view, texts) for view in self._views]).tocsr().astype(np.float32)


def _rows_in(view: View, texts: Sequence[Words]) -> csr_matrix:
    found = counted(map(view.way.finder(view.columns.get), texts), len(view.weights))
    found.data = (np.log(found.data) + 1.0) * view.weights[found.indices]
    return normalize(found) * view.much


def _columns_from(view: View, first: int) -> Callable[[Words], Iterable[int]]:
    """What finds the columns of a text's features, where those of the view begin with the `first`."""
    column_of = {feature: column + first for feature, column in view.columns.items()}
    return view.way.finder(column_of.get)
