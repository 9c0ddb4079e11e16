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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.nlu.circumstances.numbers import NumberRange, together
from bot.nlu.text.words import REMEMBERED_WORDS, base_form
from catalog import spelling

#: Words that turn what follows into its opposite.
NEGATIONS = frozenset(
    "не ані без нема немає нету нет not no without never neither nor "
    "dont doesnt didnt isnt arent wasnt havent hasnt cant cannot wont".split()
)
#: Of these, the words that deny what stands before them: «боргів немає».
ABSENCE = frozenset({"нема", "немає", "нету", "нет"})
#: Words over which a negation reaches: «не будемо ділити», "will not be able to".
AUXILIARIES = ("буд", "хоч", "може", "хот", "хоти", "be", "want", "to", "going")
#: How many other words may stand between the words of a phrase, in all.
LOOSENESS = 1
#: A stem keeps all but this many of a word's last letters, so that endings do not matter.
ENDING = 2
WORD_RUN = re.compile(r"\w[\w\u0000]*")
CLAUSE_MARKS = frozenset(",;:.!?—–()")
SHORTEST_STEM = 4
#: In place of the second word of a phrase: whatever follows.
ANY = ""


_Phrase = tuple["str | NumberRange", ...]


@dataclass(frozen=True)
class Found:
    """A phrase found in a message; `start` and `end` are places in the text, as in Rasa's entities."""

    meaning: str
    start: int
    end: int


#: Who a number is the age of: `@child 14..17y` in a phrase stands for any of these words.
PEOPLE = {
    "@child": (
        "дитині дитина сину син синові доньці донька дочці дочка малому малій малюку хлопцю хлопчику дівчинці "
        "ребенку ребенок сыну сын дочке дочь малышу child son daughter baby kid"
    ).split(),
    "@me": "мені мне".split(),
    "@parent": "мамі мама тату татові бабусі маме папе бабушке mother father".split(),
    "@man": "чоловіку чоловікові мужу мужчине хлопцю".split(),
}


@dataclass(frozen=True)
class _Word:
    """`opens`: whether a comma, a dash or the like stands before it, so that an earlier "not" does not reach it."""

    stem: str
    spelt: str
    start: int
    end: int
    opens: bool


class PhraseBook:
    """Phrases with their meanings. A phrase holds in a message when its words stand there in order."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self.phrases = tuple(dict.fromkeys(phrases))
        # By their first two words: many begin with «я» or «не», few with the same two.
        self._by_beginning: dict[tuple[str, str], list[tuple[_Phrase, str]]] = defaultdict(list)
        for meaning, phrase in self.phrases:
            for spelt in _with_people(phrase):
                tokens = _tokens(spelt)
                if tokens and isinstance(tokens[0], str):
                    self._by_beginning[tokens[0], _second(tokens)].append((tokens, meaning))

    def base_forms(self) -> dict[str, str]:
        """The base form of every word in the phrases."""
        spelt = {word.spelt for _, phrase in self.phrases for one in _with_people(phrase) for word in _stems(one)}
        return {word: base_form(word) for word in sorted(spelt)}

    def find(self, text: str) -> list[Found]:
        """The meanings in the text, in order of their place, each once."""
        words = _with_whole_numbers(_stems(text))
        found: dict[str, Found] = {}
        for position, word in enumerate(words):
            for stems, meaning in self._beginning_at(words, position):
                if meaning in found:
                    continue
                last = _last_word(stems, words, position)
                if last is not None and not _negated(stems, words, position, last):
                    found[meaning] = Found(meaning, word.start, words[last].end)
        return list(found.values())

    def _beginning_at(self, words: list[_Word], position: int) -> Iterator[tuple[_Phrase, str]]:
        """The phrases that may begin here: those whose second word follows closely enough."""
        first = words[position].stem
        following = {word.stem for word in words[position + 1 : position + 2 + LOOSENESS]}
        for second in (ANY, *following):
            yield from self._by_beginning.get((first, second), ())


def is_plain(phrase: str) -> bool:
    """Whether a phrase stands for itself: no range of numbers, no person from a list."""
    return not any(word in PEOPLE or NumberRange.read(word) for word in phrase.split())


def _second(tokens: _Phrase) -> str:
    """The second word of a phrase; `ANY` where it has none, or a range of numbers."""
    second = tokens[1] if len(tokens) > 1 else ANY
    return second if isinstance(second, str) else ANY


def _with_people(phrase: str) -> list[str]:
    """The phrase for each person it may be said of."""
    first, _, rest = phrase.partition(" ")
    return [f"{person} {rest}" for person in PEOPLE[first]] if first in PEOPLE else [phrase]


def _tokens(phrase: str) -> _Phrase:
    """A phrase's words as stems, and its ranges of numbers."""
    found: list[str | NumberRange] = []
    for written in phrase.split():
        numbers = NumberRange.read(written)
        found += [numbers] if numbers else [word.stem for word in _stems(written)]
    return tuple(found)


def _fits(token: str | NumberRange, words: list[_Word], place: int) -> bool:
    if isinstance(token, str):
        return words[place].stem == token
    following = words[place + 1] if place + 1 < len(words) else None
    return token.holds(words[place].spelt, None if following is None or following.opens else following.spelt)


def _last_word(stems: _Phrase, words: list[_Word], first: int) -> int | None:
    """Where the phrase that begins at `first` ends; None if its words do not follow closely enough."""
    place, spare = first, LOOSENESS
    for stem in stems[1:]:
        place += 1
        while place < len(words) and not _fits(stem, words, place):
            if spare == 0 or words[place].stem in NEGATIONS:
                return None
            place, spare = place + 1, spare - 1
        if place >= len(words):
            return None
    return place


def _negated(stems: _Phrase, words: list[_Word], first: int, last: int) -> bool:
    """Whether a negation stands just before a phrase that has none of its own, or «немає» just after it."""
    if NEGATIONS & set(stems):
        return False
    after = words[last + 1 : last + 2]
    if after and not after[0].opens and after[0].stem in ABSENCE:
        return True
    while first > 0 and not words[first].opens:
        first -= 1
        if words[first].stem in NEGATIONS:
            return True
        if not words[first].spelt.startswith(AUXILIARIES):
            return False
    return False


def _stems(text: str) -> list[_Word]:
    """The words of the text as stems, with their places in the original text."""
    plain = spelling.APOSTROPHES.sub("\u0000", text.lower())
    found: list[_Word] = []
    for run in WORD_RUN.finditer(plain):
        between = plain[found[-1].end : run.start()] if found else ""
        spelt, stem = _spelt_and_stem(run[0])
        opens = not CLAUSE_MARKS.isdisjoint(between)
        found.append(_Word(stem, spelt, run.start(), run.end(), opens))
    return found


def _with_whole_numbers(words: list[_Word]) -> list[_Word]:
    """The words, with a number in two words («тридцять два») as one: 32 years are not two."""
    whole: list[_Word] = []
    for word in words:
        number = together(whole[-1].spelt, word.spelt) if whole and not word.opens else None
        if number is None:
            whole.append(word)
        else:
            whole[-1] = _Word(str(number), str(number), whole[-1].start, word.end, whole[-1].opens)
    return whole


@lru_cache(maxsize=REMEMBERED_WORDS)
def _spelt_and_stem(run: str) -> tuple[str, str]:
    spelt = spelling.normalise(run.replace("\u0000", ""))
    return spelt, _stem(spelt)


def _stem(word: str) -> str:
    if word in NEGATIONS:
        return word
    base = base_form(word)
    return base[: max(SHORTEST_STEM, len(base) - ENDING)]
