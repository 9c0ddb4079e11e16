"""The words of the pages, by language: `texts/<language>.yml`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.dates import format_date

LANGUAGES = ("uk", "en")
TEXTS = Path(__file__).parent / "texts"


class PageWords:
    """All texts of one language. KeyError for one that the translation does not have."""

    def __init__(self, language: str, texts: dict[str, Any]) -> None:
        self.language = language
        self._texts = texts
        self._locale = Locale.parse(language)

    def say(self, key: str, **values: Any) -> str:
        """The text with its placeholders filled; counted texts are chosen by `n`."""
        text = self._texts[key]
        if isinstance(text, dict):
            text = text[self._locale.plural_form(values["n"])]
        return str(text).format(**values)

    def day(self, day: date) -> str:
        return str(format_date(day, "d MMMM y", locale=self.language))

    def keys(self) -> Iterable[str]:
        return self._texts.keys()


@cache
def words(language: str) -> PageWords:
    """The words of a language; Ukrainian for a code that is not ours."""
    known = language if language in LANGUAGES else LANGUAGES[0]
    return PageWords(known, yaml.safe_load((TEXTS / f"{known}.yml").read_text(encoding="utf-8")))


def other_language(language: str) -> str:
    return next(one for one in LANGUAGES if one != language)
