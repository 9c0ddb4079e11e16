"""Words that mean much the same, in every language people write to us in: «тачка», «ластівка», "wheels" are a car.

The examples teach what their own words mean; whoever says it in a word that none of them has would not be understood.
Groups of words stand in `nlu_data/thesaurus/` in Rasa's format for synonyms. A message is read as the groups its words
belong to, and as each pair of them: «кафе» and «дозвіл» together say more than either.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from bot.nlu.text.words import base_form, folded
from catalog import spelling

FILE = "thesaurus.json"
#: Letters at the beginning that tell a word whose dictionary form is not found, as with Russian endings.
BEGINNING = 6
#: Groups of one message that are paired; a longer story would be mostly pairs.
MOST_PAIRED = 12
#: Endings of English words, longest first, and what may have stood in their place.
ENGLISH_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("es", ""),
    ("s", ""),
)
SHORTEST_ENGLISH = 3


class Thesaurus:
    """Finds the group of a word by its dictionary form, its spelling, or the way it begins."""

    def __init__(self, by_form: Mapping[str, str], by_beginning: Mapping[str, str]) -> None:
        self._by_form = dict(by_form)
        self._by_beginning = dict(by_beginning)
        self.group_of = lru_cache(maxsize=50_000)(self._group_of)

    @classmethod
    def learn(cls, words: Iterable[tuple[str, str]]) -> Thesaurus:
        """From pairs of a group's name and a word of it. A form that two groups share belongs to the first."""
        by_form: dict[str, str] = {}
        beginnings: dict[str, set[str]] = defaultdict(set)
        for group, word in words:
            for form in _forms(spelling.normalise(word)):
                by_form.setdefault(form, group)
                if len(form) >= BEGINNING:
                    beginnings[form[:BEGINNING]].add(group)
        return cls(by_form, {beginning: min(groups) for beginning, groups in beginnings.items() if len(groups) == 1})

    def __bool__(self) -> bool:
        return bool(self._by_form)

    def meanings(self, text: str) -> list[str]:
        """The groups of the text's words, each once in order of the words, then their pairs.

        >>> Thesaurus.learn([("авто", "тачка"), ("втрата", "вкрали")]).meanings("вкрали тачку")
        ['втрата', 'авто', 'авто + втрата']
        """
        return self.meanings_of(spelling.words(text))

    def meanings_of(self, words: Sequence[str]) -> list[str]:
        """The same for the words of a text."""
        found = (self.group_of(word) for word in words)
        groups = list(dict.fromkeys(group for group in found if group is not None))
        return groups + [f"{one} + {other}" for one, other in combinations(sorted(groups[:MOST_PAIRED]), 2)]

    def _group_of(self, word: str) -> str | None:
        forms = _forms(word)
        for form in (*forms, *(_english_forms(word) if spelling.LATIN.search(word) else ())):
            if form in self._by_form:
                return self._by_form[form]
        for form in forms:
            if form[:BEGINNING] in self._by_beginning:
                return self._by_beginning[form[:BEGINNING]]
        return None

    @staticmethod
    def is_in(folder: Path) -> bool:
        """Whether a thesaurus was saved in the folder."""
        return (folder / FILE).is_file()

    def save(self, folder: Path) -> None:
        content = {"by_form": self._by_form, "by_beginning": self._by_beginning}
        (folder / FILE).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Thesaurus:
        """The thesaurus saved in the folder. FileNotFoundError if there is none."""
        content = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return cls(content["by_form"], content["by_beginning"])


def _forms(word: str) -> tuple[str, ...]:
    """What a word is compared by: its dictionary form, and itself."""
    return tuple(dict.fromkeys((folded(base_form(word)), folded(word))))


def _english_forms(word: str) -> Iterator[str]:
    for ending, before in ENGLISH_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_ENGLISH:
            yield word.removesuffix(ending) + before
