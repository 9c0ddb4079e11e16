"""What people say of themselves, as examples and as texts to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.nlu.circumstances.phrases import NEGATIONS
from bot.nlu.text.rows import Row
from bot.nlu.text.views import Vectoriser
from bot.nlu.text.words import readable
from catalog import spelling


@dataclass(frozen=True, order=True)
class Saying:
    """What tells `value`, a `circumstance=value` of the situation."""

    situation: str
    value: str
    text: str


@dataclass(frozen=True)
class MarkedMessage:
    """A message about a situation, with the pieces of it that tell circumstances."""

    text: str
    situation: str
    tells: tuple[Saying, ...] = ()
    #: Where the pieces begin and end.
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def told(self) -> frozenset[str]:
        return frozenset(saying.value for saying in self.tells)


@dataclass(frozen=True)
class ReadText:
    """A text as it is compared with sayings: its row, whether it denies something, how many words it has."""

    row: Row
    denies: bool
    words: int


def read_text(vectoriser: Vectoriser, text: str, transliterated: bool = False) -> ReadText:
    """A text of a person, ready to be compared."""
    plain = readable(text, transliterated)
    return ReadText(vectoriser.row(plain), denies_something(plain), len(plain.split()))


def denies_something(text: str) -> bool:
    """Whether a text says that something is not so; two denials make none."""
    return sum(1 for word in spelling.words(text) if word in NEGATIONS) % 2 == 1


def in_order(sayings: Sequence[Saying]) -> list[Saying]:
    """Each saying once, those of one value in a row."""
    return sorted(dict.fromkeys(sayings))
