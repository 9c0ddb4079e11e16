"""One spelling for what people type, however they type it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.spelling import is_latin, normalise, on_other_layout, to_cyrillic, words


@pytest.mark.parametrize("typed", ["об'єкт", "об’єкт", "обʼєкт", "об`єкт", "об‘єкт", "ОБ´ЄКТ", "обєкт"])
def test_every_apostrophe_is_spelled_the_same(typed: str) -> None:
    assert normalise(typed) == "обєкт"


def test_capital_letters_and_spaces_make_no_difference() -> None:
    assert normalise("  ВКРАЛИ\n\tПаспорт ") == "вкрали паспорт"


def test_drawn_out_letters_are_written_once() -> None:
    assert normalise("дужеееее дякуюююю") == "дуже дякую"


def test_letters_that_are_double_by_right_stay_double() -> None:
    assert normalise("народження віддати") == "народження віддати"


def test_marks_in_a_row_are_shortened_but_stay() -> None:
    assert normalise("що робити?????") == "що робити???"


@pytest.mark.parametrize("number", ["50000", "100000", "111", "00000"])
def test_a_number_keeps_all_its_digits(number: str) -> None:
    assert normalise(f"виплата {number}") == f"виплата {number}"


@pytest.mark.parametrize("roman", ["III", "ІІІ", "VIII"])
def test_the_third_group_does_not_become_the_first(roman: str) -> None:
    assert normalise(f"{roman} група") == f"{roman.lower()} група"


def test_letters_drawn_with_an_accent_apart_are_put_together() -> None:
    assert normalise("и\u0306од") == "йод"
    assert normalise("і\u0308жа") == "їжа"


def test_latin_letters_inside_a_cyrillic_word_are_taken_for_those_they_look_like() -> None:
    assert normalise("пacпopт") == "паспорт"


def test_a_word_all_in_latin_letters_stays_so() -> None:
    assert normalise("Passport") == "passport"


def test_words_leave_marks_behind() -> None:
    assert words("Ми не розписані — народила вдома!") == ["ми", "не", "розписані", "народила", "вдома"]


def test_nothing_has_no_words() -> None:
    assert words(" … !? ") == []


@given(st.text(max_size=60))
def test_whatever_is_typed_a_second_reading_changes_nothing(typed: str) -> None:
    assert words(" ".join(words(typed))) == words(typed)


@pytest.mark.parametrize(
    ("typed", "latin"),
    [("passport", True), ("Pasport 2026", True), ("паспорт", False), ("мій ID", False), ("123", False)],
)
def test_a_text_is_latin_when_it_has_latin_letters_and_no_cyrillic(typed: str, latin: bool) -> None:
    assert is_latin(typed) is latin


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("propyska", "прописка"),
        ("narodzhennia", "народження"),
        ("Zhytlo", "житло"),
        ("shchastia", "щастя"),
        ("yak otrymaty kharchi", "як отримати харчі"),
        ("dlia reiestratsiia", "для реєстрація"),
        ("subsydiia Diia", "субсидія дія"),
        ("bez klientiv koshtuie", "без клієнтів коштує"),
        ("Kyiv", "київ"),
    ],
)
def test_latin_letters_are_read_out_as_ukrainian(typed: str, meant: str) -> None:
    assert to_cyrillic(typed) == meant


@pytest.mark.parametrize(("typed", "meant"), [("ghjgbcrf", "прописка"), ("Gfcgjhn", "паспорт"), ("gtycs]", "пенсії")])
def test_keys_pressed_on_the_english_layout_are_read_on_the_ukrainian_one(typed: str, meant: str) -> None:
    assert on_other_layout(typed)[0] == meant


def test_and_on_the_russian_one() -> None:
    assert on_other_layout("dsgkfnf")[1] == "выплата"
