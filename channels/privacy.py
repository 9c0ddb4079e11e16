"""Hiding personal data before anything is stored, logged or understood.

Each piece is replaced by a placeholder that names its kind. Numbers are recognised by their form and, where they have
one, their check digit (python-stdnum, phonenumbers), so that sums, dates and years stay.

>>> hide("мій код 3184710691, телефон 067 123 45 67").text
'мій код [tax-number], телефон [phone]'
>>> hide("виплата 50 000 грн з 01.01.2026 за номером 1545").text
'виплата 50 000 грн з 01.01.2026 за номером 1545'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

import phonenumbers
from stdnum import iban, luhn


class Personal(str, Enum):
    """Kinds of personal data we hide."""

    EMAIL = "email"
    IBAN = "iban"
    CARD = "card"
    DEMOGRAPHIC_NUMBER = "unzr"
    PHONE = "phone"
    TAX_NUMBER = "tax-number"
    DOCUMENT = "document"


@dataclass(frozen=True)
class Hidden:
    """A text without personal data, and the kinds that were in it."""

    text: str
    kinds: tuple[Personal, ...]


_LETTER = "A-Za-zА-Яа-яІіЇїЄєҐґ"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_IBAN = re.compile(r"\bUA\s?\d(?:[\s-]?\d){26}\b", re.IGNORECASE)
_FOREIGN_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
#: How many digits a card number has at most.
LONGEST_CARD = 19
#: Digits in one or several groups, among which a card may stand.
_DIGIT_GROUPS = re.compile(r"\d+(?:[ -]{1,2}\d+)*")
_DEMOGRAPHIC_NUMBER = re.compile(r"(?<!\d)(?:19|20)\d{6}-?\d{5}(?!\d)")
_TEN_DIGITS = re.compile(r"(?<![\d+])(?!0800)\d{10}(?!\d)")
#: A Ukrainian number as people write it, with the 8 of before 2009 or without: 067 123-45-67, 8 (067) 123 45 67.
_UKRAINIAN_PHONE = re.compile(r"(?<!\d)(?:\+?3?8[ -]?)?\(?(?!0800|00)0\d\d\)?(?:[ -]?\d){7}(?!\d)")
#: Dates and times of day, which may look like a phone number when they stand together.
_MOMENT = re.compile(
    r"(?<!\d)(?:(?:0?[1-9]|[12]\d|3[01])([./])(?:0?[1-9]|1[0-2])\1(?:19|20)\d{2}"
    r"|(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|(?:[01]?\d|2[0-3]):[0-5]\d)(?!\d)"
)
#: Two or three letters and six digits (booklet, travel passport, licence, certificate), or the nine of an ID card.
_SERIES = re.compile(rf"(?<![{_LETTER}\d])[{_LETTER}]{{2,3}}\s?(?:№|N|#)?\s?\d{{6}}(?!\d)")
_NINE_DIGITS = re.compile(r"(?<![\d+])\d{9}(?!\d)")
#: Words that look like a series before a six-digit number but are none: «від 100000», «до 250000».
_NOT_A_SERIES = frozenset(
    "від до на за із зі або чи по та не це ще вже мій моя їх все всі для при про біля був"
    " еще или мне без уже при под над the for and was has may got are not"
    " має дам дав дали там тут ось зп сто тис грн руб uah usd eur pln".split()
)


def hide(text: str) -> Hidden:
    """Replace all personal data in the text by placeholders such as `[phone]`."""
    found: dict[Personal, None] = {}
    # What was hidden may have shielded its neighbour, so we look until nothing is found any more.
    while (hidden := _hide_once(text, found)) != text:
        text = hidden
    return Hidden(text, tuple(found))


def _hide_once(text: str, found: dict[Personal, None]) -> str:

    def replacing(pattern: re.Pattern[str], kind: Personal, real: Callable[[str], bool], text: str) -> str:
        def placeholder(match: re.Match[str]) -> str:
            if not real(match[0]):
                return match[0]
            found[kind] = None
            return f"[{kind.value}]"

        return pattern.sub(placeholder, text)

    text = replacing(_EMAIL, Personal.EMAIL, _always, text)
    text = replacing(_IBAN, Personal.IBAN, _is_iban, text)
    text = replacing(_FOREIGN_IBAN, Personal.IBAN, _is_valid_iban, text)
    text = _hide_cards(text, found)
    text = replacing(_DEMOGRAPHIC_NUMBER, Personal.DEMOGRAPHIC_NUMBER, _always, text)
    text = _hide_phones(text, found)
    text = replacing(_UKRAINIAN_PHONE, Personal.PHONE, _always, text)
    text = replacing(_TEN_DIGITS, Personal.TAX_NUMBER, _always, text)
    text = replacing(_SERIES, Personal.DOCUMENT, _is_series, text)
    return replacing(_NINE_DIGITS, Personal.DOCUMENT, _always, text)


def _hide_cards(text: str, found: dict[Personal, None]) -> str:
    """Card numbers, even with a house number before them or a date of expiry behind."""

    def without_card(run: re.Match[str]) -> str:
        groups = list(re.finditer(r"\d+", run[0]))
        for first, begin in enumerate(groups):
            digits = ""
            for last, end in enumerate(groups[first:], start=first):
                digits += end[0]
                if len(digits) > LONGEST_CARD:
                    break
                run_of_groups = groups[first : last + 1]
                if _is_card(digits, alone=len(run_of_groups) == len(groups)) or _looks_like_card(run_of_groups):
                    found[Personal.CARD] = None
                    behind = _hide_cards(run[0][end.end() :], found)
                    return f"{run[0][: begin.start()]}[{Personal.CARD.value}]{behind}"
        return run[0]

    return _DIGIT_GROUPS.sub(without_card, text)


def _hide_phones(text: str, found: dict[Personal, None]) -> str:
    """Numbers in other spellings: possible to dial from Ukraine, or written with a country code."""
    without_moments = _MOMENT.sub(lambda moment: "_" * len(moment[0]), text)
    matches = list(phonenumbers.PhoneNumberMatcher(without_moments, "UA", leniency=phonenumbers.Leniency.POSSIBLE))
    for match in reversed(matches):
        number, start = match.raw_string, match.start
        if number.startswith("(") and number.count("(") > number.count(")"):
            number, start = number[1:], start + 1
        if _is_phone(number):
            found[Personal.PHONE] = None
            text = text[:start] + f"[{Personal.PHONE.value}]" + text[match.end :]
    return text


def _is_phone(found: str) -> bool:
    """Whether a possible number is a personal one: not a sum, and not a free line such as 0 800 213 103."""
    digits = re.sub(r"\D", "", found)
    if found.startswith("+"):
        return len(digits) >= 9
    if digits.startswith("380"):
        return len(digits) == 12
    return digits.startswith("0") and not digits.startswith("0800") and len(digits) >= 9


def _always(_found: str) -> bool:
    return True


def _is_iban(found: str) -> bool:
    """A Ukrainian account number even with a mistyped digit: its length alone gives it away."""
    return len(iban.compact(found)) == 29


def _is_valid_iban(found: str) -> bool:
    return bool(iban.is_valid(found))


def _is_card(digits: str, alone: bool) -> bool:
    """Whether the check digit is right. Among other digits only the usual lengths count, so as not to find too much."""
    usual = len(digits) == 16 or (len(digits) == 15 and digits.startswith("3"))
    return (usual or (alone and 13 <= len(digits) <= LONGEST_CARD)) and bool(luhn.is_valid(digits))


def _looks_like_card(groups: Sequence[re.Match[str]]) -> bool:
    """Whether it is written as on a card, four by four, and begins as Visa and Mastercard do: even with a slip."""
    return [len(group[0]) for group in groups] == [4, 4, 4, 4] and groups[0][0].startswith(("4", "5"))


def _is_series(found: str) -> bool:
    letters = re.sub(rf"[^{_LETTER}]", "", found).lower()
    return letters not in _NOT_A_SERIES
