"""Texts cut into sentences and words, as far as the rules of plain language need it."""

from __future__ import annotations

import re

from catalog.rates import MENTION

#: A full stop behind one of these ends no sentence.
SHORTENED = ("ст", "п", "ч", "р", "рр", "м", "вул", "буд", "кв", "ін", "напр", "див", "тел")
SHORTENED_EN = ("art", "no", "e.g", "i.e", "etc", "st", "para")

_BREAK = re.compile(r"(?<=[.!?…])[»”\")]?\s+(?=[«“\"(]?[A-ZА-ЯІЇЄҐ0-9])")
_WORD = re.compile(r"[^\W_]+(?:[-'’ʼ.,/]?[^\W_]+)*", re.UNICODE)
_LAST_WORD = re.compile(r"([\w.]+)\.[»”\")]?\s*$")


def sentences(wording: str) -> list[str]:
    """The sentences of a text. A sum that follows a rate counts as one word.

    >>> sentences("Подайте заяву (ст. 12). Вам дадуть витяг.")
    ['Подайте заяву (ст. 12).', 'Вам дадуть витяг.']
    """
    found: list[str] = []
    start, plain = 0, MENTION.sub("0", wording)
    for gap in _BREAK.finditer(plain):
        if not _is_shortened(plain[start : gap.end()]):
            found.append(plain[start : gap.end()].strip())
            start = gap.end()
    return [*found, plain[start:].strip()]


def words(sentence: str) -> list[str]:
    """The words, numbers included; «20-ОПП», «2025/26» and «12,5» are one word each.

    >>> words("Сплатіть 12,5 грн — це недовго.")
    ['Сплатіть', '12,5', 'грн', 'це', 'недовго']
    """
    return _WORD.findall(sentence)


def is_prose(wording: str) -> bool:
    """Whether the text is made of sentences; a line of a list ends without a full stop."""
    return wording.rstrip('»”") ').endswith((".", "!", "?", "…"))


def _is_shortened(sentence: str) -> bool:
    last = _LAST_WORD.search(sentence)
    return last is not None and last[1].lower() in (*SHORTENED, *SHORTENED_EN)
