"""One spelling for what people type: letters, apostrophes, alphabets, keyboard layout.

Search and understanding both read through these functions, so that «Об’єкт», «обєкт» and "ob'yekt" meet.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = re.compile(r"[’ʼ`´‘'\u02bb\u2019]")
WORD = re.compile(r"[0-9a-zа-яіїєґёъыэ]+")
CYRILLIC = re.compile(r"[а-яіїєґёъыэ]")
LATIN = re.compile(r"[a-z]")
LONG_LETTER = re.compile(r"([^\d\s])\1{2,}")
#: Three letters in a row that are a number: third group of disability.
ROMAN_THREE = {"iii", "ііі"}

# Letters that look alike: a word typed in one alphabet with a few letters of the other.
_LOOK_ALIKE_TO_CYRILLIC = str.maketrans("aceiopxyktmhb", "асеіорхуктмнв")
_QWERTY = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`"
_UKRAINIAN_KEYS = "йцукенгшщзхїфівапролджєячсмитьбю.'"
_RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбю.ё"
_TO_UKRAINIAN_KEYS = str.maketrans(_QWERTY, _UKRAINIAN_KEYS)
_TO_RUSSIAN_KEYS = str.maketrans(_QWERTY, _RUSSIAN_KEYS)

# Latin to Cyrillic, longest first: official transliteration and what people type on a phone.
_LATIN_SOUNDS = (
    ("kyiv", "київ"), ("iatr", "іатр"), ("iia", "ія"), ("cia", "ція"),
    ("aie", "ає"), ("eie", "еє"), ("iie", "іє"), ("oie", "оє"), ("uie", "ує"), ("yie", "иє"),
    ("shch", "щ"), ("sch", "щ"), ("zgh", "зг"),
    ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"),
    ("ya", "я"), ("ja", "я"), ("yu", "ю"), ("ju", "ю"), ("ye", "є"), ("je", "є"), ("yi", "ї"), ("ji", "ї"),
    ("ia", "я"), ("iu", "ю"), ("ie", "іє"), ("yo", "йо"), ("jo", "йо"),
    ("a", "а"), ("b", "б"), ("c", "ц"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "г"), ("i", "і"),
    ("j", "й"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("q", "к"), ("r", "р"),
    ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("w", "в"), ("x", "х"), ("y", "и"), ("z", "з"),
)  # fmt: skip
#: Texts whose spelling is remembered: a message is spelt out several times while it is understood, and no longer.
REMEMBERED = 256

_SOUND = re.compile("|".join(sound for sound, _ in _LATIN_SOUNDS))
_SOUND_LETTERS = dict(_LATIN_SOUNDS)


@lru_cache(maxsize=REMEMBERED)
def normalise(text: str) -> str:
    """Small letters, one spelling of each letter, no apostrophes, no drawn-out letters. Numbers stay as they are.

    >>> normalise("ОБОВ’ЯЗКОВО!!! Дужееее")
    'обовязково!!! дуже'
    """
    # NFKC would turn the acute accent into a space and a mark, so apostrophes go first.
    composed = unicodedata.normalize("NFKC", APOSTROPHES.sub("", text)).lower()
    short = LONG_LETTER.sub(_shortened, composed).split()
    mixed = LATIN.search(composed) and CYRILLIC.search(composed)
    return " ".join(map(_one_alphabet, short) if mixed else short)


def _shortened(run: re.Match[str]) -> str:
    if not run[1].isalpha():
        return run[1] * 3
    return run[0] if run[0] in ROMAN_THREE else run[1]


def words(text: str) -> list[str]:
    """The words of a text in one spelling.

    >>> words("Вкрали паспорт, що робити?")
    ['вкрали', 'паспорт', 'що', 'робити']
    """
    return WORD.findall(normalise(text))


def _one_alphabet(word: str) -> str:
    """A Cyrillic word with Latin look-alike letters in it, all in Cyrillic."""
    if LATIN.search(word) and CYRILLIC.search(word):
        return word.translate(_LOOK_ALIKE_TO_CYRILLIC)
    return word


def is_latin(text: str) -> bool:
    """Whether the text is written in Latin letters."""
    small = text.lower()
    return bool(LATIN.search(small)) and not CYRILLIC.search(small)


def to_cyrillic(text: str) -> str:
    """Latin letters read out as Ukrainian.

    >>> to_cyrillic("propyska")
    'прописка'
    """
    return _SOUND.sub(lambda sound: _SOUND_LETTERS[sound[0]], text.lower())


def on_other_layout(text: str) -> tuple[str, ...]:
    """What the same keys give on the Ukrainian and the Russian layout.

    >>> on_other_layout("ghjgbcrf")[0]
    'прописка'
    """
    small = text.lower()
    return small.translate(_TO_UKRAINIAN_KEYS), small.translate(_TO_RUSSIAN_KEYS)
