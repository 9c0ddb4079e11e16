"""What people say to tell a circumstance: «хазяїн боїться податкової» is `rental_contract_possible=no`.

A saying that shares most of its words, letters and meanings with a new text says the same. A text that denies and a
saying that does not are far apart, however many words they share.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix, load_npz, save_npz

from bot.nlu.circumstances.told import ReadText, Saying, denies_something
from bot.nlu.circumstances.values import Values
from bot.nlu.text.rows import Gathered

#: Columns kept of each saying, the heaviest; the rest are pairs of letters that stand everywhere.
KEPT_COLUMNS = 40
#: How much of the likeness is left between a text that denies and one that does not.
ACROSS_DENIAL = 0.5


@dataclass(frozen=True)
class SituationSayings:
    """The sayings of one situation, those of one value in a row: `begins` holds where the values begin."""

    values: Values
    begins: NDArray[np.int64]
    rows: csr_matrix
    denies: NDArray[np.bool_]

    def likeness(self, texts: Sequence[ReadText]) -> NDArray[np.float64]:
        """How alike each text and each saying are, as texts × sayings, from 0 to 1."""
        there = Gathered.of([text.row for text in texts]).among(self._columns)
        alike = there.products(self._by_column, len(texts))
        same = self.denies[None, :] == np.array([said.denies for said in texts])[:, None]
        return np.where(same, alike, alike * ACROSS_DENIAL)

    def by_value(self, likeness: NDArray[np.float64]) -> NDArray[np.float64]:
        """For each value the likeness of its nearest saying, in the last axis."""
        return np.asarray(np.maximum.reduceat(likeness, self.begins, axis=-1))

    def second_best(self, place: int, likeness: NDArray[np.float64]) -> float:
        """The likeness of the second nearest saying of a value; 0 if it has but one."""
        of_value = likeness[self.begins[place] : self._ends[place]]
        return float(np.partition(of_value, -2)[-2]) if len(of_value) > 1 else 0.0

    @cached_property
    def _ends(self) -> NDArray[np.int64]:
        return np.append(self.begins[1:], self.rows.shape[0])

    @cached_property
    def _columns(self) -> NDArray[np.int64]:
        """The columns that any saying of the situation has, in order."""
        return np.unique(self.rows.indices).astype(np.int64)

    @cached_property
    def _by_column(self) -> csc_matrix:
        """The rows in those columns alone, column by column."""
        places = np.searchsorted(self._columns, self.rows.indices)
        shape = (self.rows.shape[0], len(self._columns))
        return csr_matrix((self.rows.data, places, self.rows.indptr), shape=shape).tocsc()


class Sayings:
    """All sayings, by situation."""

    def __init__(self, by_situation: Mapping[str, SituationSayings]) -> None:
        self.by_situation = dict(by_situation)

    @classmethod
    def learn(cls, sayings: Sequence[Saying], rows: csr_matrix) -> Sayings:
        """From sayings in the order of `in_order`, and their rows of length one."""
        rows = _heaviest(rows)
        denies = np.array([denies_something(saying.text) for saying in sayings])
        found, first = {}, 0
        for situation, those in groupby(sayings, key=lambda saying: saying.situation):
            of_values = [(value, len(list(group))) for value, group in groupby(those, key=lambda saying: saying.value)]
            begins = np.cumsum([0, *(count for _, count in of_values)])
            part = slice(first, first + int(begins[-1]))
            values = Values(tuple(value for value, _ in of_values))
            found[situation] = SituationSayings(values, begins[:-1], rows[part], denies[part])
            first = part.stop
        return cls(found)

    def save(self, folder: Path) -> None:
        meta = []
        for number, (situation, one) in enumerate(sorted(self.by_situation.items())):
            save_npz(folder / f"sayings.{number}.npz", one.rows)
            meta.append([situation, one.values.names, one.begins.tolist(), np.flatnonzero(one.denies).tolist()])
        (folder / "sayings.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Sayings:
        """The sayings saved in the folder. FileNotFoundError if there are none."""
        found = {}
        for number, (situation, values, begins, denying) in enumerate(
            json.loads((folder / "sayings.json").read_text(encoding="utf-8"))
        ):
            rows = load_npz(folder / f"sayings.{number}.npz").tocsr()
            denies = np.zeros(rows.shape[0], dtype=bool)
            denies[denying] = True
            found[situation] = SituationSayings(Values(tuple(values)), np.array(begins, dtype=np.int64), rows, denies)
        return cls(found)


def _heaviest(rows: csr_matrix) -> csr_matrix:
    """The rows with only their heaviest columns."""
    row_of = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    by_weight = np.lexsort((-rows.data, row_of))
    place_in_row = np.arange(len(rows.data)) - rows.indptr[row_of]
    kept = np.zeros(len(rows.data), dtype=bool)
    kept[by_weight[place_in_row < KEPT_COLUMNS]] = True
    begins = np.concatenate([[0], np.cumsum(np.bincount(row_of[kept], minlength=rows.shape[0]))])
    return csr_matrix((rows.data[kept], rows.indices[kept], begins), shape=rows.shape)
