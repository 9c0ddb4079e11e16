"""What people say to tell a circumstance: «хазяїн боїться податкової» is `rental_contract_possible=no`.

A saying that shares most of its words, letters and meanings with a new text says the same. A text that denies and a
saying that does not are far apart, however many words they share.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, load_npz, save_npz

from bot.nlu.circumstances.phrases import NEGATIONS
from bot.nlu.text.rows import Row
from bot.nlu.text.views import Vectoriser
from bot.nlu.text.words import readable
from catalog import spelling

#: Columns kept of each saying, the heaviest; the rest are pairs of letters that stand everywhere.
KEPT_COLUMNS = 40
#: How much of the likeness is left between a text that denies and one that does not.
ACROSS_DENIAL = 0.5


@dataclass(frozen=True, order=True)
class Saying:
    """`value` is `circumstance=value`, of the situation."""

    situation: str
    value: str
    text: str


@dataclass(frozen=True)
class MarkedMessage:
    """A message about a situation, with the pieces of it that tell circumstances."""

    text: str
    situation: str
    tells: tuple[Saying, ...] = field(default=())

    @property
    def told(self) -> frozenset[str]:
        return frozenset(saying.value for saying in self.tells)


@dataclass(frozen=True)
class ReadText:
    """A text as it is compared with sayings: its row, whether it denies something, how many words it has."""

    row: Row
    denies: bool
    words: int


@dataclass(frozen=True)
class SituationSayings:
    """The sayings of one situation, those of one value in a row: `begins` holds where the values begin."""

    values: tuple[str, ...]
    begins: NDArray[np.int64]
    rows: csr_matrix
    denies: NDArray[np.bool_]

    @cached_property
    def _columns(self) -> NDArray[np.int64]:
        """The columns that any saying of the situation has, in order."""
        return np.unique(self.rows.indices)

    @cached_property
    def _narrow(self) -> csr_matrix:
        """The rows in those columns alone."""
        places = np.searchsorted(self._columns, self.rows.indices)
        shape = (self.rows.shape[0], len(self._columns))
        return csr_matrix((self.rows.data, places.astype(np.int32), self.rows.indptr), shape=shape)

    @cached_property
    def circumstances(self) -> tuple[str, ...]:
        """The circumstance of each value."""
        return tuple(value.partition("=")[0] for value in self.values)

    @cached_property
    def _rivals(self) -> tuple[NDArray[np.int64], ...]:
        """For each value the places of the other values of its circumstance."""
        of = np.array(self.circumstances)
        return tuple(np.flatnonzero((of == one) & (np.arange(len(of)) != place)) for place, one in enumerate(of))

    def best_rival(self, place: int, score: NDArray[np.float64]) -> float:
        """The best score among the other values of the circumstance."""
        others = score[self._rivals[place]]
        return float(others.max()) if len(others) else 0.0

    def first_of_each_circumstance(self, score: NDArray[np.float64]) -> list[int]:
        """The place of the best value of each circumstance that has a score at all."""
        best: dict[str, int] = {}
        for place, circumstance in enumerate(self.circumstances):
            if score[place] > 0 and (circumstance not in best or score[place] > score[best[circumstance]]):
                best[circumstance] = place
        return list(best.values())

    def likeness(self, texts: Sequence[ReadText]) -> NDArray[np.float64]:
        """How alike each text and each saying are, as texts × sayings, from 0 to 1."""
        asked = np.zeros((len(self._columns), len(texts)), dtype=np.float32)
        for number, said in enumerate(texts):
            length = float(np.sqrt(said.row.values @ said.row.values)) or 1.0
            places = np.searchsorted(self._columns, said.row.columns)
            places[places == len(self._columns)] = 0
            known = self._columns[places] == said.row.columns
            asked[places[known], number] = said.row.values[known] / length
        alike = np.asarray(self._narrow @ asked, dtype=np.float64).T
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


class Sayings:
    """All sayings, by situation."""

    def __init__(self, by_situation: Mapping[str, SituationSayings]) -> None:
        self.by_situation = dict(by_situation)

    @classmethod
    def learn(cls, sayings: Sequence[Saying], vectoriser: Vectoriser) -> Sayings:
        """From sayings in the order of `in_order`, read by the vectoriser."""
        texts = [readable(saying.text, transliterated=False) for saying in sayings]
        rows = _heaviest(_of_unit_length(vectoriser.rows(texts)))
        denies = np.array([denies_something(text) for text in texts])
        found, first = {}, 0
        for situation, those in groupby(sayings, key=lambda saying: saying.situation):
            of_values = [(value, len(list(group))) for value, group in groupby(those, key=lambda saying: saying.value)]
            begins = np.cumsum([0, *(count for _, count in of_values)])
            part = slice(first, first + int(begins[-1]))
            names = tuple(value for value, _ in of_values)
            found[situation] = SituationSayings(names, begins[:-1], rows[part], denies[part])
            first = part.stop
        return cls(found)

    def save(self, folder: Path) -> None:
        meta = []
        for number, (situation, one) in enumerate(sorted(self.by_situation.items())):
            save_npz(folder / f"sayings.{number}.npz", one.rows)
            meta.append([situation, one.values, one.begins.tolist(), np.flatnonzero(one.denies).tolist()])
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
            found[situation] = SituationSayings(tuple(values), np.array(begins, dtype=np.int64), rows, denies)
        return cls(found)


def read_text(vectoriser: Vectoriser, text: str, transliterated: bool = False) -> ReadText:
    """A text of a person, ready to be compared."""
    plain = readable(text, transliterated)
    return ReadText(vectoriser.row(plain), denies_something(plain), len(plain.split()))


def in_order(sayings: Sequence[Saying]) -> list[Saying]:
    """Each saying once, those of one value in a row."""
    return sorted(dict.fromkeys(sayings))


def denies_something(text: str) -> bool:
    """Whether a text says that something is not so; two denials make none."""
    return sum(1 for word in spelling.words(text) if word in NEGATIONS) % 2 == 1


def _of_unit_length(rows: csr_matrix) -> csr_matrix:
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1))[:, 0])
    lengths[lengths == 0] = 1.0
    scaled = rows.tocsr().astype(np.float32)
    scaled.data /= np.repeat(lengths, np.diff(scaled.indptr)).astype(np.float32)
    return scaled


def _heaviest(rows: csr_matrix) -> csr_matrix:
    """The rows with only their heaviest columns."""
    row_of = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    by_weight = np.lexsort((-rows.data, row_of))
    place_in_row = np.arange(len(rows.data)) - rows.indptr[row_of]
    kept = np.zeros(len(rows.data), dtype=bool)
    kept[by_weight[place_in_row < KEPT_COLUMNS]] = True
    begins = np.concatenate([[0], np.cumsum(np.bincount(row_of[kept], minlength=rows.shape[0]))])
    return csr_matrix((rows.data[kept], rows.indices[kept], begins), shape=rows.shape)
