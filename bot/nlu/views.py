"""A message as the classifier reads it: its base forms, its cut words, its letters, what its words mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu import storage
from bot.nlu.rows import Row, TfidfReader, joined
from bot.nlu.thesaurus import Thesaurus
from bot.nlu.words import base_forms, folded

#: Most frequent features kept of each view: more make the model larger, not better.
MOST_WORDS = 30_000
MOST_LETTER_GROUPS = 60_000
MOST_MEANINGS = 40_000
#: Where a word is cut so that its endings do not matter, in any of the languages.
STEM_LETTERS = 5
#: How much groups of letters count beside words; more than one, since they are what slips and dialects leave alone.
LETTERS_COUNT = 1.5
#: How much the groups of the thesaurus and their pairs count.
MEANINGS_COUNT = 1.3

TOKEN = r"(?u)\b\w+\b"


def _bases(text: str) -> str:
    return " ".join(base_forms(text))


def _stems(text: str) -> str:
    return " ".join(word[:STEM_LETTERS] for word in folded(text).split())


class Vectoriser:
    """Turns messages into sparse rows by TF-IDF of four views.

    They are pairs of base forms, pairs of cut words, groups of letters and, with a thesaurus, words that mean the same.
    """

    def __init__(self, thesaurus: Thesaurus | None = None) -> None:
        words = {"token_pattern": TOKEN, "ngram_range": (1, 2), "max_features": MOST_WORDS}
        letters = {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2, "max_features": MOST_LETTER_GROUPS}
        common = {"sublinear_tf": True, "dtype": np.float32}
        self._thesaurus = thesaurus
        self._views: list[tuple[str, Callable[[str], Any], TfidfVectorizer, float]] = [
            ("bases", _bases, TfidfVectorizer(**words, **common), 1.0),
            ("stems", _stems, TfidfVectorizer(**words, **common), 1.0),
            ("letters", folded, TfidfVectorizer(**letters, **common), LETTERS_COUNT),
        ]
        if thesaurus:
            meanings = TfidfVectorizer(analyzer=list, min_df=2, max_features=MOST_MEANINGS, **common)
            self._views.append(("meanings", thesaurus.meanings, meanings, MEANINGS_COUNT))

    def fit_transform(self, texts: Sequence[str]) -> csr_matrix:
        """Learn the vocabulary of these messages and return their rows."""
        found = [view.fit_transform([read(text) for text in texts]) * much for _, read, view, much in self._views]
        return hstack(found).tocsr()

    def row(self, text: str) -> Row:
        """The row of one message in the vocabulary learned before."""
        parts, first = [], 0
        for (_, read, _, much), reader in zip(self._views, self._readers):
            parts.append(reader.row(read(text)).at(first, much))
            first += reader.width
        return joined(parts)

    @cached_property
    def _readers(self) -> tuple[TfidfReader, ...]:
        """The views once their vocabulary is learned."""
        return tuple(TfidfReader(view) for _, _, view, _ in self._views)

    @cached_property
    def stems(self) -> tuple[int, int]:
        """The first of the columns that stand for cut words and their pairs, and the first after them."""
        first = self._readers[0].width
        return first, first + self._readers[1].width

    @cached_property
    def single_stems(self) -> NDArray[np.bool_]:
        """Which of those columns stand for one cut word."""
        single = np.zeros(self._readers[1].width, dtype=bool)
        single[[place for word, place in self._views[1][2].vocabulary_.items() if " " not in word]] = True
        return single

    def save(self, folder: Path) -> None:
        for name, _, view, _ in self._views:
            storage.save_vectoriser(folder, name, view)
        if self._thesaurus:
            self._thesaurus.save(folder)

    @classmethod
    def load(cls, folder: Path) -> Vectoriser:
        loaded = cls(Thesaurus.load(folder) if Thesaurus.is_in(folder) else None)
        for name, _, view, _ in loaded._views:
            storage.load_vectoriser(folder, name, view)
        return loaded
