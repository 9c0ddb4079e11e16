"""A message as the classifier reads it: its base forms, its cut words, its letters, what its words mean."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu import storage
from bot.nlu.rows import Row, RowReader, View
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
    """Turns messages into sparse rows by TF-IDF of several views.

    They are pairs of base forms (`bases`), pairs of cut words (`stems`), groups of `letters` and, with a thesaurus,
    words that mean the same (`meanings`).
    """

    def __init__(self, thesaurus: Thesaurus | None = None, without: Collection[str] = ()) -> None:
        words = {"token_pattern": TOKEN, "ngram_range": (1, 2), "max_features": MOST_WORDS}
        letters = {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2, "max_features": MOST_LETTER_GROUPS}
        common = {"sublinear_tf": True, "dtype": np.float32}
        self._thesaurus = thesaurus
        views = {
            "bases": View(_bases, TfidfVectorizer(**words, **common)),
            "stems": View(_stems, TfidfVectorizer(**words, **common)),
            "letters": View(folded, TfidfVectorizer(**letters, **common), LETTERS_COUNT),
        }
        if thesaurus:
            meanings = TfidfVectorizer(analyzer=list, min_df=2, max_features=MOST_MEANINGS, **common)
            views["meanings"] = View(thesaurus.meanings, meanings, MEANINGS_COUNT)
        self._views = {name: view for name, view in views.items() if name not in without}

    def fit_transform(self, texts: Sequence[str]) -> csr_matrix:
        """Learn the vocabulary of these messages and return their rows."""
        views = self._views.values()
        found = [view.fitted.fit_transform([view.read(text) for text in texts]) * view.much for view in views]
        return hstack(found).tocsr()

    def row(self, text: str) -> Row:
        """The row of one message in the vocabulary learned before."""
        return self._reader.row(text)

    @cached_property
    def _reader(self) -> RowReader:
        """All views once their vocabulary is learned."""
        return RowReader(list(self._views.values()))

    @cached_property
    def stems(self) -> tuple[int, int]:
        """The first of the columns that stand for cut words and their pairs, and the first after them."""
        place = list(self._views).index("stems")
        return self._reader.begins[place], self._reader.begins[place + 1]

    @cached_property
    def single_stems(self) -> NDArray[np.bool_]:
        """Which of those columns stand for one cut word."""
        vocabulary = self._views["stems"].fitted.vocabulary_
        single = np.zeros(len(vocabulary), dtype=bool)
        single[[place for word, place in vocabulary.items() if " " not in word]] = True
        return single

    def save(self, folder: Path) -> None:
        for name, view in self._views.items():
            storage.save_vectoriser(folder, name, view.fitted)
        if self._thesaurus:
            self._thesaurus.save(folder)

    @classmethod
    def load(cls, folder: Path, without: Collection[str] = ()) -> Vectoriser:
        """The one saved in the folder, which was made `without` the same views."""
        loaded = cls(Thesaurus.load(folder) if Thesaurus.is_in(folder) else None, without)
        for name, view in loaded._views.items():
            storage.load_vectoriser(folder, name, view.fitted)
        return loaded
