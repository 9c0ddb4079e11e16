"""A message as the classifier reads it: its base forms, its cut words, its letters, what its words mean."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.nlu.text import storage
from bot.nlu.text.counts import of_unit_length
from bot.nlu.text.rows import Row, RowReader
from bot.nlu.text.thesaurus import Thesaurus
from bot.nlu.text.view import Limits, View, Way
from bot.nlu.text.words import base_form, folded
from catalog.spelling import words

#: Most frequent features kept of each view: more make the model larger, not better.
WORDS_KEPT = Limits(30_000)
LETTER_GROUPS_KEPT = Limits(60_000, fewest=2)
MEANINGS_KEPT = Limits(40_000, fewest=2)
#: Where a word is cut so that its endings do not matter, in any of the languages.
STEM_LETTERS = 5
#: How many letters stand together in a group; the space before and behind a word is one.
LETTERS_TOGETHER = (3, 5)
#: How much groups of letters count beside words; more than one, since they are what slips and dialects leave alone.
LETTERS_COUNT = 1.5
#: How much the groups of the thesaurus and their pairs count.
MEANINGS_COUNT = 1.3
#: Texts whose row is remembered: a message and its parts are read for several purposes, and no longer.
REMEMBERED = 64


def letter_groups(word: str, together: tuple[int, int] = LETTERS_TOGETHER) -> list[str]:
    """The groups of letters in a word.

    >>> letter_groups("дах", (3, 4))
    [' да', 'дах', 'ах ', ' дах', 'дах ']
    """
    padded = f" {word} "
    sizes = range(together[0], min(together[1], len(padded)) + 1)
    return [padded[begin : begin + size] for size in sizes for begin in range(len(padded) - size + 1)]


def _with_pairs(words: list[str]) -> list[str]:
    return words + [f"{one} {following}" for one, following in pairwise(words)]


BASES = Way(lambda words: _with_pairs([base_form(word) for word in words]))
STEMS = Way(lambda words: _with_pairs([folded(word)[:STEM_LETTERS] for word in words]))
LETTERS = Way(lambda words: letter_groups(folded(words[0])), by_word=True)


def _ways(thesaurus: Thesaurus | None) -> dict[str, tuple[Way, Limits, float]]:
    """How each view reads, what it keeps, how much it counts."""
    ways = {
        "bases": (BASES, WORDS_KEPT, 1.0),
        "stems": (STEMS, WORDS_KEPT, 1.0),
        "letters": (LETTERS, LETTER_GROUPS_KEPT, LETTERS_COUNT),
    }
    if thesaurus:
        ways["meanings"] = (Way(thesaurus.meanings_of), MEANINGS_KEPT, MEANINGS_COUNT)
    return ways


@dataclass(frozen=True)
class StemColumns:
    """The columns of cut words and their pairs: the first, the first after them, and which stand for one word."""

    first: int
    end: int
    single: NDArray[np.bool_]

    def of(self, row: Row) -> Row:
        """The cut words and pairs of a row, in columns of their own."""
        return row.within(self.first, self.end)

    def single_of(self, row: Row) -> Row:
        """The cut words alone."""
        stems = self.of(row)
        single = self.single[stems.columns]
        return Row(self._places[stems.columns[single]], stems.values[single])

    @cached_property
    def _places(self) -> NDArray[np.int64]:
        """Where each column stands among those of one word."""
        return np.cumsum(self.single) - 1

    def save(self, folder: Path, name: str) -> None:
        storage.save_arrays(folder, name, begin=np.array(self.first), single=self.single)

    @classmethod
    def load(cls, folder: Path, name: str) -> StemColumns:
        """The columns saved under the name. FileNotFoundError if there are none."""
        with np.load(folder / f"{name}.npz", allow_pickle=False) as stored:
            begin, single = int(stored["begin"]), stored["single"]
        return cls(begin, begin + len(single), single)


class Vectoriser:
    """Turns messages into sparse rows by TF-IDF of several views, learned from many messages.

    They are pairs of base forms (`bases`), pairs of cut words (`stems`), groups of `letters` and, with a thesaurus,
    words that mean the same (`meanings`).
    """

    def __init__(self, views: Mapping[str, View], thesaurus: Thesaurus | None = None) -> None:
        self._views = dict(views)
        self._thesaurus = thesaurus
        self._reader = RowReader(list(self._views.values()))
        self._row = lru_cache(maxsize=REMEMBERED)(self._reader.row)
        begin, end = self.columns("stems")
        single = np.zeros(end - begin, dtype=bool)
        single[[place for word, place in self._views["stems"].columns.items() if " " not in word]] = True
        self.stems = StemColumns(begin, end, single)

    @classmethod
    def learn(cls, texts: Sequence[str], thesaurus: Thesaurus | None = None) -> Vectoriser:
        """From texts in one spelling (`bot.nlu.text.words.readable`). ValueError if they have no words."""
        said = [words(text) for text in texts]
        ways = _ways(thesaurus)
        return cls({name: View.learn(way, said, kept, much) for name, (way, kept, much) in ways.items()}, thesaurus)

    def row(self, text: str) -> Row:
        """The row of one text in one spelling."""
        return self._row(tuple(words(text)))

    def rows(self, texts: Sequence[str]) -> csr_matrix:
        """The rows of many texts."""
        return self._reader.rows([words(text) for text in texts])

    def unit_rows(self, texts: Sequence[str]) -> csr_matrix:
        """The rows of many texts, each of length one."""
        return of_unit_length(self.rows(texts))

    def columns(self, view: str) -> tuple[int, int]:
        """The first column of a view, and the first after it."""
        place = list(self._views).index(view)
        return self._reader.begins[place], self._reader.begins[place + 1]

    def fingerprint(self) -> str:
        """What tells it from one that was learned from other texts; Rasa asks, to see what must be trained anew."""
        return self._fingerprint

    @cached_property
    def _fingerprint(self) -> str:
        digest = hashlib.md5(usedforsecurity=False)
        for name, view in self._views.items():
            digest.update(json.dumps([name, view.much, len(view.columns), *view.columns]).encode())
            digest.update(view.weights.tobytes())
        return digest.hexdigest()

    def __deepcopy__(self, _memo: dict[int, Any]) -> Vectoriser:
        """Itself: nothing in it changes, and Rasa copies every message it belongs to."""
        return self

    def save(self, folder: Path) -> None:
        for name, view in self._views.items():
            view.save(folder, name)
        if self._thesaurus:
            self._thesaurus.save(folder)

    @classmethod
    def load(cls, folder: Path) -> Vectoriser:
        """The one saved in the folder. FileNotFoundError if there is none."""
        thesaurus = Thesaurus.load(folder) if Thesaurus.is_in(folder) else None
        ways = _ways(thesaurus)
        return cls({name: View.load(folder, name, way, much) for name, (way, _, much) in ways.items()}, thesaurus)
