"""How often each thing occurs in each of many texts."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
from scipy.sparse import csr_matrix

#: The numbers of things, so that many are put together without Python looking at each.
Numbers: TypeAlias = "array[int]"


def counted(texts: Iterable[Numbers], width: int | None = None) -> csr_matrix:
    """The numbers of each text's things, as texts × things. `width` is how many there are, if that is known.

    >>> counted([array("i", [2, 0, 2]), array("i", [1])]).toarray().tolist()
    [[1.0, 0.0, 2.0], [0.0, 1.0, 0.0]]
    """
    numbers, ends = array("i"), [0]
    for text in texts:
        numbers.extend(text)
        ends.append(len(numbers))
    columns = np.frombuffer(numbers, dtype=np.int32) if numbers else np.zeros(0, dtype=np.int32)
    shape = (len(ends) - 1, width if width is not None else int(columns.max(initial=-1)) + 1)
    found = csr_matrix((np.ones(len(columns), dtype=np.float64), columns.copy(), ends), shape=shape)
    found.sum_duplicates()
    return found


def of_unit_length(rows: csr_matrix) -> csr_matrix:
    """The rows, each of length one; those of nothing stay as they are.

    >>> of_unit_length(csr_matrix([[3.0, 4.0], [0.0, 0.0]])).toarray().tolist()
    [[0.6, 0.8], [0.0, 0.0]]
    """
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1.0
    values = rows.data / np.repeat(lengths, np.diff(rows.indptr))
    return csr_matrix((values, rows.indices, rows.indptr), shape=rows.shape)
