"""The words of `vocabulary.yml`, and finding them in what a person wrote.

>>> heard = Heard.of("А скільки за паспорт?")
>>> heard.words
('а', 'скільки', 'за', 'паспорт')
>>> heard.has("near"), heard.content()
(False, ('паспорт',))
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from catalog import spelling

VOCABULARY = Path(__file__).parent / "vocabulary.yml"

#: Texts kept in memory with what was heard in them: a turn looks at the same message several times.
REMEMBERED = 10_000

#: One or several words in a row; a word that ends with "*" stands for every ending.
Cue = tuple[str, ...]


@cache
def cues(group: str) -> Mapping[str, tuple[Cue, ...]]:
    """The cues of a group by what they stand for (the aspect, the number); a group without kinds has the kind ""."""
    return _read()[group]


@cache
def _read() -> Mapping[str, Mapping[str, tuple[Cue, ...]]]:
    tree: dict[str, Any] = yaml.safe_load(VOCABULARY.read_text(encoding="utf-8"))
    kinds = {group: found if isinstance(found, dict) else {"": found} for group, found in tree.items()}
    return {
        group: {str(kind): tuple(tuple(_split(cue)) for cue in listed) for kind, listed in found.items()}
        for group, found in kinds.items()
    }


def _split(cue: str) -> Iterator[str]:
    for word in cue.split():
        stem = "".join(spelling.words(word))
        yield f"{stem}*" if word.endswith("*") else stem


@dataclass(frozen=True)
class Heard:
    """A message as its words, in one spelling."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Heard":
        return _heard(text)

    def kinds(self, group: str) -> list[str]:
        """The kinds of the group that have a cue in the message, in the order of the vocabulary."""
        return list(_kinds(self.words, group))

    def has(self, group: str) -> bool:
        return bool(self.kinds(group))

    def among(self, group: str) -> tuple[str, ...]:
        """The words that belong to a cue of the group."""
        covered = _covered(self.words, group)
        return tuple(word for place, word in enumerate(self.words) if place in covered)

    def first(self, group: str, kind: str = "") -> int | None:
        """Where the earliest cue of this kind stands, counted in words."""
        return min((place for cue in cues(group)[kind] for place in self._places(cue)), default=None)

    def content(self, *groups: str) -> tuple[str, ...]:
        """The words that name something: those of no cue in `groups`, of no question, and not empty by themselves."""
        taken = {place for group in ("empty", "aspects", "whole", *groups) for place in _covered(self.words, group)}
        return tuple(word for place, word in enumerate(self.words) if place not in taken and not word.isdecimal())

    def _places(self, cue: Cue) -> list[int]:
        return _places(self.words, cue)


@lru_cache(maxsize=REMEMBERED)
def _heard(text: str) -> Heard:
    pieces = ("".join(spelling.words(word)) for word in _spaced(text))
    return Heard(tuple(piece for piece in pieces if piece))


@lru_cache(maxsize=REMEMBERED)
def _covered(words: tuple[str, ...], group: str) -> frozenset[int]:
    """The places of all words that belong to a cue of the group."""
    return frozenset(
        place + n
        for listed in cues(group).values()
        for cue in listed
        for place in _places(words, cue)
        for n in range(len(cue))
    )


@lru_cache(maxsize=REMEMBERED)
def _kinds(words: tuple[str, ...], group: str) -> tuple[str, ...]:
    return tuple(kind for kind, listed in cues(group).items() if any(_places(words, cue) for cue in listed))


def _places(words: tuple[str, ...], cue: Cue) -> list[int]:
    """Where the cue begins in the words."""
    first, length = cue[0], len(cue)
    # Most cues begin with no word of the message; that is found out before anything is cut or compared in full.
    if first.endswith("*"):
        starts = [start for start, word in enumerate(words) if word.startswith(first[:-1])]
    elif first in words:
        starts = [start for start, word in enumerate(words) if word == first]
    else:
        return []
    if length == 1:
        return starts
    return [start for start in starts if len(words) - start >= length and _fits(words[start : start + length], cue)]


def _spaced(text: str) -> Sequence[str]:
    return text.replace("-", " ").replace("/", " ").replace(",", " ").split()


def _fits(words: Sequence[str], cue: Cue) -> bool:
    return all(
        word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted for word, wanted in zip(words, cue)
    )
