"""A word as the classifier compares it: in its dictionary form, and without what slips and dialects change."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

import pymorphy3

from catalog import spelling

#: Words kept in memory with their base form; a message has few, the language has many.
REMEMBERED_WORDS = 50_000


@cache
def _morphology(language: str) -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang=language)


#: Base forms looked up before; a model brings those of its phrases along, so that its start need not look them up.
_known: dict[str, str] = {}


def base_form(word: str) -> str:
    """The dictionary form of a Ukrainian word, or of a Russian one that is no Ukrainian word.

    Words of other languages come back as they are; words that no dictionary has are cut alike.

    >>> base_form("народила"), base_form("потеряла")
    ('народити', 'потерять')
    """
    return _known.get(word) or _looked_up(word)


def know(base_forms_of_words: Mapping[str, str]) -> None:
    """Take over base forms that `base_form` gave before. They depend on the dictionary only, not on a model."""
    _known.update(base_forms_of_words)


@lru_cache(maxsize=REMEMBERED_WORDS)
def _looked_up(word: str) -> str:
    if spelling.LATIN.search(word) or word.isdigit():
        return word
    # Asking whether a word is known takes far less than guessing the form of one that is not.
    if not _morphology("uk").word_is_known(word) and _morphology("ru").word_is_known(word):
        return str(_morphology("ru").parse(word)[0].normal_form).replace("ё", "е")
    return str(_morphology("uk").parse(word)[0].normal_form)


def readable(text: str, transliterated: bool) -> str:
    """The text in one spelling, and in Cyrillic if it was Ukrainian or Russian typed in Latin letters."""
    plain = spelling.normalise(text)
    return spelling.to_cyrillic(plain) if transliterated else plain


# Letters that Ukrainian, Russian, surzhyk and slips of the thumb write differently for nearly the same sound.
_FOLDED = str.maketrans({"ы": "и", "і": "и", "ї": "и", "э": "е", "ё": "е", "є": "е", "ґ": "г", "ъ": None, "ь": None})


def folded(text: str) -> str:
    """The text in one spelling for Ukrainian and Russian, so that examples in either help both.

    >>> folded("свидетельство") == folded("свідєтєльство")
    True
    """
    return text.translate(_FOLDED)
