"""A statement in every language of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Language(str, Enum):
    """Languages the catalogue is written in. Ukrainian comes first and is the fallback."""

    UKRAINIAN = "uk"
    ENGLISH = "en"

    @classmethod
    def of(cls, code: str | None) -> "Language":
        """The language with this code; Ukrainian when the code is not one of ours.

        >>> Language.of("en").value, Language.of("ru").value
        ('en', 'uk')
        """
        return cls.ENGLISH if code == cls.ENGLISH.value else cls.UKRAINIAN


@dataclass(frozen=True)
class Text:
    """One statement, in Ukrainian and in English.

    >>> Text(uk="Безоплатно", en="Free").wording(Language.ENGLISH)
    'Free'
    """

    uk: str
    en: str

    def wording(self, language: Language) -> str:
        return self.en if language is Language.ENGLISH else self.uk
