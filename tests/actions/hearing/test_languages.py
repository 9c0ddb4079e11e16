"""Which language is asked for, also by saying which one is not understood."""

from __future__ import annotations

import pytest

from actions.hearing.languages import wanted_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I don't understand Ukrainian", "en"),
        ("sorry I do not speak ukrainian", "en"),
        ("in English please", "en"),
        ("я по англіцькі не понімаю", "uk"),
        ("не понимаю украинский, напиши по-английски", "en"),
        ("чому відповідаєш не українською", "uk"),
        ("я не розумію російську, пиши українською", "uk"),
        ("давай по-русски", "uk"),
        ("please reply in Ukrainian", "uk"),
        ("anhliyskoyu bud laska", "en"),
        ("поміняй мову", None),
        ("change language", None),
    ],
)
def test_the_language_is_the_one_wanted_not_the_one_named(text: str, language: str | None) -> None:
    assert wanted_language(text) == language
