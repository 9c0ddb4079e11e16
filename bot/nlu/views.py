"""A message as the classifier reads it: its words, its base forms, its letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import pymorphy3
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu import storage
from bot.nlu.rows import Row, TfidfReader, joined
from catalog import spelling

#: Words kept in memory with their base form; a message has few, the language has many.
REMEMBERED_WORDS = 50_000


@lru_cache(maxsize=1)
def _morphology() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="uk")


#: Base forms looked up before; a model brings those of its phrases along, so that its start need not look them up.
_known: dict[str, str] = {}


def base_form(word: str) -> str:
    """The dictionary form of a Ukrainian word; other words come back as they are, or cut alike.

    >>> base_form("народила")
    'народити'
    """
    return _known.get(word) or _looked_up(word)


def know(base_forms_of_words: Mapping[str, str]) -> None:
    """Take over base forms that `base_form` gave before. They depend on the dictionary only, not on a model."""
    _known.update(base_forms_of_words)


@lru_cache(maxsize=REMEMBERED_WORDS)
def _looked_up(word: str) -> str:
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
MOST_WORDS = 30_000
MOST_LETTER_GROUPS = 60_000
#: Where a word is cut so that its endings do not matter, in any of the languages.
STEM_LETTERS = 5
#: How much groups of letters count beside words; more than one, since they are what slips and dialects leave alone.
LETTERS_COUNT = 1.5

TOKEN = r"(?u)\b\w+\b"

# Letters that Ukrainian, Russian, surzhyk and slips of the thumb write differently for nearly the same sound.
_FOLDED = str.maketrans({"ы": "и", "і": "и", "ї": "и", "э": "е", "ё": "е", "є": "е", "ґ": "г", "ъ": None, "ь": None})


def folded(text: str) -> str:
    """The text in one spelling for Ukrainian and Russian, so that examples in either help both.

    >>> folded("свидетельство") == folded("свідєтєльство")
    True
    """
    return text.translate(_FOLDED)


def _bases(text: str) -> str:
    return " ".join(base_forms(text))


def _stems(text: str) -> str:
    return " ".join(word[:STEM_LETTERS] for word in folded(text).split())


class Vectoriser:
    """Turns messages into sparse rows: pairs of base forms, pairs of cut words, groups of letters, by TF-IDF."""

    def __init__(self) -> None:
        words = {"token_pattern": TOKEN, "ngram_range": (1, 2), "max_features": MOST_WORDS}
        letters = {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2, "max_features": MOST_LETTER_GROUPS}
        common = {"sublinear_tf": True, "dtype": np.float32}
        self._views: tuple[tuple[str, Callable[[str], str], TfidfVectorizer, float], ...] = (
            ("bases", _bases, TfidfVectorizer(**words, **common), 1.0),
            ("stems", _stems, TfidfVectorizer(**words, **common), 1.0),
            ("letters", folded, TfidfVectorizer(**letters, **common), LETTERS_COUNT),
        )

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

    @classmethod
    def load(cls, folder: Path) -> Vectoriser:
        loaded = cls()
        for name, _, view, _ in loaded._views:
            storage.load_vectoriser(folder, name, view)
        return loaded
