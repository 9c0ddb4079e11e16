"""Finding known phrases in a message in any word form, unless they are negated.

>>> book = PhraseBook([("parents_married=no", "не розписані"), ("place=abroad", "за кордоном")])
>>> [found.meaning for found in book.find("Ми з нею не розписані, а народила вона за кордоном")]
['parents_married=no', 'place=abroad']
>>> book.find("ми розписані")
[]
>>> PhraseBook([("married", "ми одружені")]).find("Ні, ми одружені")[0].meaning
'married'
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.nlu.views import base_form
from catalog import spelling

#: Words that turn what follows into its opposite.
NEGATIONS = frozenset({"не", "ані", "без", "нема", "немає", "нету", "not", "no", "without", "never"})
#: How many other words may stand between the words of a phrase, in all.
LOOSENESS = 1
#: A stem keeps all but this many of a word's last letters, so that endings do not matter.
ENDING = 2
WORD_RUN = re.compile(r"\w[\w\u0000]*")
CLAUSE_MARKS = ",;:.!?—–()"
SHORTEST_STEM = 4


@dataclass(frozen=True)
class Found:
    """A phrase found in a message; `start` and `end` are places in the text, as in Rasa's entities."""

    meaning: str
    start: int
    end: int


@dataclass(frozen=True)
class _Word:
    """`opens`: whether a comma, a dash or the like stands before it, so that an earlier "not" does not reach it."""

    stem: str
    start: int
    end: int
    opens: bool


class PhraseBook:
    """Phrases with their meanings. A phrase holds in a message when its words stand there in order."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self.phrases = tuple(dict.fromkeys(phrases))
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for meaning, phrase in self.phrases:
            stems = tuple(word.stem for word in _stems(phrase))
            if stems:
                self._by_first[stems[0]].append((stems, meaning))

    def find(self, text: str) -> list[Found]:
        """The meanings in the text, in order of their place, each once."""
        words = _stems(text)
        found: dict[str, Found] = {}
        for position, word in enumerate(words):
            for stems, meaning in self._by_first.get(word.stem, ()):
                last = _last_word(stems, words, position)
                if last is None or meaning in found:
                    continue
                if _negated(stems, words, position, last):
                    continue
                found[meaning] = Found(meaning, word.start, words[last].end)
        return list(found.values())


def _last_word(stems: tuple[str, ...], words: list[_Word], first: int) -> int | None:
    """Where the phrase that begins at `first` ends; None if its words do not follow closely enough."""
    place, spare = first, LOOSENESS
    for stem in stems[1:]:
        place += 1
        while place < len(words) and words[place].stem != stem:
            if spare == 0 or words[place].stem in NEGATIONS:
                return None
            place, spare = place + 1, spare - 1
        if place >= len(words):
            return None
    return place


def _negated(stems: tuple[str, ...], words: list[_Word], first: int, last: int) -> bool:
    """Whether a negation stands just before a phrase that has none of its own."""
    if NEGATIONS & set(stems):
        return False
    return first > 0 and not words[first].opens and words[first - 1].stem in NEGATIONS


def _stems(text: str) -> list[_Word]:
    """The words of the text as stems, with their places in the original text."""
    plain = spelling.APOSTROPHES.sub("\u0000", text.lower())
    found: list[_Word] = []
    for run in WORD_RUN.finditer(plain):
        between = plain[found[-1].end : run.start()] if found else ""
        stem = _stem(spelling.normalise(run[0].replace("\u0000", "")))
        found.append(_Word(stem, run.start(), run.end(), opens=any(mark in between for mark in CLAUSE_MARKS)))
    return found


def _stem(word: str) -> str:
    if word in NEGATIONS:
        return word
    base = base_form(word)
    return base[: max(SHORTEST_STEM, len(base) - ENDING)]
