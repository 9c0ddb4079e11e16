"""Reading a day in a short message: «5 грудня», "in two weeks", «через тиждень», «у п'ятницю», 05.12.2026.

Strict: what is not surely a day is none. Words are read in one spelling, and Latin letters as Ukrainian too, so that
"cherez tyzhden" is understood.

>>> today = date(2026, 11, 25)
>>> read_day("нагадай мені 5 грудня", today), read_day("in two weeks", today)
(datetime.date(2026, 12, 5), datetime.date(2026, 12, 9))
>>> read_lead("за 3 дні до строку")
3
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from catalog import spelling

_MONTHS = (
    ("січ", "январ", "jan"), ("лют", "феврал", "feb"), ("берез", "март", "mar"), ("квіт", "апрел", "apr"),
    ("трав", "мая", "май", "may"), ("черв", "июн", "jun"), ("лип", "июл", "jul"), ("серп", "август", "aug"),
    ("верес", "сентябр", "sep"), ("жовт", "октябр", "oct"), ("листопад", "ноябр", "nov"),
    ("груд", "декабр", "dec"),
)  # fmt: skip
_WEEKDAYS = (
    ("понеділ", "понедельник", "monday"), ("вівтор", "вторник", "tuesday"), ("серед", "сред", "wednesday"),
    ("четвер", "четверг", "thursday"), ("пятниц", "friday"), ("субот", "суббот", "saturday"),
    ("неділ", "воскресен", "sunday"),
)  # fmt: skip
_NAMED = {
    "сьогодні": 0, "сегодня": 0, "today": 0,
    "завтра": 1, "tomorrow": 1,
    "вчора": -1, "вчера": -1, "yesterday": -1, "позавчора": -2, "позавчера": -2,
    "післязавтра": 2, "послезавтра": 2,
}  # fmt: skip
_COUNTS = {
    "один": 1, "одну": 1, "a": 1, "one": 1, "an": 1,
    "два": 2, "дві": 2, "две": 2, "two": 2, "пару": 2, "couple": 2,
    "три": 3, "three": 3, "чотири": 4, "четыре": 4, "four": 4, "пять": 5, "five": 5, "шість": 6, "шесть": 6, "six": 6,
    "сім": 7, "семь": 7, "seven": 7, "десять": 10, "ten": 10,
}  # fmt: skip
_DAY, _WEEK = r"д(?:н|ень)\w*|days?", r"тиж\w*|недел\w*|weeks?"
_UNITS: tuple[tuple[str, Callable[[date, int], date]], ...] = (
    (_DAY, lambda today, n: today + timedelta(days=n)),
    (_WEEK, lambda today, n: today + timedelta(weeks=n)),
    (r"місяц\w*|месяц\w*|months?", lambda today, n: _months_later(today, n)),
    (r"рік|рок\w+|год\w*|years?", lambda today, n: _months_later(today, 12 * n)),
)
_COUNT = rf"(\d{{1,3}}|{'|'.join(_COUNTS)})"
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?(?![\d.]*\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_YEAR = r"(?: (20\d\d))?"
_DAY_MONTH = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|-?го|-?те|-?е)?(?: of)? ([^\W\d]+){_YEAR}")
_MONTH_DAY = re.compile(rf"([a-z]+) (\d{{1,2}})(?:st|nd|rd|th)?(?!\d){_YEAR}")
#: A day whose year was left out lies in the future, unless it has only just passed: then it was meant as past.
_JUST_PASSED = 60


class NoSuchDay(ValueError):
    """The message names a day that no calendar has, such as 31 лютого."""


def read_day(text: str, today: date) -> date | None:
    """The day the message names, past or future; None if it names none. Raises `NoSuchDay`."""
    for spelled in _spellings(text):
        for reader in (_iso, _numeric, _with_month, _relative, _named, _weekday):
            found = reader(spelled, today)
            if found is not None:
                return found
    return None


def read_lead(text: str) -> int | None:
    """How many days before a deadline the message asks for: «за тиждень до», "three days before"; None if none."""
    for spelled in _spellings(text):
        for unit, days in ((_DAY, 1), (_WEEK, 7)):
            before = rf"\b(?:за )(?:{_COUNT} )?(?:{unit}) до\b|\b(?:{_COUNT} )?(?:{unit}) before\b"
            match = re.search(before, spelled)
            if match is not None:
                return days * _count(next((one for one in match.groups() if one), None))
    return None


def _spellings(text: str) -> Iterable[str]:
    """The message in one spelling; if in Latin letters, also read out as Ukrainian."""
    plain = " ".join(spelling.normalise(text).replace(",", " ").split())
    yield plain
    if spelling.is_latin(plain):
        yield spelling.to_cyrillic(plain).replace("ь", "")


def _iso(text: str, _today: date) -> date | None:
    match = _ISO.search(text)
    return _day(int(match[1]), int(match[2]), int(match[3]), match[0]) if match else None


def _numeric(text: str, today: date) -> date | None:
    match = _NUMERIC.search(text)
    if match is None:
        return None
    year = int(match[3]) + (2000 if len(match[3]) == 2 else 0) if match[3] else None
    return _near(year, int(match[2]), int(match[1]), today, match[0])


def _with_month(text: str, today: date) -> date | None:
    """A number and the name of a month, in either order."""
    named = [(match[1], match[2], match[3], match[0]) for match in _DAY_MONTH.finditer(text)]
    named += [(match[2], match[1], match[3], match[0]) for match in _MONTH_DAY.finditer(text)]
    for day, word, year, found in named:
        month = next((number for number, stems in enumerate(_MONTHS, start=1) if word.startswith(stems)), None)
        if month is not None:
            return _near(int(year) if year else None, month, int(day), today, found)
    return None


def _relative(text: str, today: date) -> date | None:
    if re.search(r"\b(?:через|in) (?:півроку|пів року|полгода|half a year)\b", text):
        return _months_later(today, 6)
    for unit, later in _UNITS:
        match = re.search(rf"\b(?:через|черєз|in|за) (?:{_COUNT} )?(?:of )?(?:{unit})(?! до\b)(?!\w)", text)
        if match is not None:
            return later(today, _count(match[1]))
    for unit, days in ((_DAY, 1), (_WEEK, 7)):
        match = re.search(rf"\b(?:{_COUNT} )?(?:{unit}) (?:тому|назад|ago)\b", text)
        if match is not None:
            return today - timedelta(days=days * _count(match[1]))
    if re.search(r"\bnext week\b|\bнаступного тижня\b|\bна следующей неделе\b", text):
        return today + timedelta(weeks=1)
    return None


def _named(text: str, today: date) -> date | None:
    for word in spelling.WORD.findall(text):
        if word in _NAMED:
            ahead = 2 if "after tomorrow" in text else _NAMED[word]
            return today + timedelta(days=ahead)
    return None


def _weekday(text: str, today: date) -> date | None:
    """The next such day of the week after today."""
    match = re.search(r"\b(?:у|в|во|на|on|next|this|наступн\w+|следующ\w+) ([^\W\d]+)", text)
    if match is None:
        return None
    for number, stems in enumerate(_WEEKDAYS):
        if match[1].startswith(stems):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


def _near(year: int | None, month: int, day: int, today: date, found: str) -> date:
    """The day; without a year the coming one, unless it has only just passed."""
    if year is not None:
        return _day(year, month, day, found)
    this_year = _day(today.year, month, day, found)
    if this_year >= today or (today - this_year).days <= _JUST_PASSED:
        return this_year
    return _day(today.year + 1, month, day, found)


def _day(year: int, month: int, day: int, found: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDay(found) from None


def _months_later(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _count(word: str | None) -> int:
    if word is None:
        return 1
    return int(word) if word.isdigit() else _COUNTS[word]
