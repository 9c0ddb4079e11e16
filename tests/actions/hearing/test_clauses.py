"""A few words are heard as the answer that they alone give."""

from __future__ import annotations

import pytest

from actions.hearing.clauses import told_in_own_words
from catalog.catalogue import Catalogue
from catalog.conditions import Answers


def told(catalogue: Catalogue, situation: str, text: str, pending: str | None = None) -> Answers:
    found = catalogue.situation(situation)
    assert found is not None
    return told_in_own_words(text, found.circumstances, pending)


@pytest.mark.parametrize(
    ("text", "value"),
    [("за кордоном", "abroad"), ("на окупованій території", "occupied_territory"), ("вдома", "home_or_outside_hospital")],
)
def test_what_only_one_answer_says_is_that_answer(catalogue: Catalogue, text: str, value: str) -> None:
    assert told(catalogue, "birth-of-child", text, "place_of_birth") == {"place_of_birth": (value,)}


@pytest.mark.parametrize("text", ["я вже зареєстрував дитину", "дитина", "народилася дитина"])
def test_what_every_answer_says_is_none_of_them(catalogue: Catalogue, text: str) -> None:
    assert told(catalogue, "birth-of-child", text, "place_of_birth") == {}


def test_a_denied_clause_is_the_other_answer(catalogue: Catalogue) -> None:
    assert told(catalogue, "birth-of-child", "батьки не одружені") == {"parents_married": ("no",)}
    assert told(catalogue, "birth-of-child", "батьки одружені") == {"parents_married": ("yes",)}


def test_a_question_is_no_answer(catalogue: Catalogue) -> None:
    assert told(catalogue, "birth-of-child", "а якщо за кордоном?", "place_of_birth") == {}
