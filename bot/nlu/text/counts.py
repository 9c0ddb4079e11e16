"""How often each thing occurs in each of many texts."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np
from scipy.sparse import csr_matrix


def counted(texts: Iterable[Iterable[int]], width: int | None = None) -> csr_matrix:
    """The numbers of each text's things, as texts × things. `width` is how many there are, if that is known.

    >>> counted([[2, 0, 2], [1]]).toarray().tolist()
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
