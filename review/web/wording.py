"""The words of the console: `review/translations/<language>/<feature>.yml`, looked up as `feature.key`.

A text may hold placeholders (`{name}`) and, where it counts something, one form per plural category, chosen by `n`.

>>> words("en").say("console.sign_out")
'Sign out'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

from review.access.staff import LANGUAGES

TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"
PLURAL_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})


class Words:
    """All texts of one language. KeyError for a text that the translation does not have."""

    def __init__(self, language: str, texts: Mapping[str, Any]) -> None:
        self.language = language
        self._texts = texts
        self._locale = Locale.parse(language)

    def say(self, key: str, **values: Any) -> str:
        """The text with this key, its placeholders filled."""
        text = self._texts[key]
        if isinstance(text, Mapping):
            text = text[self._locale.plural_form(values["n"])]
        return str(text).format(**values)

    def has(self, key: str) -> bool:
        """For closed lists that grow elsewhere, such as actions of the audit log."""
        return key in self._texts

    def keys(self) -> Iterable[str]:
        return self._texts.keys()


@cache
def words(language: str) -> Words:
    """The words of a language; Ukrainian for a code that is not ours. Read once, on first use."""
    known = language if language in LANGUAGES else LANGUAGES[0]
    texts: dict[str, Any] = {}
    for path in sorted((TRANSLATIONS / known).glob("*.yml")):
        texts.update(_flat(yaml.safe_load(path.read_text(encoding="utf-8")) or {}, f"{path.stem}."))
    return Words(known, texts)


def _flat(tree: Mapping[str, Any], prefix: str) -> Iterable[tuple[str, Any]]:
    """Nested keys joined by dots; a mapping of plural forms counts as one text."""
    for key, value in tree.items():
        if isinstance(value, Mapping) and not set(value) <= PLURAL_FORMS:
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
