"""Names of towns and villages as people write them: case forms, typos, Latin letters, Russian and former names.

The usual name is known; what people write in its stead is made from it by rule, so that the smallest village is found
too. Former and Russian names, which no rule can make, stand in `place_names.yml`.

>>> names = PlaceNames(["Львів", "Біла Церква"], {})
>>> [names.find(written) for written in ("у Львові", "Lviv", "Белой", "білій церкві")]
[('Львів',), ('Львів',), (), ('Біла Церква',)]
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from pathlib import Path

import yaml
from rapidfuzz.distance import OSA

from catalog import spelling
from catalog.vocabulary import Vocabulary

FORMER_NAMES = Path(__file__).with_suffix(".yml")

#: Words beside a name that say only that it is one.
_BESIDE = frozenset(
    "м місто місті міста с село селі села смт селище селищі у в во уві на до біля з із зі за г город городе гор пгт "
    "city town village of in at near to the from".split()
)
#: Words shorter than this are not read with typos; from the second length on two mistakes are forgiven.
ONE_TYPO_FROM, TWO_TYPOS_FROM = 6, 8
#: Readings of a name of several words that are tried at most.
MOST_READINGS = 50

_SAME_LETTER = str.maketrans("іїйыєэёґ", "ииииееег")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = "аеєиіїоуюяэыё"

_AFTER_CONSONANT = ("", "а", "я", "у", "ю", "ові", "еві", "єві", "і", "ї", "ом", "ем", "єм", "е")
_ADJECTIVE = tuple("ий ій а я е є і ого ому им ім ої у ою их іх ый ой ом".split())
_ENDINGS: dict[str, tuple[str, ...]] = {
    "а": ("а", "и", "і", "у", "ою", "ої", "ій", "е", "ы", "ой"),
    "я": ("я", "і", "ї", "ю", "ею", "єю", "ям", "є", "и", "е", "ье", "ей"),
    "о": ("о", "а", "у", "ом", "і", "ові", "е", "ому", "ого"),
    "е": ("е", "а", "я", "у", "ю", "і", "ем", "ого", "ому", "им", "ім", "ом", "о"),
    "є": ("є", "я", "ю", "і", "ього", "ьому", "їм"),
    "и": ("и", "", "ів", "ам", "ами", "ах", "ы", "ов"),
    "і": ("і", "", "ів", "їв", "ам", "ям", "ах", "ях", "ами", "ями", "их", "іх", "им", "ім", "ы", "ов", "и"),
    "ї": ("ї", "їв", "й", "ям", "ях", "ями"),
}


class PlaceNames:
    """The names given, found by what people write. `former` leads from other names to the usual one."""

    def __init__(self, names: Iterable[str], former: Mapping[str, str]) -> None:
        self._places: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for name in names:
            self._places[_words(name)].add(name)
        for other, name in former.items():
            if _words(name) in self._places:
                self._places[_words(other)] |= self._places[_words(name)]
        self._bases: dict[str, set[str]] = defaultdict(set)
        for words in list(self._places):
            for word in words:
                for form in forms(word):
                    self._bases[folded(form)].add(word)
        self._forms = Vocabulary(sorted(self._bases))

    def find(self, written: str) -> tuple[str, ...]:
        """The places that may be meant, in the order of the alphabet; empty when none is."""
        text = spelling.to_cyrillic(written) if spelling.is_latin(written) else written
        words = [word for word in _words(text) if word not in _BESIDE]
        if not words or spelling.normalise(written) in _BESIDE:
            return ()
        readings = [self._read(word) for word in words]
        found: set[str] = set()
        for reading in islice(product(*readings), MOST_READINGS):
            found |= self._places.get(reading, set())
        return tuple(sorted(found))

    def _read(self, word: str) -> list[str]:
        """The words of names that this one may be a form of: as it is written, else with the fewest mistakes."""
        form = folded(word)
        if form in self._bases:
            return sorted(self._bases[form])
        allowed = 0 if len(form) < ONE_TYPO_FROM else 1 if len(form) < TWO_TYPOS_FROM else 2
        nearest: dict[int, set[str]] = defaultdict(set)
        for number, _ in self._forms.alike(form) if allowed else ():
            other = self._forms.word(number)
            mistakes = OSA.distance(form, other, score_cutoff=allowed)
            if mistakes <= allowed and other[0] == form[0]:
                nearest[mistakes] |= self._bases[other]
        return sorted(nearest[min(nearest)]) if nearest else []


def former_names(path: Path = FORMER_NAMES) -> dict[str, str]:
    """Former and foreign names with the usual one of today."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {other: name for name, others in content["places"].items() for other in others}


def folded(word: str) -> str:
    """One spelling for letters that are mixed up, no soft signs, no doubled letters."""
    return _DOUBLED.sub(r"\1", spelling.normalise(word).replace("ь", "").translate(_SAME_LETTER))


def forms(word: str) -> Iterator[str]:
    """The word in its cases, in Ukrainian and nearly so in Russian; some that no one says are among them.

    >>> {"києві", "києва", "київ"} <= set(forms("київ"))
    True
    """
    last = word[-1:]
    if word.endswith(("ий", "ой", "ый")) or (word.endswith("ій") and len(word) > 4):
        yield word
        yield from (word[:-2] + ending for ending in _ADJECTIVE)
        yield from (word[:-1] + ending for ending in ("я", "ю", "єві", "єм"))
    elif last in _ENDINGS:
        for stem in _stems(word[:-1]):
            yield from (stem + ending for ending in _ENDINGS[last])
    else:
        yield word
        for stem in _stems(word.rstrip("ьй")):
            yield from (stem + ending for ending in _AFTER_CONSONANT)


def _stems(stem: str) -> Iterator[str]:
    """The stem and how it changes before endings: Львів – Львова, Канів – Канева, Кременець – Кременця, Рига – Ризі."""
    yield stem
    if len(stem) < 2:
        return
    if stem[-1] not in _VOWELS and stem[-2] in "іїоеє":
        head, vowel, tail = stem[:-2], stem[-2], stem[-1]
        if vowel in "ії":
            yield from (head + other + tail for other in "оеє")
        elif head:
            yield head + tail
            yield head + "і" + tail
    changed = {"г": "з", "к": "ц", "х": "с"}.get(stem[-1])
    if changed:
        yield stem[:-1] + changed


def _words(text: str) -> tuple[str, ...]:
    return tuple(spelling.words(text))
