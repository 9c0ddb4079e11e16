"""The words of the assistant, by language: `translations/<language>.yml`.

A text may hold placeholders (`{title}`) and, where it counts something, one form per plural category.

>>> wording("en").say("guide.step_count", n=2)
'2 steps for you'
>>> wording("uk").say("guide.step_count", n=5)
'5 кроків для вас'
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from catalog.rates import money
from catalog.text import Language, Text

TRANSLATIONS = Path(__file__).parent / "translations"


class Wording:
    """All texts of one language. KeyError for a text that the translation does not have."""

    def __init__(self, language: Language, texts: dict[str, Any]) -> None:
        self.language = language
        self._texts = texts
        self._locale = Locale.parse(language.value)

    def say(self, key: str, **values: Any) -> str:
        """The text with this key, its placeholders filled; counted texts are chosen by `n`."""
        text = self._texts[key]
        if isinstance(text, dict):
            text = text[self._locale.plural_form(values["n"])]
        return str(text).format(**values)

    def keys(self) -> Iterable[str]:
        return self._texts.keys()

    def of(self, text: Text) -> str:
        """A statement of the catalogue in this language."""
        return text.wording(self.language)

    def money(self, amount: float) -> str:
        return money(amount, self.language)

    def number(self, amount: float) -> str:
        return str(format_decimal(round(amount, 1), locale=self.language.value))

    def month(self, checked: str) -> str:
        """A month of the catalogue ("2026-02") in words."""
        year, month = checked.split("-")
        return str(format_date(date(int(year), int(month), 1), "LLLL y", locale=self.language.value))

    def day(self, day: date) -> str:
        return str(format_date(day, "d MMMM y", locale=self.language.value))

    def either(self, parts: Iterable[str]) -> str:
        return f" {self.say('or')} ".join(parts)

    def or_else(self, ways: Iterable[str]) -> str:
        """Ways of which each is told in full, with an "and" of its own."""
        return f"{self.say('or_if')} ".join(ways)

    def both(self, parts: Iterable[str]) -> str:
        return f"{self.say('and')} ".join(parts)


@cache
def wording(language: str) -> Wording:
    """The words of a language; Ukrainian for a code that is not ours."""
    known = Language.of(language)
    tree = yaml.safe_load((TRANSLATIONS / f"{known.value}.yml").read_text(encoding="utf-8"))
    return Wording(known, dict(_flat(tree, "")))


def _flat(tree: dict[str, Any], prefix: str) -> Iterable[tuple[str, Any]]:
    """Nested keys joined by dots; a mapping of plural forms counts as one text."""
    for key, value in tree.items():
        if isinstance(value, dict) and not (set(value) <= {"one", "few", "many", "other"}):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
