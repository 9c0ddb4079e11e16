"""The words of /about, by language: `translations/<language>.yml`."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

import yaml
from babel.dates import format_date
from babel.numbers import format_percent

from actions.wording import Wording
from catalog.text import Language

TRANSLATIONS = Path(__file__).parent / "translations"


@cache
def words(language: Language) -> Wording:
    """All words of the page in the language."""
    texts = yaml.safe_load((TRANSLATIONS / f"{language.value}.yml").read_text(encoding="utf-8"))
    return Wording(language, texts)


def percent(share: float, language: Language) -> str:
    """A share from 0 to 1 as people write it: 84,8 % in Ukrainian, 84.8% in English."""
    return str(
        format_percent(share, "#,##0.0\u00a0%" if language is Language.UKRAINIAN else "#,##0.0%", language.value)
    )


def day(iso: str, language: Language) -> str:
    """The day of an ISO 8601 moment in words."""
    return str(format_date(datetime.fromisoformat(iso).date(), "long", locale=language.value))
