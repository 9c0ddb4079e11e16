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
from scipy.sparse import csc_matrix, csr_matrix, hstack

from bot.nlu.text.counts import counted, of_unit_length
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


@dataclass(frozen=True)
class Gathered:
    """The rows of some texts end to end, each of length one. `texts` holds the number of the text of each column."""

    columns: NDArray[np.int64]
    values: NDArray[np.float64]
    texts: NDArray[np.int64]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Gathered:
        values = [row.values / (sqrt(row.values @ row.values) or 1.0) for row in rows]
        texts = np.repeat(np.arange(len(rows)), [len(row.columns) for row in rows])
        return cls(np.concatenate([row.columns for row in rows]), np.concatenate(values), texts)

    def among(self, columns: NDArray[np.int64]) -> Located:
        """Those of the columns that are among the given ones, which stand in order."""
        places = np.searchsorted(columns, self.columns)
        places[places == len(columns)] = 0
        known = columns[places] == self.columns if len(columns) else np.zeros(len(places), dtype=bool)
        return Located(places[known], self.values[known], self.texts[known])


@dataclass(frozen=True)
class Located:
    """Where the columns of some texts stand among others, with their values and the number of the text of each."""

    places: NDArray[np.int64]
    values: NDArray[np.float64]
    texts: NDArray[np.int64]

    def products(self, by_column: csc_matrix, texts: int) -> NDArray[np.float64]:
        """The product of each text and each row of a matrix (rows × these places), as texts × rows."""
        begins = by_column.indptr[self.places]
        lengths = by_column.indptr[self.places + 1] - begins
        # For each column of a text all rows that have it, end to end.
        found = np.arange(lengths.sum()) + np.repeat(begins - np.cumsum(lengths) + lengths, lengths)
        rows = by_column.shape[0]
        products = np.bincount(
            by_column.indices[found] + np.repeat(self.texts * rows, lengths),
            weights=by_column.data[found] * np.repeat(self.values, lengths),
            minlength=texts * rows,
        )
        return np.asarray(products, dtype=np.float64).reshape(texts, rows)


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
    return of_unit_length(found) * view.much


def _columns_from(view: View, first: int) -> Callable[[Words], Iterable[int]]:
    """What finds the columns of a text's features, where those of the view begin with the `first`."""
    column_of = {feature: column + first for feature, column in view.columns.items()}
    return view.way.finder(column_of.get)
