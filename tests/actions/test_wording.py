"""The words of the assistant, filled in and counted."""

from __future__ import annotations

import pytest

from actions.wording import wording


@pytest.mark.parametrize(
    ("language", "n", "expected"),
    [
        ("uk", 1, "1 крок для вас"),
        ("uk", 2, "2 кроки для вас"),
        ("uk", 5, "5 кроків для вас"),
        ("uk", 11, "11 кроків для вас"),
        ("uk", 21, "21 крок для вас"),
        ("uk", 24, "24 кроки для вас"),
        ("uk", 112, "112 кроків для вас"),
        ("en", 1, "1 step for you"),
        ("en", 2, "2 steps for you"),
        ("en", 21, "21 steps for you"),
    ],
)
def test_what_is_counted_takes_the_form_of_its_number(language: str, n: int, expected: str) -> None:
    assert wording(language).say("guide.step_count", n=n) == expected


def test_a_code_that_is_no_language_of_ours_is_answered_in_ukrainian() -> None:
    assert wording("ru").say("button.list") == wording("uk").say("button.list") != wording("en").say("button.list")


def test_a_text_that_the_translation_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        wording("uk").say("guide.no_such_text")


def test_braces_in_what_is_filled_in_stay_as_they_are() -> None:
    assert "{дивна} назва" in wording("uk").say("guide.understood", title="{дивна} назва")


def test_a_month_is_told_in_words() -> None:
    assert wording("en").month("2026-02") == "February 2026"
    assert wording("uk").month("2026-02") == "лютий 2026"


def test_alternatives_and_conditions_are_joined_in_words() -> None:
    assert wording("en").either(["a", "b", "c"]) == "a or b or c"
    assert wording("en").both(["a", "b"]) == "a, and b"
    assert wording("en").or_else(["a, and b", "c"]) == "a, and b; or if c"
    assert wording("uk").both(["дощ", "вітер"]) == "дощ, і вітер"


def test_sums_are_written_as_each_language_writes_them() -> None:
    assert wording("en").money(1250.5) == "UAH 1,250.50"
    assert wording("uk").money(50000).replace("\xa0", " ") == "50 000 грн"
