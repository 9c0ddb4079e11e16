"""A view: one way to take the words of a text apart into features, with the features learned from many texts."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.nlu.text import storage
from bot.nlu.text.counts import Numbers, counted

#: Words kept in memory with their features.
REMEMBERED_WORDS = 50_000

Words = Sequence[str]


@dataclass(frozen=True)
class Way:
    """How words become features. `by_word`: each word by itself, whatever stands beside it."""

    features: Callable[[Words], Iterable[str]]
    by_word: bool = False

    def finder(self, find: Callable[[str], int | None]) -> Callable[[Words], Numbers]:
        """What gives the numbers of a text's features, as often as they occur; those that `find` knows none for not."""

        def of_words(words: Words) -> Numbers:
            return array("i", [number for number in map(find, self.features(words)) if number is not None])

        if not self.by_word:
            return of_words
        # What is in a word does not depend on its neighbours, so a word met before need not be taken apart again.
        of_word = lru_cache(maxsize=REMEMBERED_WORDS)(lambda word: of_words([word]))

        def of_each_word(words: Words) -> Numbers:
            found = array("i")
            for word in words:
                found.extend(of_word(word))
            return found

        return of_each_word


@dataclass(frozen=True)
class Limits:
    """Which features are kept: those in at least `fewest` texts, and of these the `most` frequent."""

    most: int
    fewest: int = 1


@dataclass(frozen=True)
class View:
    """A way with the column of each feature and how much the feature counts: the rarer, the more.

    `much` is how much the view counts beside others.
    """

    way: Way
    columns: Mapping[str, int]
    weights: NDArray[np.float64]
    much: float = 1.0

    @classmethod
    def learn(cls, way: Way, texts: Iterable[Words], limits: Limits, much: float = 1.0) -> View:
        """From the words of many texts. ValueError if no feature is left.

        A feature counts ln((1 + texts) / (1 + texts with it)) + 1, as in scikit-learn's `TfidfVectorizer`.
        """
        numbers: defaultdict[str, int] = defaultdict()
        numbers.default_factory = numbers.__len__  # a feature not met before gets the next number
        counts = counted(map(way.finder(numbers.__getitem__), texts))
        with_it = np.bincount(counts.indices, minlength=len(numbers))
        often = np.bincount(counts.indices, weights=counts.data, minlength=len(numbers))
        enough = np.flatnonzero(with_it >= limits.fewest)
        if not len(enough):
            raise ValueError(f"{counts.shape[0]} texts have no feature that {limits.fewest} of them share")
        kept = enough[np.argsort(-often[enough], kind="stable")[: limits.most]]
        features = list(numbers)
        columns = {features[number]: column for column, number in enumerate(kept.tolist())}
        weights = np.log((1 + counts.shape[0]) / (1 + with_it[kept])) + 1.0
        return cls(way, columns, weights, much)

    def save(self, folder: Path, name: str) -> None:
        storage.save_words(folder, name, list(self.columns), self.weights)

    @classmethod
    def load(cls, folder: Path, name: str, way: Way, much: float = 1.0) -> View:
        """The view saved under the name; `way` and `much` must be those it was learned with."""
        words, weights = storage.load_words(folder, name)
        return cls(way, {word: column for column, word in enumerate(words)}, weights, much)
