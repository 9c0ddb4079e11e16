"""Phrases told in passing are found in any word form, unless they are denied."""

from __future__ import annotations

import pytest

from bot.nlu.circumstances.phrases import PhraseBook

BOOK = PhraseBook(
    [
        ("married=no", "не розписані"),
        ("married=yes", "ми одружені"),
        ("place=abroad", "за кордоном"),
        ("place=abroad", "born abroad"),
        ("lost=id", "загубив паспорт"),
    ]
)


def meanings(text: str) -> list[str]:
    return [found.meaning for found in BOOK.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ми з нею не розписані", ["married=no"]),
        ("ми з нею ще й не розписана пара", ["married=no"]),
        ("народила за кордоном, ми одружені", ["place=abroad", "married=yes"]),
        ("my son was born abroad", ["place=abroad"]),
        ("я загубила свій паспорт", ["lost=id"]),
        ("ні, ми одружені", ["married=yes"]),
    ],
)
def test_a_phrase_is_found_in_its_sentence(text: str, expected: list[str]) -> None:
    assert meanings(text) == expected


@pytest.mark.parametrize(
    "text", ["ми розписані", "не за кордоном", "not born abroad", "загубив чужий дуже старий паспорт"]
)
def test_what_is_denied_or_too_far_apart_is_not_found(text: str) -> None:
    assert meanings(text) == []


def test_the_place_of_a_phrase_is_its_place_in_the_text() -> None:
    text = "кажу: ми одружені, об’єкт"
    (found,) = BOOK.find(text)

    assert text[found.start : found.end] == "ми одружені"


def test_an_empty_book_finds_nothing() -> None:
    assert PhraseBook([]).find("ми одружені") == []
