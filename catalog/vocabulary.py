"""The words an index knows, and which of them are like a given one.

Comparing a word with every other would cost more the larger the register grows. So the words are first counted by the
pairs of letters they share with it, and only those that share enough are compared letter by letter (Jaro-Winkler:
typos and endings cost little).

>>> words = Vocabulary(["прописка", "прописати", "підпис", "субсидія"])
>>> [words.word(number) for number, _ in words.alike("пропискa".replace("a", "а"))]
['прописка', 'прописати']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

#: How alike two words must be to count as the same, from 0 to 1.
WORD_LIKENESS = 0.86
#: The part of its pairs of letters that a word must share to be compared.
SHARED_PAIRS = 0.3
#: At most so many words are compared with one: those that share most.
COMPARED = 300


class Vocabulary:
    """Distinct words, numbered in the order given."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = list(words)
        pairs: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._words):
            for pair in _pairs(word):
                pairs[pair].append(number)
        self._pairs = {pair: np.array(numbers, dtype=np.int32) for pair, numbers in pairs.items()}

    def __len__(self) -> int:
        return len(self._words)

    def word(self, number: int) -> str:
        return self._words[number]

    def alike(self, word: str) -> list[tuple[int, float]]:
        """The numbers of the words like this one with their likeness (0 to 1), most alike first."""
        candidates = self._candidates(word)
        if not candidates.size:
            return []
        compared = process.cdist(
            [word],
            [self._words[number] for number in candidates],
            scorer=JaroWinkler.normalized_similarity,
            score_cutoff=WORD_LIKENESS,
            dtype=np.float32,
        )[0]
        found = [(int(candidates[place]), float(compared[place])) for place in np.nonzero(compared)[0]]
        return sorted(found, key=lambda one: (-one[1], one[0]))

    def _candidates(self, word: str) -> NDArray[np.int64]:
        pairs = _pairs(word)
        known = [self._pairs[pair] for pair in pairs if pair in self._pairs]
        if not known:
            return np.array([], dtype=np.int64)
        shared = np.bincount(np.concatenate(known), minlength=len(self._words))
        found = np.nonzero(shared >= max(1.0, SHARED_PAIRS * len(pairs)))[0]
        if found.size > COMPARED:
            found = found[np.argsort(-shared[found], kind="stable")[:COMPARED]]
        return found


def _pairs(word: str) -> set[str]:
    """The pairs of neighbouring letters, with the word's ends marked."""
    ended = f"^{word}$"
    return {ended[place : place + 2] for place in range(len(ended) - 1)}
