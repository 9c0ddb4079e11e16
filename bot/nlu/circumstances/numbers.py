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
    (1, "один одна перша перший первая первый первая first one"),
    (2, "два дві двоє двое другий друга второй вторая second two"),
    (3, "три троє трое третій третя третий третья third three"), (4, "чотири четверо четыре четвертий four"),
    (5, "пять пятеро пьять five"), (6, "шість шесть шисть six"), (7, "сім семь сим seven"),
    (8, "вісім восемь висим eight"), (9, "девять девьять nine"),
    (10, "десять ten"),
    (11, "одинадцять одиннадцать одинадцать eleven"),
    (12, "дванадцять двенадцать twelve"),
    (13, "тринадцять тринадцать thirteen"), (14, "чотирнадцять четырнадцать fourteen"),
    (15, "пятнадцять пятнадцать fifteen"), (16, "шістнадцять шестнадцать шиснадцять sixteen"),
    (17, "сімнадцять семнадцать seventeen"), (18, "вісімнадцять восемнадцать висімнадцять eighteen"),
    (19, "девятнадцять девятнадцать nineteen"),
    (20, "двадцять двадцать двацять двацать twenty"),
    (30, "тридцять тридцать трицять трицать трыдцать thirty"), (40, "сорок сорак forty"),
    (50, "пятдесят пятьдесят пядесят писят пісят пейсят fifty"),
    (60, "шістдесят шестьдесят шісдесят шисят шейсят sixty"),
    (70, "сімдесят семьдесят сімдесять seventy"), (80, "вісімдесят восемьдесят висімдесят eighty"),
    (90, "девяносто девяноста ninety"),
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


def together(first: str, second: str) -> int | None:
    """The number that two words in a row stand for («тридцять два»); None if they are two numbers, or none.

    >>> together("тридцять", "два"), together("два", "три"), together("20", "5")
    (32, None, None)
    """
    tens, ones = _VALUES.get(first), _VALUES.get(second)
    if tens is None or ones is None or tens < 20 or not 1 <= ones <= 9:
        return None
    return tens + ones
