"""Pairs of texts that are nearly the same, found among many thousands within seconds.

Pairs that share groups of letters which few other texts have are looked at more closely, all others are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from rapidfuzz import fuzz
from sklearn.feature_extraction.text import TfidfVectorizer

#: A group of letters that more texts than this have tells nothing about any two of them.
COMMON = 150
#: Pairs less alike than this in their rare groups of letters (cosine, 0 to 1) are not looked at.
WORTH_A_LOOK = 0.4


def alike(texts: Sequence[str], least: float, others: Sequence[str] | None = None) -> Iterator[tuple[int, int, float]]:
    """Positions of texts that are alike, and how much, from `least` to 100 (the share of letters in common).

    Each pair among `texts` once; or, if `others` are given, pairs of one of each.
    """
    if not texts or others == []:
        return
    known = list(texts) + list(others or [])
    rows = _rare_groups(known)
    if rows is None:
        return
    left = rows[: len(texts)]
    right = rows[len(texts) :] if others is not None else left
    found = (left @ right.T).tocoo()
    worth = found.data >= WORTH_A_LOOK
    if others is None:
        worth &= found.row < found.col
    for first, second in zip(found.row[worth], found.col[worth]):
        likeness = fuzz.ratio(texts[first], (texts if others is None else others)[second], score_cutoff=least)
        if likeness >= least:
            yield int(first), int(second), float(likeness)


def _rare_groups(texts: Sequence[str]) -> Any:
    """Sparse rows of unit length; None if no two texts share a rare group."""
    view = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(4, 4), max_df=min(COMMON, len(texts)), min_df=2, dtype=np.float32
    )
    try:
        return view.fit_transform(texts)
    except ValueError:  # no group of letters is both shared and rare
        return None
