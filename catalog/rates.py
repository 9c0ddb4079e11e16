"""Dated values the law counts in: minimum wage, subsistence minimum.

Texts and prices name a rate instead of repeating its sum: `{minimum_wage * 1.5}` in a text is shown as the sum that
holds on the day of the answer. A value whose validity has ended is still shown, but never without saying so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from catalog.text import Language, Text

#: `{rate}` or `{rate * factor}` inside a text.
MENTION = re.compile(r"\{\s*([a-z_]+)\s*(?:\*\s*([0-9]+(?:\.[0-9]+)?)\s*)?\}")


@dataclass(frozen=True)
class RateValue:
    """What a rate was worth from one day to another (both included)."""

    amount: float
    valid_from: date
    valid_to: date
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Rate:
    """One dated value, in hryvnias. Its values are ordered by date and do not overlap."""

    id: str
    title: Text
    values: tuple[RateValue, ...]

    def on(self, day: date) -> RateValue:
        """The value for that day: the one valid then, else the last that began before it, else the first."""
        begun = [value for value in self.values if value.valid_from <= day]
        return begun[-1] if begun else self.values[0]


@dataclass(frozen=True)
class Rates:
    """All rates, and how they are written out in a text.

    `expired` is the remark added behind a sum whose validity has ended; `{date}` in it is that last day.
    """

    rates: tuple[Rate, ...]
    expired: Text

    def find(self, rate_id: str) -> Rate | None:
        return next((rate for rate in self.rates if rate.id == rate_id), None)

    def amount(self, rate_id: str, factor: float, day: date) -> float:
        """`factor` times the rate on that day, rounded to kopiikas. KeyError if there is no such rate."""
        rate = self.find(rate_id)
        if rate is None:
            raise KeyError(rate_id)
        return round(rate.on(day).amount * factor, 2)

    def has_ended(self, rate_id: str, day: date) -> bool:
        """Whether the value we would use for that day is past its validity."""
        rate = self.find(rate_id)
        return rate is not None and rate.on(day).valid_to < day

    def ended(self, day: date) -> tuple[Rate, ...]:
        """The rates of which no value is known for that day any more."""
        return tuple(rate for rate in self.rates if self.has_ended(rate.id, day))

    def spell_out(self, text: Text, day: date) -> Text:
        """The text with every mention of a rate written as a sum of that day."""
        if "{" not in text.uk and "{" not in text.en:
            return text
        return Text(
            uk=self._spell_out(text.uk, Language.UKRAINIAN, day),
            en=self._spell_out(text.en, Language.ENGLISH, day),
        )

    def _spell_out(self, wording: str, language: Language, day: date) -> str:
        def written(mention: re.Match[str]) -> str:
            rate_id, factor = mention[1], float(mention[2] or 1)
            shown = money(self.amount(rate_id, factor, day), language)
            return shown + self.remark(rate_id, language, day)

        return MENTION.sub(written, wording)

    def remark(self, rate_id: str, language: Language, day: date) -> str:
        """What to add behind a sum from this rate: nothing, or that it held only until some day."""
        rate = self.find(rate_id)
        if rate is None or not self.has_ended(rate_id, day):
            return ""
        last = format_date(rate.on(day).valid_to, "d MMMM y", locale=language.value)
        return " " + self.expired.wording(language).replace("{date}", last)


def money(amount: float, language: Language) -> str:
    """A sum in hryvnias as people write it: whole sums without kopiikas, others with two digits.

    >>> money(49.92, Language.ENGLISH), money(50000, Language.ENGLISH)
    ('UAH 49.92', 'UAH 50,000')
    """
    pattern = "#,##0" if float(amount).is_integer() else "#,##0.00"
    number = format_decimal(amount, pattern, locale=language.value)
    return f"UAH {number}" if language is Language.ENGLISH else f"{number} грн"
