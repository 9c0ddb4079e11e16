"""A message as the classifier reads it: its words, its base forms, its letters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import pymorphy3
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu import storage
from catalog import spelling

#: Words kept in memory with their base form; a message has few, the language has many.
REMEMBERED_WORDS = 50_000


@lru_cache(maxsize=1)
def _morphology() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="uk")


@lru_cache(maxsize=REMEMBERED_WORDS)
def base_form(word: str) -> str:
    """The dictionary form of a Ukrainian word; other words come back as they are, or cut alike.

    >>> base_form("народила")
    'народити'
    """
    if spelling.LATIN.search(word) or word.isdigit():
        return word
    return str(_morphology().parse(word)[0].normal_form)


def base_forms(text: str) -> list[str]:
    """The base forms of the text's words, in order."""
    return [base_form(word) for word in spelling.words(text)]


def readable(text: str, transliterated: bool) -> str:
    """The text in one spelling, and in Cyrillic if it was Ukrainian or Russian typed in Latin letters."""
    plain = spelling.normalise(text)
    return spelling.to_cyrillic(plain) if transliterated else plain


#: Most frequent features kept of each view: more make the model larger, not better.
MOST_WORDS = 20_000
MOST_LETTER_GROUPS = 60_000

TOKEN = r"(?u)\b\w+\b"


class Vectoriser:
    """Turns messages into sparse rows: word pairs, base-form pairs and letter groups, each weighted by TF-IDF."""

    def __init__(self) -> None:
        self._words = TfidfVectorizer(
            token_pattern=TOKEN, ngram_range=(1, 2), sublinear_tf=True, max_features=MOST_WORDS, dtype=np.float32
        )
        self._bases = TfidfVectorizer(
            token_pattern=TOKEN, ngram_range=(1, 2), sublinear_tf=True, max_features=MOST_WORDS, dtype=np.float32
        )
        self._letters = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(2, 5),
            sublinear_tf=True,
            min_df=2,
            max_features=MOST_LETTER_GROUPS,
            dtype=np.float32,
        )

    def fit_transform(self, texts: Sequence[str]) -> csr_matrix:
        """Learn the vocabulary of these messages and return their rows."""
        bases = _joined_bases(texts)
        views = [self._words.fit_transform(texts), self._bases.fit_transform(bases), self._letters.fit_transform(texts)]
        return hstack(views).tocsr()

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """The rows of messages in the vocabulary learned before."""
        bases = _joined_bases(texts)
        views = [self._words.transform(texts), self._bases.transform(bases), self._letters.transform(texts)]
        return hstack(views).tocsr()

    def save(self, folder: Path) -> None:
        for name, view in self._views():
            storage.save_vectoriser(folder, name, view)

    @classmethod
    def load(cls, folder: Path) -> "Vectoriser":
        loaded = cls()
        for name, view in loaded._views():
            storage.load_vectoriser(folder, name, view)
        return loaded

    def _views(self) -> tuple[tuple[str, TfidfVectorizer], ...]:
        return ("words", self._words), ("bases", self._bases), ("letters", self._letters)


def _joined_bases(texts: Sequence[str]) -> list[str]:
    return [" ".join(base_forms(text)) for text in texts]
