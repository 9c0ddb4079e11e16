"""How like anything in the training data a message is, from 0 to 1.

The nearest training example is sought among cut words; how near is usual differs between three words and a story, so
the answer is a rank: 0.05 means that of the examples of such length only one in twenty is so far from all others.
Nothing in common with any example gives 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix, csr_matrix, load_npz, save_npz
from sklearn.preprocessing import normalize

from bot.nlu.text.rows import Gathered, Located, Row

#: Lengths, in words known to the training data, up to which messages are compared with each other.
LENGTHS = (2, 4, 8, 16)
#: The shares at which each distribution is kept.
SHARES = np.linspace(0.0, 1.0, 101)
#: Examples whose nearest other example is sought to learn what is usual.
SAMPLE = 2_000
#: Rows compared at a time, so that memory stays small.
BATCH = 250


@dataclass(frozen=True)
class Likeness:
    """The examples as rows of unit length, and for each band of length how near examples are to their nearest."""

    examples: csc_matrix
    usual: NDArray[np.float32]

    @classmethod
    def learn(cls, rows: csr_matrix) -> Likeness:
        """From the rows of single words of all training examples."""
        known = normalize(rows).astype(np.float32).tocsr()
        chosen = np.random.default_rng(42).permutation(known.shape[0])[:SAMPLE]
        nearest = _nearest_other(known, chosen)
        bands = _band(np.diff(known[chosen].indptr))
        usual = np.zeros((len(LENGTHS) + 1, len(SHARES)), dtype=np.float32)
        for band in range(len(usual)):
            among = nearest[bands == band] if (bands == band).any() else nearest
            usual[band] = np.quantile(among, SHARES)
        return cls(known.tocsc(), usual)

    def of(self, row: Row, words: int) -> float:
        """The likeness of a message, given its row of single words and how many different words it has."""
        said = Gathered.of([row])
        (near,) = Located(said.columns, said.values, said.texts).products(self.examples, 1)
        # Words that no example has make the message as much longer as words that the nearest has not.
        nearest = near.max() * np.sqrt(min(1.0, len(row.columns) / max(words, 1)))
        return float(np.interp(nearest, self.usual[_band(len(row.columns))], SHARES)) if nearest else 0.0

    def save(self, folder: Path, name: str) -> None:
        save_npz(folder / f"{name}.examples.npz", self.examples.astype(np.float32))
        np.save(folder / f"{name}.usual.npy", self.usual)

    @classmethod
    def load(cls, folder: Path, name: str) -> Likeness:
        usual = np.load(folder / f"{name}.usual.npy", allow_pickle=False)
        return cls(load_npz(folder / f"{name}.examples.npz").tocsc(), usual)


def _band(words: NDArray[np.int64] | int) -> NDArray[np.int64]:
    """Which band of length so many known words fall into."""
    return np.searchsorted(np.array(LENGTHS), words)


def _nearest_other(known: csr_matrix, chosen: NDArray[np.int64]) -> NDArray[np.float32]:
    """How near the nearest other example is to each of the chosen."""
    nearest = np.zeros(len(chosen), dtype=np.float32)
    columns = csc_matrix(known.T)
    for begin in range(0, len(chosen), BATCH):
        batch = chosen[begin : begin + BATCH]
        near = (known[batch] @ columns).toarray()
        near[np.arange(len(batch)), batch] = 0.0
        nearest[begin : begin + BATCH] = near.max(axis=1)
    return nearest
