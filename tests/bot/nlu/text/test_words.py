"""A word is compared by its dictionary form, whether it is Ukrainian or Russian."""

from __future__ import annotations

import pytest

from bot.nlu.text.words import base_form, folded


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("народила", "народити"),
        ("свідоцтвом", "свідоцтво"),
        ("потеряла", "потерять"),
        ("выплаты", "выплата"),
        ("passport", "passport"),
        ("2026", "2026"),
    ],
)
def test_a_word_has_the_form_its_dictionary_gives(word: str, form: str) -> None:
    assert base_form(word) == form


def test_a_word_of_both_languages_is_taken_for_ukrainian() -> None:
    assert base_form("справка") == base_form("справки")


def test_folding_joins_what_only_spelling_tells_apart() -> None:
    assert folded("свідєтєльство") == folded("свидетельство")
