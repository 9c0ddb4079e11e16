"""A statement is always there in both languages, and Ukrainian is what one falls back on."""

from __future__ import annotations

import pytest

from catalog.text import Language, Text


def test_a_text_is_worded_in_the_language_asked_for() -> None:
    free = Text(uk="Безоплатно", en="Free")
    assert free.wording(Language.UKRAINIAN) == "Безоплатно"
    assert free.wording(Language.ENGLISH) == "Free"


@pytest.mark.parametrize("code", ["uk", "ru", "pl", "", None])
def test_whoever_does_not_speak_english_is_answered_in_ukrainian(code: str | None) -> None:
    assert Language.of(code) is Language.UKRAINIAN


def test_english_is_known_by_its_code() -> None:
    assert Language.of("en") is Language.ENGLISH
