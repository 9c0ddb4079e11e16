"""Numbers in phrases: ages, months, weeks, groups, in digits or in words.

A phrase may hold `14..17y`: a number in this range that is an age in years, so what follows is "years" or nothing.
`3..11m` and `1..3w` must be followed by months or weeks; `2..2` is any number, ordinals («другої») included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: How a range is written in a phrase.
RANGE = re.compile(r"(?P<low>\d+)\.\.(?P<high>\d+)(?P<unit>[ymw]?)")
#: Words after a number, by their first letters.
UNITS = {
    "y": ("рік", "рок", "роч", "год", "лет", "літ", "year", "y"),
    "m": ("міс", "мес", "month"),
    "w": ("тиж", "тижд", "недел", "неділ", "week"),
}
# fmt: off
_WORDS = (
    (1, "один одна перший перша первый первая first one"),
    (2, "два дві двоє две двое другий друга второй вторая second two"),
    (3, "три троє трое третій третя третий третья third three"), (4, "чотири четверо четыре четвертий four"),
    (5, "пять пятеро five"), (6, "шість шесть six"), (7, "сім семь seven"), (8, "вісім восемь eight"),
    (9, "девять nine"), (10, "десять ten"),
    (11, "одинадцять одиннадцать eleven"),
    (12, "дванадцять двенадцать twelve"),
    (13, "тринадцять тринадцать thirteen"), (14, "чотирнадцять четырнадцать fourteen"),
    (15, "пятнадцять пятнадцать fifteen"), (16, "шістнадцять шестнадцать sixteen"),
    (17, "сімнадцять семнадцать seventeen"), (18, "вісімнадцять восемнадцать eighteen"),
    (20, "двадцять двадцать twenty"),
    (30, "тридцять тридцать thirty"), (40, "сорок forty"), (50, "пятдесят пятьдесят fifty"),
    (60, "шістдесят шестьдесят sixty"), (70, "сімдесят семьдесят seventy"),
)
# fmt: on
_VALUES = {word: value for value, words in _WORDS for word in words.split()}


@dataclass(frozen=True)
class NumberRange:
    """A range of numbers, both ends in it, with the unit that must follow ("" for any)."""

    low: int
    high: int
    unit: str

    @classmethod
    def read(cls, token: str) -> NumberRange | None:
        """The range a phrase's word stands for; None if it is another word."""
        found = RANGE.fullmatch(token)
        return cls(int(found["low"]), int(found["high"]), found["unit"]) if found else None

    def holds(self, spelt: str, following: str | None) -> bool:
        """Whether a word is such a number. `following` is the next word of the same clause, None at its end."""
        value = number(spelt)
        if value is None or not self.low <= value <= self.high:
            return False
        if not self.unit:
            return True
        if following is None:
            return self.unit == "y"
        return following.startswith(UNITS[self.unit])


def number(word: str) -> int | None:
    """The number a word in one spelling stands for.

    >>> number("17"), number("двоє"), number("паспорт")
    (17, 2, None)
    """
    return int(word) if word.isdecimal() and len(word) < 5 else _VALUES.get(word)
